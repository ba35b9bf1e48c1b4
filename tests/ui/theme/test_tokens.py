"""Every colour can be read and seen, in both themes and with more contrast."""

from __future__ import annotations

import pytest

from brandcraft_desktop.ui.theme.tokens import (
    DARK,
    LIGHT,
    PAIRS,
    STATES,
    Tokens,
    contrast,
    more_contrast,
)

THEMES = {
    "light": LIGHT,
    "dark": DARK,
    "light, more contrast": more_contrast(LIGHT),
    "dark, more contrast": more_contrast(DARK),
}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize(("drawn", "ground", "least"), PAIRS)
def test_pairs_reach_their_ratio(theme: Tokens, drawn: str, ground: str, least: float) -> None:
    assert contrast(theme[drawn], theme[ground]) >= least


def test_both_themes_know_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert all(f"{state}_bg" in LIGHT for state in STATES)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_no_two_states_share_a_colour(theme: Tokens) -> None:
    assert len({theme[state] for state in STATES}) == len(STATES)


def test_contrast_is_the_formula_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_more_contrast_gives_outlines_instead_of_soft_grounds() -> None:
    strong = more_contrast(LIGHT)
    assert strong["border"] == LIGHT["border_strong"]
    assert strong["failed_bg"] == LIGHT["surface"]
