"""Lines, sizes and cards, with letters that are all equally wide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.reel_layout import (
    LEAST,
    SLACK,
    Box,
    at_size,
    balanced,
    divided,
    fit,
    has_room,
    wrap,
)
from brandcraft_desktop.domain.text import graphemes

BOX = Box(800, 900, 1.25)
WORDS = st.sampled_from(
    ["a", "small", "words", "straße", "字", "漢字かな", "👩‍👩‍👧", "x" * 90, "🇩🇪🇫🇷"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join) | st.text(max_size=200)


def measure(text: str, size: int) -> float:
    return graphemes.count(text) * size * 0.55


def lines(text: str, width: float) -> list[str]:
    return [text[one.start : one.end] for one in wrap(text, width, len)]


def test_lines_break_at_blanks_hyphens_and_between_signs() -> None:
    assert lines("one two three", 7) == ["one two", "three"]
    assert lines("a well-known thing", 8) == ["a well-", "known", "thing"]
    assert lines("日本語日本語", 4) == ["日本語日", "本語"]
    assert lines("first\n\nlast", 20) == ["first", "", "last"]
    assert lines("10 km\u00a0h", 5) == ["10", "km\u00a0h"]


def test_no_line_begins_with_what_closes() -> None:
    assert lines("日本語。本", 3) == ["日本", "語。本"]


def test_a_long_word_breaks_between_graphemes() -> None:
    family = "\U0001f469\u200d\U0001f467"
    found = wrap(family * 5, 2, graphemes.count)
    assert [one.end - one.start for one in found] == [6, 6, 3]
    assert [one.broken for one in found] == [True, True, False]


@given(TEXTS, st.integers(1, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    found = wrap(text, width, graphemes.count)
    kept = "".join(text[one.start : one.end] for one in found)
    assert "".join(kept.split()) == "".join(text.replace("\u200b", "").split()) or "\u200b" in kept
    for one in found:
        piece = text[one.start : one.end]
        assert graphemes.count(piece) <= width or len(graphemes.graphemes(piece)) == 1


def test_the_letters_of_two_paragraphs_are_never_measured_together() -> None:
    asked: list[str] = []

    def heard(text: str, size: int) -> float:
        asked.append(text)
        return measure(text, size)

    fit("ship\n" + "x" * 50, BOX, heard, largest=100, easy=56, least=LEAST)
    assert not [text for text in asked if "\n" in text]


@given(TEXTS)
def test_what_fits_has_room(text: str) -> None:
    setting = fit(text, BOX, measure, largest=100, easy=56, least=LEAST)
    assert LEAST <= setting.size <= 100
    if setting.size > LEAST:
        assert has_room(setting, BOX)
        widest = max(measure(line, setting.size) for line in setting.lines)
        assert widest <= BOX.width - SLACK


def test_words_shrink_before_they_break() -> None:
    word = "extraordinarily"
    setting = fit(word, BOX, measure, largest=160, easy=56, least=LEAST)
    assert setting.lines == (word,)
    assert 90 < setting.size < 100
    long = fit("y" * 40, BOX, measure, largest=100, easy=56, least=LEAST)
    assert len(long.lines) > 1


def test_balanced_lines_leave_no_word_alone() -> None:
    text = "one two three four five six seven"
    setting = at_size(text, Box(310, 900, 1.2), measure, 20)
    assert setting.lines[-1] == "seven"
    even = balanced(setting, text, Box(310, 900, 1.2), measure)
    assert len(even.lines) == len(setting.lines)
    assert len(even.lines[-1]) > len("seven")


@given(TEXTS)
def test_cards_have_room_and_keep_every_word(text: str) -> None:
    cards = divided(text, BOX, measure, 56)
    assert "".join("".join(cards).split()) == "".join(text.split())
    for card in cards:
        assert has_room(at_size(card, BOX, measure, 56), BOX)


def test_cards_end_where_the_text_pauses() -> None:
    sentence = "This is a sentence of some ordinary length that says little. "
    cards = divided(sentence * 9, BOX, measure, 56)
    assert len(cards) > 1
    assert all(card.endswith(".") for card in cards)
    assert max(map(len, cards)) < 2.2 * min(map(len, cards))
    emoji = divided((sentence + "🚀✨ ") * 9, BOX, measure, 56)
    assert all(card.endswith("🚀✨") for card in emoji)


@pytest.mark.parametrize("text", ["\n".join("a" * 1 for _ in range(90)), "word " * 500])
def test_many_lines_become_many_cards(text: str) -> None:
    assert len(divided(text, BOX, measure, 56)) > 3
