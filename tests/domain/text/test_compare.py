"""Comparing two texts: nothing is lost, nothing invented, and it is quick."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text.compare import Kind, Passage, compare

TEXTS = st.text(alphabet="ab \n#é👍\u200d.", max_size=60)


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.text) for one in compare(before, after)]


def test_words_are_told_apart() -> None:
    assert told("one two three", "one 2 three four") == [
        ("same", "one "),
        ("removed", "two"),
        ("added", "2"),
        ("same", " three"),
        ("added", " four"),
    ]
    assert told("same", "same") == [("same", "same")]
    assert told("", "") == []
    assert told("", "new") == [("added", "new")]
    assert told("old", "") == [("removed", "old")]


def test_a_line_that_moved_is_taken_out_and_put_in() -> None:
    assert told("a\nb\nc\n", "a\nc\n") == [("same", "a\n"), ("removed", "b\n"), ("same", "c\n")]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    found = compare(before, after)
    assert "".join(one.text for one in found if one.kind is not Kind.ADDED) == before
    assert "".join(one.text for one in found if one.kind is not Kind.REMOVED) == after
    assert all(one.text for one in found)
    assert all(first.kind is not second.kind for first, second in pairwise(found))
    assert compare(before, before) == ((Passage(Kind.SAME, before),) if before else ())


def test_long_texts_are_compared_quickly() -> None:
    before = " ".join(f"word{n}" for n in range(20_000))
    after = " ".join(f"word{n}x" for n in range(20_000))
    begun = time.process_time()
    assert told(before, after) == [("removed", before), ("added", after)]
    assert time.process_time() - begun < 5
