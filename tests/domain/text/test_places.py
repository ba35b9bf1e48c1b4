"""The places to cut, found quickly, are those that a plain reading of the rules finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.places import BLANK, Cut, Places, behind, last_fitting
from brandcraft_desktop.domain.text.remembered import remembered

PIECES = [
    "a",
    "b.",
    "C!)",
    "«d?»",
    "é",
    "\u0301",
    "🇩🇪",
    "👍🏽",
    "\u0600",
    "日本。",
    "語",
    "@[A b\nc]",
]
TEXTS = st.lists(st.sampled_from([*PIECES, " ", "  ", "\n", "\n\n", "\r\n", "\u2003", "\u1680"]))


def _atoms(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"@\[[^]]*\]", text)]


def _is_free(text: str, cut: Cut) -> bool:
    inside = any(start < index < end for start, end in _atoms(text) for index in cut)
    return not inside and all(graphemes.is_boundary(text, index) for index in cut)


@given(TEXTS.map("".join))
def test_words_lines_paragraphs_and_sentences(text: str) -> None:
    places = Places(text, _atoms)
    gaps = [Cut(*gap.span()) for gap in re.finditer(f"[{BLANK}]+", text)]
    wide = [Cut(end.end(), end.end()) for end in re.finditer(r"。(?=[^\s@a-zA-Z])", text)]
    end = Cut(len(text), len(text))
    words = [*sorted(cut for cut in gaps + wide if _is_free(text, cut)), end]
    assert places.words == words

    def feeds(cut: Cut) -> int:
        return text.count("\n", cut.end, cut.start)

    assert places.lines == [cut for cut in words if cut is words[-1] or feeds(cut)]
    assert places.paragraphs == [cut for cut in words if cut is words[-1] or feeds(cut) > 1]

    def ends_sentence(cut: Cut) -> bool:
        if cut.end == cut.start or feeds(cut):
            return True
        stop = re.search(r"[.!?][)»]*\Z", text[: cut.end])
        return stop is not None and not text[cut.start : cut.start + 1].islower()

    assert places.sentences == [cut for cut in words if ends_sentence(cut)]


@given(st.lists(st.integers(0, 60), unique=True), st.integers(0, 60), st.integers(0, 60), st.data())
def test_a_guess_changes_the_way_and_not_the_answer(
    ends: list[int], first: int, most: int, data: st.DataObject
) -> None:
    cuts = [Cut(end, end) for end in sorted(ends)]
    fitting = [index for index, cut in enumerate(cuts) if index >= first and cut.end <= most]
    expected = max(fitting, default=None)
    guess = data.draw(st.integers(0, 70))
    assert last_fitting(cuts, first, lambda cut: cut.end <= most, guess) == expected
    assert behind(cuts, most) == sum(cut.end <= most for cut in cuts)


def test_what_was_counted_is_remembered_unless_it_is_long() -> None:
    asked = []

    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    count = remembered(length)
    assert [count("ab"), count("ab"), count("x" * 5000), count("x" * 5000)] == [2, 2, 5000, 5000]
    assert asked == ["ab", "x" * 5000, "x" * 5000]
