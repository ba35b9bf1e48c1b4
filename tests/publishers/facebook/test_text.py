"""A text as Facebook counts and reads it."""

from __future__ import annotations

from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.facebook.spans import find_spans
from brandcraft_desktop.publishers.facebook.text import cut, measure, split


def test_a_post_has_its_limit() -> None:
    assert measure("é" * 63_206).valid
    assert measure("é" * 63_207).remaining == -1


def test_live_pieces() -> None:
    text = "#tag #1 @[123] @[Acme] @anna https://example.com/x. www.example.com"
    assert [(span.kind, span.target) for span in find_spans(text)] == [
        (SpanKind.TAG, "tag"),
        (SpanKind.MENTION, "123"),
        (SpanKind.LINK, "https://example.com/x"),
    ]


def test_a_cut_keeps_mentions_whole() -> None:
    assert cut("word " * 12_641 + "@[123456] end") == ("word " * 12_641).strip() + "…"


def test_parts_that_would_fit() -> None:
    assert split("one\n---\ntwo", None) == ("one", "two")
    assert len(split("word " * 20_000, "{n}/{total}")) == 2
