"""Where the person's clocks stand: the zone of the settings, else that of the computer."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimeZone

from brandcraft_desktop.domain.schedule import zone_named
from brandcraft_desktop.errors import BadInput


class _Chosen:
    """The zone that was chosen in the settings, "" while it is the computer's own."""

    name = ""


def use_zone(name: str) -> None:
    """Show times on the clocks of `name` (IANA) from now on; "" or nonsense is the computer's.

    `habits.keep` does so whenever the settings were read.
    """
    try:
        _Chosen.name = zone_named(name).key if name else ""
    except BadInput:
        _Chosen.name = ""


def computer_zone() -> str:
    """The IANA name of this computer's zone, "UTC" where it is unknown."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    try:
        zone_named(name)
    except BadInput:
        return "UTC"
    return name


def zone_here() -> str:
    """The IANA name of the zone whose clocks are shown."""
    return _Chosen.name or computer_zone()


def zone() -> ZoneInfo:
    """The zone whose clocks are shown. Ask once before a loop: the computer's is looked up."""
    return zone_named(zone_here())


def local(moment: datetime) -> datetime:
    """A moment on the clocks shown."""
    return moment.astimezone(zone())


def local_day(moment: datetime) -> date:
    """The day of a moment on the calendar shown."""
    return local(moment).date()


def begin_of(day: date, there: ZoneInfo) -> datetime:
    """The first moment of a day in a zone, in that zone; nights may skip or repeat midnight."""
    return datetime.combine(day, time(), there)
