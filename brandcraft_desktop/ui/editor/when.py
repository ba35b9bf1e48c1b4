"""The moment a person chose: a wall clock in a zone, and what it means in UTC."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

from brandcraft_desktop.domain.schedule import (
    Double,
    Gap,
    WallTime,
    resolve_wall_time,
    zone_named,
)
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.ui.habits import time_pattern

_HOUR = timedelta(hours=1)
_SOON = timedelta(minutes=30)


@dataclass(frozen=True)
class When:
    """`wall` is naive, None while no date is set; `proposed` until the person touched it."""

    wall: datetime | None
    zone: str
    fold: int = 0
    proposed: bool = False

    def resolved(self) -> WallTime | None:
        """What the wall time means in its zone."""
        if self.wall is None:
            return None
        return resolve_wall_time(self.wall, zone_named(self.zone), self.fold)

    @property
    def at(self) -> datetime | None:
        """The moment in UTC."""
        found = self.resolved()
        return found.at if found is not None else None

    @property
    def note(self) -> str:
        """What to know about the wall time: a gap or a double hour; "" mostly."""
        found = self.resolved()
        return found.message if isinstance(found, Gap | Double) else ""

    @property
    def twice(self) -> bool:
        """Whether clocks show the wall time twice that night."""
        return isinstance(self.resolved(), Double)

    def in_zone(self, zone: str) -> When:
        """The same wall clock somewhere else."""
        return replace(self, zone=zone, fold=0, proposed=False)

    def with_wall(self, wall: datetime | None) -> When:
        """Another wall clock in the same zone."""
        return replace(self, wall=wall, fold=0, proposed=False)


def proposal(now: datetime, zone: str) -> When:
    """A sensible time for a new post: the next full hour that is not too close."""
    local = (now + _SOON).astimezone(zone_named(zone)).replace(tzinfo=None)
    wall = local.replace(minute=0, second=0, microsecond=0) + _HOUR
    return When(wall, zone, proposed=True)


def stored(at: datetime | None, zone: str, wall_time: str, *, fallback: str) -> When:
    """A post's stored time; `fallback` is the zone of a post that has none yet."""
    if at is None:
        return When(None, fallback)
    name = zone or fallback
    try:
        there = zone_named(name)
    except BadInput:
        name, there = "UTC", zone_named("UTC")
    local = at.astimezone(there)
    wall = local.replace(tzinfo=None, fold=0)
    if wall_time:
        written = datetime.fromisoformat(wall_time).replace(tzinfo=None)
        for fold in (0, 1):
            if resolve_wall_time(written, there, fold).at == at:
                return When(written, name, fold)
    return When(wall, name, local.fold)


def offset_words(at: datetime, zone: str) -> str:
    """ "Europe/Vilnius (UTC+2)"."""
    offset = at.astimezone(zone_named(zone)).utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    sign = "+" if minutes >= 0 else "\u2212"
    hours, rest = divmod(abs(minutes), 60)
    shown = f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "") if minutes else "UTC"
    return zone if zone == "UTC" else f"{zone} ({shown})"


def distance_words(at: datetime, now: datetime) -> str:
    """ "in 4 days 21 h", "in 2 h 5 min", "in 12 min", "3 min ago"."""
    minutes = round((at - now).total_seconds() / 60)
    days, rest = divmod(abs(minutes), 24 * 60)
    hours, left = divmod(rest, 60)
    if days:
        words = f"{days} day{'' if days == 1 else 's'}" + (f" {hours} h" if hours else "")
    elif hours:
        words = f"{hours} h" + (f" {left} min" if left else "")
    else:
        words = f"{left} min"
    if minutes == 0:
        return "now"
    return f"in {words}" if minutes > 0 else f"{words} ago"


def day_words(at: datetime, zone: str) -> str:
    """ "Fri 27 Nov, 07:00" on the clocks of the zone."""
    local = at.astimezone(zone_named(zone))
    day = QLocale().toString(QDate(local.year, local.month, local.day), "ddd d MMM")
    clock = QTime(local.hour, local.minute)
    return f"{day}, {QLocale().toString(clock, time_pattern())}"
