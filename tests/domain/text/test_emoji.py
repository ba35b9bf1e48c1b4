"""Counting emoji as their bytes."""

from __future__ import annotations

import pytest
import regex  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text import emoji
from brandcraft_desktop.domain.text.units import utf8_length

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("plain 1#*", 9),
        ("é日本", 3),
        ("क्‍ष", 4),  # the joiner of a script is none of an emoji
        ("😀", 4),
        ("a😀b", 6),
        (FAMILY, 25),
        ("👍🏽", 8),
        ("🇩🇪", 8),
        ("❤\ufe0f", 6),
        ("©", 2),
        ("1\ufe0f\u20e3", 7),
        ("11\ufe0f\u20e3", 8),
        ("#\u20e3", 4),
        ("a\ufe0f", 2),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", 16),
        ("→", 1),
        ("「日」", 3),
    ],
)
def test_an_emoji_counts_its_bytes(text: str, expected: int) -> None:
    assert emoji.length(text) == expected


def test_every_emoji_is_looked_at() -> None:
    """All of Unicode: what has the property Emoji counts its bytes, but for digits, # and *."""
    has_it = regex.compile(r"[\p{Emoji}--[0-9#*]]", regex.V1)
    for point in [*range(0xD800), *range(0xE000, 0x20000)]:
        character = chr(point)
        expected = utf8_length(character) if has_it.match(character) else 1
        assert emoji.length(character) == expected, f"U+{point:04X}"


@given(st.text(st.sampled_from("a1# é日👩\u200d\ufe0f\u20e3🏽🇩❤☺")))
def test_never_less_than_characters_nor_more_than_bytes(text: str) -> None:
    assert len(text) <= emoji.length(text) <= utf8_length(text)
