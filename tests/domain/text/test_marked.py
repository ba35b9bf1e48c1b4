"""Tags and names in a text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text.marked import PLAIN_TAG, Marked, user_name
from brandcraft_desktop.domain.text.measure import SpanKind

TAGS = Marked(SpanKind.TAG, "#", PLAIN_TAG)
CHAINED = Marked(SpanKind.TAG, "#", r"(?<![<word>])#([<word>]+)", chained=True)
NAMES = Marked(SpanKind.MENTION, "@", user_name(2, 6))


def targets(marked: Marked, text: str) -> list[str]:
    return [target for _, _, _, target in marked.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#tag, (#other) and #third.", ["tag", "other", "third"]),
        ("#größe #हिन्दी #日本語 #e\u0301te", ["größe", "हिन्दी", "日本語", "e\u0301te"]),
        ("#snake_case #1st #2026", ["snake_case", "1st"]),
        ("C# a#b ##c é#d &#39;x", ["c"]),
        ("# #", []),
        ("#one#two", ["one"]),
        ("#tag👩 x", ["tag"]),
    ],
)
def test_a_tag_has_a_letter_and_stands_apart(text: str, expected: list[str]) -> None:
    assert targets(TAGS, text) == expected


def test_where_tags_stand() -> None:
    assert list(TAGS.find("é #a #b")) == [(SpanKind.TAG, 2, 4, "a"), (SpanKind.TAG, 5, 7, "b")]


def test_tags_may_follow_on_tags_where_a_platform_reads_them_so() -> None:
    assert targets(CHAINED, "#one#two#three a#no") == ["one", "two", "three"]
    assert list(CHAINED.find("é#no #a#ü")) == [(SpanKind.TAG, 5, 7, "a"), (SpanKind.TAG, 7, 9, "ü")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@anna, @a.b. (@c_d)", ["anna", "a.b", "c_d"]),
        ("@a @ab @abcdef @abcdefg", ["ab", "abcdef"]),
        ("me@example.com x.@anna /@anna", []),
        ("@anna@server.example", []),
        ("@anna... @bert!", ["anna", "bert"]),
        ("@annaé @日本", []),
    ],
)
def test_a_name_has_its_length_and_no_dot_at_the_end(text: str, expected: list[str]) -> None:
    assert targets(NAMES, text) == expected


@given(st.text(st.sampled_from("aZ09_#@.-&/ \n)"), max_size=40))
def test_both_engines_read_plain_texts_alike(text: str) -> None:
    for marked in (TAGS, CHAINED, NAMES):
        assert list(marked.find(text)) == list(marked.find(f"{text} é"))


@pytest.mark.parametrize("piece", ["#", "#1", "#a", "@", "@a", "@a.", "1", "a"])
@pytest.mark.parametrize("beyond", ["", "é"])
def test_hostile_texts_cost_no_more_than_long_ones(piece: str, beyond: str) -> None:
    text = f"{beyond}#@{piece * (60_000 // len(piece))}"
    begun = time.process_time()
    for marked in (TAGS, CHAINED, NAMES):
        list(marked.find(text))
    assert time.process_time() - begun < 10, "looking back from each place takes minutes"
