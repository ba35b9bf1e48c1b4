"""The words of a video as YouTube counts and reads them."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.youtube.spans import find_spans
from brandcraft_desktop.publishers.youtube.text import cut, forbidden, measure, split, tags_together


def test_the_description_counts_in_bytes() -> None:
    assert measure("é" * 2500).valid
    assert measure("é" * 2500).unit == "bytes"
    assert measure("é" * 2500 + "x").remaining == -1


def test_angle_brackets_are_forbidden() -> None:
    assert forbidden("a > b < c > d") == "<>"
    assert forbidden("a = b") == ""


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ((), 0),
        (("foo-baz",), 7),
        (("foo baz",), 9),
        (("foo", "baz"), 7),
        (("a b", "c", "d e f"), 15),
    ],
)
def test_tags_add_up_with_commas_and_quotes(tags: tuple[str, ...], expected: int) -> None:
    assert len(tags_together(tags)) == expected


def test_live_pieces() -> None:
    text = "#tag @ab @abc.d-e·f. @größe https://example.com/#x me@example.com @" + "x" * 31
    assert [(span.kind, span.target) for span in find_spans(text)] == [
        (SpanKind.TAG, "tag"),
        (SpanKind.MENTION, "abc.d-e·f"),
        (SpanKind.MENTION, "größe"),
        (SpanKind.LINK, "https://example.com/#x"),
    ]


def test_a_cut_counts_in_bytes() -> None:
    assert cut("é " * 2000) == ("é " * 1667).strip()


def test_parts_that_would_fit() -> None:
    assert len(split("word " * 1200, "{n}/{total}")) == 2
