"""What X makes live in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.publishers.x import spans
from brandcraft_desktop.publishers.x.spans import find_spans, replies_to
from tests.publishers.mixed_texts import texts

mixed_texts = st.integers(min_value=0).map(lambda seed: texts(seed, 1)[0])


def found(text: str) -> list[tuple[str, str]]:
    return [(span.kind.value, span.target) for span in find_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see example.com and https://example.org/a.", ["example.com", "https://example.org/a"]),
        ("EXAMPLE.COM HTTPS://EXAMPLE.COM", ["EXAMPLE.COM", "HTTPS://EXAMPLE.COM"]),
        ("e.g. 1.5 a.invalid notes.txt", []),
        ("me@example.com @example.com #example.com", []),
        ("example.com?a=b example.com/?a=b", ["example.com", "example.com/?a=b"]),
        ("(example.com/x_(y)_z) example.com/a(b(c(d)))", ["example.com/x_(y)_z", "example.com/a"]),
        ("example.com/:(a) http://example.com/(a)", ["example.com/", "http://example.com/(a)"]),
        ("https://日本語.jp/パス 日本語.jp", ["https://日本語.jp/"]),
        ("日本example.comと", ["example.com"]),
        ("http://münchen.de münchen.de", ["http://münchen.de", "münchen.de"]),
        ("http://example.みんな http://example.рф", ["http://example.みんな", "http://example.рф"]),
        (
            "http://example.РФ http://xn--p1ai.xn--p1ai",
            ["http://example.РФ", "http://xn--p1ai.xn--p1ai"],
        ),
        ("a_b.com http://a_b.com http://a_b.c.com", ["http://a_b.c.com"]),
        ("http://-a.com http://a-.com -a.com", []),
        ("https://t.co/abc/def https://t.co/" + "a" * 41, ["https://t.co/abc"]),
        (
            "https://" + "a" * 63 + ".com https://" + "a" * 64 + ".com",
            ["https://" + "a" * 63 + ".com"],
        ),
        (
            "https://" + "あ" * 30 + ".com https://" + "日😀本" * 20 + ".com",
            ["https://" + "あ" * 30 + ".com"],
        ),
        ("https://a.com/" + "a" * 4074, ["https://a.com/" + "a" * 4074]),
        ("https://a.com/" + "a" * 4075, []),
        ("😀example.com http://x😀y.com", ["example.com", "http://x😀y.com"]),
        ("\u202aexample.com\u202c \ufeffexample.com", ["example.com"]),
        ("http://http://example.com xhttp://example.com", ["http://example.com"]),
        ("example.com日.みんな/a", ["example.com/a"]),
        ("example.com.\n.example.com", ["example.com"]),
    ],
)
def test_links(text: str, expected: list[str]) -> None:
    assert [target for kind, target in found(text) if kind == "link"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@a @B_1, (@c) の@dに .@e", ["a", "B_1", "c", "d", "e"]),
        ("a@b &@c !@d #@e @@f @g@h @ié @j://", []),
        ("RT@a rt:@b xRT@c +rt@d", ["a", "b"]),
        ("＠a", ["a"]),
        ("@" + "a" * 20 + " @" + "b" * 21, ["a" * 20, "b" * 20]),
        ("@a/list @a/1 @a/" + "l" * 26, ["a/list", "a", "a/" + "l" * 25]),
        ("https://example.com/@a/b", []),
    ],
)
def test_mentions_and_lists(text: str, expected: list[str]) -> None:
    assert [target for kind, target in found(text) if kind == "mention"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "#a #1a #a_b #日本語 #русский #a\u0301",
            ["a", "1a", "a_b", "日本語", "русский", "a\u0301"],
        ),
        ("#1 #_ #٣ a#b &#c #d#e #f://", []),
        ("＃タグ 「#ハッシュ・タグ」", ["タグ", "ハッシュ・タグ"]),
        ("#\ufe0f\u20e3 #\u20e3 #\ufe0fx", []),
        ("❤\ufe0f#a 😀#b", ["a", "b"]),
        ("#𝒳 #😀 #\U00020021", ["𝒳", "\U00020021"]),
        ("https://example.com/#a #b.com", ["b"]),
        ("$A $BRK.B $BRK.ABC, $TOOLONG $A1 x$A $a", ["$A", "$BRK.B", "$BRK", "$a"]),
        ("$A\x85 $A\ufeff", ["$A"]),
    ],
)
def test_tags_of_both_kinds(text: str, expected: list[str]) -> None:
    assert [target for kind, target in found(text) if kind == "tag"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("@a hi", "a"), (" \n\u3000@a/list", "a"), ("hi @a", ""), ("@a@b", ""), (".@a", ""), ("", "")],
)
def test_whom_a_text_is_addressed_to(text: str, expected: str) -> None:
    assert replies_to(text) == expected


def test_indices_are_pythons_and_bytes_are_utf8() -> None:
    assert find_spans("👩 #tag ü.de") == (
        Span(SpanKind.TAG, 2, 6, 5, 9, "tag"),
        Span(SpanKind.LINK, 7, 11, 10, 15, "ü.de"),
    )


@given(mixed_texts)
def test_offsets_fit_together(text: str) -> None:
    encoded = text.encode()
    behind = 0
    for span in find_spans(text):
        piece = text[span.start : span.end]
        assert behind <= span.start < span.end
        assert encoded[span.byte_start : span.byte_end].decode() == piece
        assert piece.startswith(span.target[:1]) or piece[1:] == span.target
        behind = span.end


@given(mixed_texts)
def test_reading_token_by_token_loses_nothing(text: str) -> None:
    """One token or the whole text at once: the same."""
    whole = spans._in_token.__wrapped__(text, True)
    assert [(one.kind, one.start, one.end, one.target) for one in whole] == [
        (span.kind, span.start, span.end, span.target) for span in find_spans(text)
    ]


def test_half_a_character_does_no_harm() -> None:
    assert found("\ud83d #a \ude00.com http://\ud83d.com") == [
        ("tag", "a"),
        ("link", "http://\ud83d.com"),
    ]
