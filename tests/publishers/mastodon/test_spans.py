"""What a Mastodon server makes live."""

from __future__ import annotations

import time

import pytest

from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.mastodon.spans import find_spans


def targets(text: str, kind: SpanKind) -> list[str]:
    return [span.target for span in find_spans(text) if span.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.com", ["https://example.com"]),
        ("HTTPS://EXAMPLE.COM/X", ["HTTPS://EXAMPLE.COM/X"]),
        (
            "gemini://example.com gopher://example.com/1",
            ["gemini://example.com", "gopher://example.com/1"],
        ),
        ("(https://example.com/a_(b)), then", ["https://example.com/a_(b)"]),
        ("https://example.com/a((b)c)", ["https://example.com/a((b)c)"]),
        (
            "https://example.com/x, https://example.com/y.",
            ["https://example.com/x", "https://example.com/y"],
        ),
        ("https://example.com/?q=a,b. z", ["https://example.com/?q=a,b"]),
        ("https://example.com:8080/x#y", ["https://example.com:8080/x#y"]),
        ("https://example.com/日本/ü x", ["https://example.com/日本/ü"]),
        ("https://example.comです", ["https://example.com"]),
        ("https://пример.рф/x", ["https://пример.рф/x"]),
        ("https://xn--e1afmkfd.xn--p1ai/x", ["https://xn--e1afmkfd.xn--p1ai/x"]),
        ("https://a_b.example.com", ["https://a_b.example.com"]),
        ("https://example.com.invalidtld/x", ["https://example.com"]),
        ("https://foo.com-bar", ["https://foo.com"]),
        ("https://foo_bar.com", []),
        ("https://-foo.com", []),
        ("https://.com https:// https://com", []),
        ("https://localhost/x http://10.0.0.1/", []),
        ("xhttps://example.com @https://example.com", []),
        ("ühttps://example.com", ["https://example.com"]),
        ("example.com ftp://example.com", []),
        (f"https://{'a' * 250}.com", []),
    ],
)
def test_addresses_need_a_scheme_and_a_known_domain(text: str, expected: list[str]) -> None:
    assert targets(text, SpanKind.LINK) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@anna, @bert@b.example.", ["anna", "bert@b.example"]),
        ("(@a.b-c@d-e.example)", ["a.b-c@d-e.example"]),
        ("me@example.com /@anna =@anna", []),
        ("@josé @anna@ @anna://", []),
        ("@anna@größe.example", ["anna@größe.example"]),
        ("ü@anna", []),
        (f"@anna@{'a' * 253} @bert@{'a' * 254}", [f"anna@{'a' * 253}"]),
        ("https://example.com/@anna@b.example", []),
    ],
)
def test_mentions(text: str, expected: list[str]) -> None:
    assert targets(text, SpanKind.MENTION) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#tag, #größe #हिन्दी ＃全角", ["tag", "größe", "हिन्दी", "全角"]),
        ("#1 #1st #2026", ["1st"]),
        ("#a·b #ア・イ #a_ #_a", ["a·b", "ア・イ", "a_", "_a"]),
        ("a#b /#c )#d =#e é#f", []),
        ("(#tag", ["tag"]),
        ("https://example.com/#tag https://example.com/ #tag", ["tag"]),
        ("#tag·", ["tag"]),
    ],
)
def test_hashtags(text: str, expected: list[str]) -> None:
    assert targets(text, SpanKind.TAG) == expected


@pytest.mark.parametrize(
    "piece", ["a.", "-.", "://", "x://a.com", "(a", "a)(", "?a", "@a.", "#1", "é.", "https://a.b(("]
)
def test_hostile_texts_cost_no_more_than_long_ones(piece: str) -> None:
    begun = time.process_time()
    for before in ("https://", "https://a.com/", "@a@b", "#"):
        find_spans(before + piece * (40_000 // len(piece)))
    assert time.process_time() - begun < 10
