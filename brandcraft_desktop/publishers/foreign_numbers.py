"""Moments and numbers as platforms write them: whatever stands there, reading it never fails."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

LONGEST = timedelta(days=3650)
"""Nothing that a platform promises is believed for longer."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""Stands for a moment that can't be read."""

_MOST_SECONDS = int(LONGEST.total_seconds())
_LATEST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())
_MOST_DIGITS = 19  # a 64-bit number


def ahead(seconds: int | None, now: datetime) -> datetime | None:
    """The moment so many seconds from `now`, at most ten years; None for nothing or less."""
    if seconds is None or seconds <= 0:
        return None
    return now + timedelta(seconds=min(seconds, _MOST_SECONDS))


def since_1970(seconds: int | None) -> datetime | None:
    """The moment so many seconds after 1970, at the latest 2100; None for nothing or less."""
    if seconds is None or seconds <= 0:
        return None
    return datetime.fromtimestamp(min(seconds, _LATEST), UTC)


def moment(text: str) -> datetime | None:
    """An ISO 8601 moment, in UTC where it names no zone; None where it can't be read."""
    try:
        found = datetime.fromisoformat(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def whole(text: str) -> int | None:
    """A number of at most 19 plain digits; None for anything else."""
    plain = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if plain else None
