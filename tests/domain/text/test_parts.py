"""Parts made by hand: moved, joined, divided, and never a word lost on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text import graphemes, parts
from brandcraft_desktop.domain.text.split import joined, sections_of, split, unnumbered

LIVE = re.compile(r"https?://\S+|[#@][\w.]+")
WORDS = st.text("ab .!?\n#@-é👩\u200d👧", max_size=40)
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map("\n---\n".join)


def live(text: str) -> Sequence[tuple[int, int]]:
    return [match.span() for match in LIVE.finditer(text)]


def words(text: str) -> list[str]:
    return [word for section in sections_of(text) for word in section.split()]


@given(TEXTS, st.integers(0, 5), st.sampled_from([-1, 1]), st.integers(0, 60))
def test_moving_keeps_every_word_and_takes_the_cursor_along(
    text: str, part: int, step: int, inside: int
) -> None:
    sections = sections_of(text)
    found = parts.moved(text, part, step, inside)
    if found is None:
        assert not (0 <= part < len(sections) and 0 <= part + step < len(sections))
        return
    after = sections_of(found.text)
    assert [after[found.places[old]] for old in range(len(sections))] == list(sections)
    assert sorted(found.places) == list(range(len(sections)))
    assert parts.part_at(found.text, found.cursor) == part + step
    back = parts.moved(found.text, part + step, -step)
    assert back is not None
    assert sections_of(back.text) == sections


@given(TEXTS, st.integers(0, 5))
def test_joining_keeps_words_and_their_order(text: str, part: int) -> None:
    sections = sections_of(text)
    found = parts.joined_above(text, part)
    if found is None:
        assert not 0 < part < len(sections)
        return
    assert words(found.text) == words(text)
    assert len(sections_of(found.text)) == len(sections) - 1
    assert found.places[part] == found.places[part - 1] == part - 1
    assert parts.part_at(found.text, found.cursor) == part - 1


@given(TEXTS)
def test_dividing_keeps_words_and_their_order(text: str) -> None:
    for pieces in (parts.at_blank_lines(text, live), parts.at_sentences(text, live)):
        assert parts.same_words(text, pieces)
        again = parts.divided(pieces)
        if parts.same_words(text, sections_of(again)):  # a piece may itself look like a rule
            assert words(joined(again)) == words(joined(text))


@given(TEXTS, st.integers(8, 30), st.sampled_from(["{n}/{total}", "({n}) {text}", ""]))
def test_numbers_come_off_as_they_were_put_on(text: str, limit: int, numbering: str) -> None:
    def fits(part: str) -> bool:
        return graphemes.count(part) <= limit

    numbered = split(text, fits=fits, atoms=live, numbering=numbering)
    assert parts.same_words(text, unnumbered(numbered, numbering))


@given(TEXTS, TEXTS)
def test_files_of_every_part_have_a_place_afterwards(before: str, after: str) -> None:
    found = parts.places(before, after)
    assert len(found) == len(sections_of(before))
    assert all(0 <= place < len(sections_of(after)) for place in found)
    if len(sections_of(before)) == len(sections_of(after)) and before == after:
        assert found == tuple(range(len(found)))


def counted(text: str) -> bool:
    return max(Counter(sections_of(text)).values()) == 1


@given(TEXTS.filter(counted), st.integers(0, 4), st.sampled_from([-1, 1]))
def test_the_words_alone_tell_where_a_part_went(text: str, part: int, step: int) -> None:
    found = parts.moved(text, part, step)
    if found is not None:
        assert parts.places(text, found.text) == found.places


@pytest.mark.parametrize(
    ("before", "after", "places"),
    [
        ("a b", "a\n---\nb", (0,)),
        ("a\n---\nb\n---\nc", "a\n\nb\n---\nc", (0, 0, 1)),
        ("a\n---\nb\n---\nc", "a\n---\nc", (0, 0, 1)),
        ("a\n---\nb", "x\n---\na\n---\nb", (1, 2)),
        ("a\n---\nb", "a more\n---\nb", (0, 1)),
        ("a\n---\nb", "", (0, 0)),
    ],
)
def test_files_follow_what_is_typed(before: str, after: str, places: tuple[int, ...]) -> None:
    assert parts.places(before, after) == places


def test_sentences_and_paragraphs() -> None:
    text = "One. Two!\n\nSee https://e.com/a.b now. End\n---\nBy hand."
    assert parts.at_blank_lines(text, live) == (
        "One. Two!",
        "See https://e.com/a.b now. End",
        "By hand.",
    )
    assert parts.at_sentences(text, live) == (
        "One.",
        "Two!",
        "See https://e.com/a.b now.",
        "End",
        "By hand.",
    )
