"""Shortening a text to what fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.shorten import shorten

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
LIVE = re.compile(r"https?://[^\s…]+|[#@][\w.]+")


def live(text: str) -> Sequence[tuple[int, int]]:
    return [match.span() for match in LIVE.finditer(text)]


def at_most(limit: int) -> Callable[[str], bool]:
    return lambda text: graphemes.count(text) <= limit


def shortened(text: str, limit: int) -> str:
    return shorten(text, fits=at_most(limit), atoms=live)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("fits", 4, "fits"),
        ("", 0, ""),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one two"),  # the ellipsis costs no word
        ("one two three", 6, "one…"),
        ("one two", 2, "on"),
        ("one two  ", 7, "one two"),  # the blanks were too much, nothing is missing
        ("see https://a.example/x now", 20, "see…"),
        ("see https://a.example/x now", 25, "see https://a.example/x …"),
        ("see https://a.example/x now", 24, "see https://a.example/x"),
        ("#abcdefghij", 4, ""),
        ("今日は晴れです明日は雨です", 5, "今日は晴れ"),
        ("Hi 今日は晴れです明日は雨です", 12, "Hi 今日は晴れです明日"),
        (FAMILY * 4, 3, FAMILY * 3),
        ("one\ntwo", 5, "one…"),
    ],
)
def test_ends_at_a_word_and_never_inside_what_is_live(text: str, limit: int, expected: str) -> None:
    assert shortened(text, limit) == expected


def test_a_cut_between_graphemes_leaves_room_for_an_ellipsis_only_if_it_fits() -> None:
    cheap_ellipsis = Ruler(lambda text: len(text.replace("…", "")), 5, live)
    assert cheap_ellipsis.cut("abcdefgh") == "abcde…"
    assert cheap_ellipsis.to(3).cut("abcdefgh") == "abc…"
    assert cheap_ellipsis.fits("abcde")
    assert not cheap_ellipsis.fits("abcdef")


WORDS = st.sampled_from(
    ["a", "word", "end.", "https://example.com/p", "#tag", "@me.x", FAMILY * 2, "日本語", "e\u0301"]
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "\n\n"])), max_size=25).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


@given(TEXTS, st.integers(min_value=0, max_value=60))
def test_the_rest_is_a_beginning_that_fits(text: str, limit: int) -> None:
    kept = shortened(text, limit)
    assert graphemes.count(kept) <= limit
    if graphemes.count(text) <= limit:
        assert kept == text
        return
    bare = kept.removesuffix("…").removesuffix(" ")
    assert text.startswith(bare)
    assert not any(start < len(bare) < end for start, end in live(text))
    assert len(bare) in {0, *accumulate(map(len, graphemes.graphemes(text)))}
    assert shortened(kept, limit) == kept
