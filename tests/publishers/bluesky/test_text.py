"""Shortening a text to what Bluesky takes; counting and splitting are seen in the plan."""

from __future__ import annotations

import pytest

from brandcraft_desktop.publishers.bluesky.text import cut, measure

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", "short"),
        ("word " * 80, ("word " * 60).strip() + "…"),
        ("x" * 280 + " https://example.com/a/long/path", "x" * 280 + "…"),
        (FAMILY * 130, FAMILY * 120),  # 3000 bytes: no room for an ellipsis
    ],
)
def test_a_cut_fits_in_graphemes_and_bytes(text: str, expected: str) -> None:
    assert cut(text) == expected
    assert measure(cut(text)).valid
