"""What one click would cost is said."""

from __future__ import annotations

import pytest

from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.fixing import cut_off

X = Registry().get("x")


@pytest.mark.parametrize(
    ("text", "shorter", "said"),
    [
        ("Words and more words", "Words\u2026", ""),
        ("#a words https://example.com/a", "#a words\u2026", "1 link at the end was cut off."),
        (
            "Words https://example.com #one #two @you",
            "Words\u2026",
            "1 link, 2 hashtags and 1 mention at the end were cut off.",
        ),
        ("Words #one #two", "Words", "2 hashtags at the end were cut off."),
    ],
)
def test_live_pieces_that_are_cut_off_are_counted(text: str, shorter: str, said: str) -> None:
    assert cut_off(X.spans(text), shorter) == said
