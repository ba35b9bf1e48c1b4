"""A caption as Instagram counts and reads it."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.instagram.spans import find_spans
from brandcraft_desktop.publishers.instagram.text import cut, measure, split


def test_the_caption_has_its_limit() -> None:
    assert measure("é" * 2200).valid
    assert measure("é" * 2201).remaining == -1


@pytest.mark.parametrize(
    ("text", "tags", "names"),
    [
        ("#a#b #1 #👩‍👧x #हिन्दी ＃全", 6, 0),
        ("C# a#b #\ufe0f\u20e3 # ", 0, 0),
        ("@a.b_c @a. (@x) me@example.com @" + "x" * 31, 0, 3),
        ("https://example.com @a", 0, 1),
    ],
)
def test_what_counts(text: str, tags: int, names: int) -> None:
    kinds = [span.kind for span in find_spans(text)]
    assert (kinds.count(SpanKind.TAG), kinds.count(SpanKind.MENTION)) == (tags, names)
    assert SpanKind.LINK not in kinds


def test_a_cut_keeps_plain_addresses_whole() -> None:
    text = "word " * 437 + "https://example.com/path"
    assert cut(text) == ("word " * 437).strip() + "…"


def test_parts_that_would_fit() -> None:
    assert len(split("word " * 500, "{n}/{total}")) == 2
