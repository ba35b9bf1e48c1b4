"""What Bluesky makes live in a text."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.publishers.bluesky.facets import as_facets, find_spans

FIELDS = {SpanKind.LINK: "uri", SpanKind.MENTION: "handle", SpanKind.TAG: "tag"}


def found(text: str) -> list[tuple[str, str]]:
    return [(span.kind.value, span.target) for span in find_spans(text)]


@pytest.mark.contract
def test_every_reference_case() -> None:
    root = os.environ.get("BRANDCRAFT_REFERENCE")
    if not root:
        pytest.skip("BRANDCRAFT_REFERENCE does not name the reference texts")
    file = Path(root) / "platforms/vectors/bluesky/facets.json"
    cases = json.loads(file.read_text(encoding="utf-8"))["cases"]
    assert len(cases) == 108
    for case in cases:
        text = case["text"]
        answer = [
            {
                "byteStart": span.byte_start,
                "byteEnd": span.byte_end,
                "features": [{"type": span.kind.value, FIELDS[span.kind]: span.target}],
            }
            for span in find_spans(text)
        ]
        assert answer == case["facets"], text
        assert graphemes.count(text) == case["graphemes"], text
        assert len(text.encode()) == case["utf8Length"], text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EXAMPLE.COM", []),
        ("HTTPS://example.com", []),
        ("httpbin.org/get", [("link", "httpbin.org/get")]),
        ("https://.", [("link", "https://")]),
        ("x.test @x.test @X.COM", [("mention", "x.test")]),
        ("@a.com-", [("mention", "a.com")]),
        ("https://a.com/(@b.com)", [("link", "https://a.com/(@b.com)"), ("mention", "b.com")]),
        ("a\x85#tag", []),
        ("a\ufeff#tag", [("tag", "tag")]),
        ("#\u0661", [("tag", "\u0661")]),
        ("#" + "🦋" * 32, [("tag", "🦋" * 32)]),
        ("#" + "🦋" * 33, []),
        ("$AAPL\n", [("tag", "$AAPL")]),
    ],
)
def test_the_references_oddities(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


LETTERS = [*"ab.1 @#$:/()!\n_-é👩日\u200b＃", "https://x.com", "@a.test", " a.com", " $AB"]


@given(st.lists(st.sampled_from(LETTERS), max_size=40).map("".join))
def test_offsets_fit_together(text: str) -> None:
    encoded = text.encode()
    for span in find_spans(text):
        piece = text[span.start : span.end]
        assert piece
        assert encoded[span.byte_start : span.byte_end].decode() == piece
        assert piece.upper().endswith(span.target.upper()) or span.target.endswith(piece)


def test_the_records_shape() -> None:
    spans = find_spans("@alice.test saw a.com #one $two")
    assert as_facets(spans, {"alice.test": "did:plc:alice"}) == [
        {
            "index": {"byteStart": 0, "byteEnd": 11},
            "features": [{"$type": "app.bsky.richtext.facet#mention", "did": "did:plc:alice"}],
        },
        {
            "index": {"byteStart": 16, "byteEnd": 21},
            "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://a.com"}],
        },
        {
            "index": {"byteStart": 22, "byteEnd": 26},
            "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "one"}],
        },
        {
            "index": {"byteStart": 27, "byteEnd": 31},
            "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "$TWO"}],
        },
    ]


def test_a_mention_nobody_answers_to_stays_text() -> None:
    assert as_facets(find_spans("@nobody.test"), {}) == []
    assert len(as_facets(find_spans("@Alice.test"), {"alice.test": "did:plc:alice"})) == 1


@pytest.mark.parametrize(
    "text", ["https:///x", "https://.", "http://)", "https:// https://!", "httpd.conf"]
)
def test_an_address_the_server_would_refuse_stays_text(text: str) -> None:
    assert as_facets(find_spans(text), {}) == []


def test_an_address_without_a_scheme_gets_one() -> None:
    (facet,) = as_facets(find_spans("httpbin.org"), {})
    assert facet["features"] == [
        {"$type": "app.bsky.richtext.facet#link", "uri": "https://httpbin.org"}
    ]


def test_indices_are_pythons() -> None:
    assert find_spans("👩 #tag") == (Span(SpanKind.TAG, 2, 6, 5, 9, "tag"),)
