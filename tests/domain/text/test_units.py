"""Lengths in bytes and UTF-16 units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text.units import utf8_length, utf16_length


@pytest.mark.parametrize(
    ("text", "utf8", "utf16"),
    [("", 0, 0), ("plain", 5, 5), ("é", 2, 1), ("日", 3, 1), ("👩", 4, 2), ("a\ud83d", 4, 2)],
)
def test_known_lengths(text: str, utf8: int, utf16: int) -> None:
    assert utf8_length(text) == utf8
    assert utf16_length(text) == utf16


@given(st.text(), st.text())
def test_lengths_add_up(one: str, other: str) -> None:
    assert utf8_length(one + other) == utf8_length(one) + utf8_length(other)
    assert utf16_length(one + other) == utf16_length(one) + utf16_length(other)
    assert len(one) <= utf16_length(one) <= utf8_length(one)
