"""Contrast as WCAG reckons it, and veils that are just thick enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.contrast import (
    BLACK,
    TEXT,
    WHITE,
    colour_of,
    contrast,
    mixed,
    veil_for,
    worst,
)

COLOUR = st.tuples(*[st.integers(0, 255)] * 3)


def test_ratios_that_everybody_knows() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, colour_of("#767676")) == pytest.approx(4.54, abs=0.01)


@given(COLOUR)
def test_a_veil_makes_any_ground_readable_and_is_no_thicker_than_needed(
    ground: tuple[int, int, int],
) -> None:
    share = veil_for(WHITE, (ground,), BLACK)
    assert worst(WHITE, (mixed(ground, BLACK, share),)) >= TEXT
    if share:
        assert worst(WHITE, (mixed(ground, BLACK, share - 0.01),)) < TEXT


@pytest.mark.parametrize("written", ["", "#12345", "red", "123456", "#12345g", "#+1+1+1"])
def test_what_is_no_colour_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        colour_of(written)
