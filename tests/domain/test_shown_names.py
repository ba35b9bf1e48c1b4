"""Names that platforms tell, as they may be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.account import LONGEST_NAME, shown_name


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Ann  Baker\n", "Ann Baker"),
        ("Ann\x1b[31m\x00", "Ann[31m"),
        ("a\u202eb\u2066c", "abc"),
        ("👩\u200d🎨 Zoë", "👩\u200d🎨 Zoë"),  # one picture of several signs stays one
        ("x" * 500, "x" * LONGEST_NAME),
        ("\x07", ""),
    ],
)
def test_a_name(told: str, shown: str) -> None:
    assert shown_name(told) == shown


@given(st.text(max_size=300))
def test_any_name(told: str) -> None:
    shown = shown_name(told)
    assert len(shown) <= LONGEST_NAME
    assert not any(one < " " or "\x7f" <= one < "\xa0" for one in shown)
    assert shown_name(shown) == shown
