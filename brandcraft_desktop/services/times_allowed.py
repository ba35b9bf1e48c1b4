"""How far ahead this workspace schedules, judged in the transaction that acts on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from brandcraft_desktop.services import settings
from brandcraft_desktop.services.planning import refuse_blocked, time_problems


def months_ahead(connection: Connection) -> int:
    """How many calendar months ahead its person schedules at most."""
    return settings.read(connection, settings.MONTHS_AHEAD)


def refuse_time(connection: Connection, at: datetime, now: datetime) -> None:
    """Raise `PostBlocked` for a time that is past, or further ahead than its person allows."""
    refuse_blocked(time_problems(at, now, months_ahead(connection)))
