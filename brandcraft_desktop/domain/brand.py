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
