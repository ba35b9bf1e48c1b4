"""The colours of the program by purpose, light and dark; nothing else names a colour.

Ratios are WCAG 2.x: 4.5 for text, 3.0 for outlines, focus rings and graphics that carry meaning
(https://www.w3.org/TR/WCAG22/#contrast-minimum). ``PAIRS`` lists what is drawn on what.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Tokens = Mapping[str, str]

LIGHT: Final[Tokens] = MappingProxyType(
    {
        "bg": "#F5F6F9",
        "surface": "#FFFFFF",
        "sunken": "#ECEEF3",
        "hover": "#E6E9F0",
        "border": "#D3D8E0",
        "border_strong": "#7C8596",
        "text": "#15181E",
        "text2": "#454C5A",
        "text3": "#5F6778",
        "disabled": "#9AA1AE",
        "accent": "#5B3FD6",
        "accent_hover": "#4A31B8",
        "accent_pressed": "#3C2799",
        "accent_soft": "#ECE8FD",
        "on_accent": "#FFFFFF",
        "link": "#4A31B8",
        "focus": "#5B3FD6",
        "draft": "#454C5A",
        "draft_bg": "#E6E9EF",
        "scheduled": "#1B4BB5",
        "scheduled_bg": "#E1EAFD",
        "publishing": "#7A4100",
        "publishing_bg": "#FFEFD2",
        "published": "#14613A",
        "published_bg": "#DAF3E4",
        "failed": "#AE1D1A",
        "failed_bg": "#FDE3E1",
        "partial": "#8F3800",
        "partial_bg": "#FDE7D8",
        "missed": "#0B5563",
        "missed_bg": "#DAEFF3",
        "unconfirmed": "#8A1168",
        "unconfirmed_bg": "#FBE2F4",
        "heat0": "#E4E7EE",
        "heat1": "#C2B5F6",
        "heat2": "#947CEB",
        "heat3": "#6A4ADA",
        "heat4": "#3B238F",
        "rail": "#FFFFFF",
        "selection": "#D9D1FB",
        "selection_text": "#15181E",
    }
)

DARK: Final[Tokens] = MappingProxyType(
    {
        "bg": "#111318",
        "surface": "#1A1D24",
        "sunken": "#14161B",
        "hover": "#282D38",
        "border": "#323846",
        "border_strong": "#788196",
        "text": "#E9EBF1",
        "text2": "#B8BECB",
        "text3": "#99A1B2",
        "disabled": "#5E6676",
        "accent": "#A796FF",
        "accent_hover": "#BDB0FF",
        "accent_pressed": "#9280F5",
        "accent_soft": "#2C2553",
        "on_accent": "#17112E",
        "link": "#B7A9FF",
        "focus": "#B7A9FF",
        "draft": "#B8BECB",
        "draft_bg": "#2A2F3A",
        "scheduled": "#93B7FF",
        "scheduled_bg": "#1B2B4D",
        "publishing": "#FFC670",
        "publishing_bg": "#3B2A0D",
        "published": "#77DCA1",
        "published_bg": "#12351F",
        "failed": "#FFA09A",
        "failed_bg": "#451B1B",
        "partial": "#FFB485",
        "partial_bg": "#43250F",
        "missed": "#82D5E2",
        "missed_bg": "#11343B",
        "unconfirmed": "#F7A6E4",
        "unconfirmed_bg": "#431A3A",
        "heat0": "#272C36",
        "heat1": "#453A80",
        "heat2": "#6D5ACC",
        "heat3": "#9583EF",
        "heat4": "#CBC0FF",
        "rail": "#15181E",
        "selection": "#4A3FA0",
        "selection_text": "#FFFFFF",
    }
)

STATES: Final = (
    "draft",
    "scheduled",
    "publishing",
    "published",
    "failed",
    "partial",
    "missed",
    "unconfirmed",
)
"""Tokens that stand for a state; each has a soft ground called ``<state>_bg``."""

TEXT: Final = 4.5
GRAPHIC: Final = 3.0

PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    ("text", "bg", TEXT),
    ("text", "surface", TEXT),
    ("text", "sunken", TEXT),
    ("text", "hover", TEXT),
    ("text", "accent_soft", TEXT),
    ("text2", "surface", TEXT),
    ("text2", "bg", TEXT),
    ("text2", "hover", TEXT),
    ("text3", "surface", TEXT),
    ("text3", "bg", TEXT),
    ("text3", "sunken", TEXT),
    ("on_accent", "accent", TEXT),
    ("on_accent", "accent_hover", TEXT),
    ("on_accent", "accent_pressed", TEXT),
    ("accent", "surface", TEXT),
    ("accent", "bg", TEXT),
    ("accent", "accent_soft", TEXT),
    ("link", "surface", TEXT),
    ("failed", "accent_soft", TEXT),
    ("failed", "sunken", TEXT),
    ("selection_text", "selection", TEXT),
    ("focus", "surface", GRAPHIC),
    ("focus", "bg", GRAPHIC),
    ("border_strong", "surface", GRAPHIC),
    ("border_strong", "bg", GRAPHIC),
    ("heat2", "surface", GRAPHIC),
    ("heat3", "surface", GRAPHIC),
    ("heat4", "surface", GRAPHIC),
    *((state, f"{state}_bg", TEXT) for state in STATES),
    *((state, "surface", TEXT) for state in STATES),
    *(("text", f"{state}_bg", TEXT) for state in STATES),
)
"""(drawn, ground, lowest ratio allowed) for everything a person must be able to read or see."""


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB``, 0 (black) to 1 (white), as WCAG defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#RRGGBB`` colours, 1 (same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def more_contrast(tokens: Tokens) -> Tokens:
    """The same theme for people who asked their system for more contrast.

    Decorative lines become real outlines and soft grounds give way to the plain surface.
    """
    stronger = dict(tokens)
    stronger["border"] = tokens["border_strong"]
    stronger["text3"] = tokens["text2"]
    stronger["accent_soft"] = tokens["surface"]
    for state in STATES:
        stronger[f"{state}_bg"] = tokens["surface"]
    return MappingProxyType(stronger)
