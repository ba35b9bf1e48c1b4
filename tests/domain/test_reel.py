"""What may become a reel, and how long it lasts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.contrast import TEXT, colour_of, contrast
from brandcraft_desktop.domain.reel import (
    FRAMES,
    LEAST_SECONDS,
    MOST_SECONDS,
    SAFE,
    Gradient,
    Plain,
    Reel,
    checked,
    hurried,
    reading_seconds,
    tidy,
    timetable,
)
from brandcraft_desktop.domain.reel_templates import GROUNDS, TEMPLATES, template
from brandcraft_desktop.errors import BadInput


def test_reading_takes_time_by_words_and_by_signs() -> None:
    assert reading_seconds("word " * 200) == pytest.approx(60)
    assert reading_seconds("字" * 250) == pytest.approx(60)
    assert reading_seconds("https://example.com/a/long/way") > reading_seconds("short")


@pytest.mark.parametrize("text", ["", "  \n\n ", "\u200b\u200d\ufe0f", "\u00ad"])
def test_nothing_to_see_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        checked(Reel(text))
    assert caught.value.field == "text"


@pytest.mark.parametrize("text", ["a" * 100_000, "word " * 20_000, "😀" * 100_000, "字" * 100_000])
def test_what_nobody_could_read_in_time_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="too long for a reel"):
        checked(Reel(text))


def test_a_long_text_may_have_a_length_chosen_by_hand() -> None:
    text = "word " * 600
    with pytest.raises(BadInput) as caught:
        checked(Reel(text))
    assert "left to the reading time, a reel lasts 90 seconds at most" in caught.value.message
    assert "up to 180 seconds" in caught.value.message
    assert checked(Reel(text, seconds=120)).seconds == 120
    with pytest.raises(BadInput) as caught:
        checked(Reel(text, seconds=60))
    assert "the length you chose is 60 seconds" in caught.value.message
    with pytest.raises(BadInput) as caught:
        checked(Reel("word " * 1000))
    assert "180" not in caught.value.message, "no length is enough"


@pytest.mark.parametrize("seconds", [0.0, 2.9, 180.1, -4.0, float("nan")])
def test_a_length_that_no_platform_takes_is_refused(seconds: float) -> None:
    with pytest.raises(BadInput) as caught:
        checked(Reel("Hello", seconds=seconds))
    assert caught.value.field == "seconds"


@pytest.mark.parametrize("ground", [Plain("blue"), Gradient("#112233", "#11223")])
def test_a_wrong_colour_is_refused(ground: Plain | Gradient) -> None:
    with pytest.raises(BadInput) as caught:
        checked(Reel("Hello", ground=ground))
    assert caught.value.field == "ground"


def test_a_wrong_template_names_those_that_there_are() -> None:
    with pytest.raises(BadInput, match="no template") as caught:
        checked(Reel("Hello", template="none"))
    assert all(one.id in caught.value.message for one in TEMPLATES)


def test_a_tower_of_marks_is_cut_and_an_emoji_is_not() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    assert tidy(family) == family
    assert len(tidy("a" + "\u0301" * 10_000)) < 20


@given(
    st.lists(st.text("ab .字", min_size=1, max_size=80), min_size=1, max_size=6),
    st.none() | st.floats(3, 180),
)
def test_cards_share_the_time_in_whole_frames(cards: list[str], seconds: float | None) -> None:
    times = timetable(tuple(cards), seconds)
    assert len(times) == len(cards)
    assert all(time > 0 for time in times)
    whole = sum(times)
    if seconds is None:
        assert LEAST_SECONDS - 1 / FRAMES <= whole <= MOST_SECONDS + 1 / FRAMES
    else:
        assert whole == pytest.approx(seconds, abs=1 / FRAMES)
    assert all(abs(time * FRAMES - round(time * FRAMES)) < 1e-6 for time in times)


def test_too_short_a_length_is_told() -> None:
    assert hurried("word " * 40, 5)
    assert not hurried("word " * 10, 5)


def test_templates_write_in_the_safe_area_with_contrast() -> None:
    assert len({one.id for one in TEMPLATES}) == len(TEMPLATES) >= 6
    for one in TEMPLATES:
        assert SAFE.holds(one.column), one.id
        assert len(one.inks) == len(one.muted), one.id
        assert one.largest > one.easy >= 40
        on = one.panel.colour if one.panel is not None else one.behind
        if on:
            for ink in (*one.inks, *one.muted):
                assert contrast(colour_of(ink), colour_of(on)) >= TEXT, (one.id, ink)
        assert checked(Reel("x", template=one.id, ground=one.ground)).text == "x"
    assert template("card").panel is not None
    for _, ground in GROUNDS:
        assert checked(Reel("x", ground=ground)).ground == ground
