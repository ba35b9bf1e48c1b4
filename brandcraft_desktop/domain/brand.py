"""Brands: named sets of accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MAX_BRANDS = 5


@dataclass(frozen=True)
class Brand:
    """A named set of accounts; `colour` is "#RRGGBB"."""

    id: str
    name: str
    colour: str
    campaign_start: date | None = None


# Distinct from each other and, at 3:1 and more, from the light and the dark card.
BRAND_COLOURS = (
    "#2F6FDE",
    "#0E8A7D",
    "#B2580E",
    "#A0439C",
    "#5B7F17",
    "#C2374E",
    "#6A5ACD",
    "#7A6A52",
)
MAX_BRAND_NAME = 60
