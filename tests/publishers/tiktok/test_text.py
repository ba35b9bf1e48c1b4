"""The words of a post as TikTok counts and reads them."""

from __future__ import annotations

from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.tiktok.spans import find_spans
from brandcraft_desktop.publishers.tiktok.text import cut, measure, split


def test_a_caption_counts_in_utf16() -> None:
    assert measure("👩" * 1100).valid
    assert measure("👩" * 1101).remaining == -2


def test_live_pieces() -> None:
    text = "#tag#no #1 #größe @a @an.na. https://example.com/@anna me@example.com"
    assert [(span.kind, span.target) for span in find_spans(text)] == [
        (SpanKind.TAG, "tag"),
        (SpanKind.TAG, "größe"),
        (SpanKind.MENTION, "an.na"),
    ]


def test_a_cut_counts_in_utf16_and_keeps_addresses() -> None:
    assert cut("👩" * 1200) == "👩" * 1100
    words = "word " * 437
    assert cut(words + "https://example.com/") == words.strip() + "…"


def test_parts_that_would_fit() -> None:
    assert len(split("word " * 500, "{n}/{total}")) == 2
