"""Where and when a video was recorded, as a person writes it."""

from __future__ import annotations

import re
from datetime import date

_POINT = re.compile(r"\s*([+-]?\d{1,2}(?:\.\d{1,9})?)\s*,\s*([+-]?\d{1,3}(?:\.\d{1,9})?)\s*")


def coordinates(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees; None for what is none."""
    found = _POINT.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = float(found[1]), float(found[2])
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def is_day(text: str) -> bool:
    """Whether it is a date as 2026-11-24."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
