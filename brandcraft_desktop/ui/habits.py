"""What a person chose of clocks, weeks and questions, at hand for every screen on the main thread.

The session reads it again when a setting changes (`shell.session`), then tells the pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from brandcraft_desktop.domain.schedule import MONTHS_AHEAD
from brandcraft_desktop.ui.here import use_zone

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

SYSTEM = "system"
_WEEKDAYS = {"monday": 0, "saturday": 5, "sunday": 6}


@dataclass(frozen=True)
class Habits:
    """As `services.settings` has them."""

    hours: str = SYSTEM
    week_starts: str = SYSTEM
    months_ahead: int = MONTHS_AHEAD
    confirm_now: bool = True
    density: str = "comfortable"
    zone: str = ""  # IANA; "": the computer's own
    numbering: str = ""  # of the parts of new threads; "": none


class _Kept:
    """The ones that hold now; the main thread alone reads and writes them."""

    now = Habits()


def habits() -> Habits:
    """What holds now."""
    return _Kept.now


def keep(found: Habits) -> bool:
    """Let others hold from now on; says whether they differ."""
    differ = found != _Kept.now
    _Kept.now = found
    use_zone(found.zone)
    return differ


def read(workspace: Workspace) -> Habits:
    """What is stored; for a thread."""
    from brandcraft_desktop.services import settings

    return Habits(
        hours=settings.get(workspace, settings.HOURS),
        week_starts=settings.get(workspace, settings.WEEK_STARTS),
        months_ahead=settings.get(workspace, settings.MONTHS_AHEAD),
        confirm_now=settings.get(workspace, settings.CONFIRM_NOW),
        density=settings.get(workspace, settings.DENSITY),
        zone=settings.get(workspace, settings.ZONE),
        numbering=settings.get(workspace, settings.NUMBERING),
    )


def time_pattern() -> str:
    """How times of day are written, as Qt's patterns: "HH:mm" or "h:mm AP", or as the locale."""
    usual = QLocale().timeFormat(QLocale.FormatType.ShortFormat)
    return {"24": "HH:mm", "12": "h:mm AP"}.get(_Kept.now.hours, usual)


def first_weekday() -> int:
    """The day on which weeks begin; Monday is 0."""
    usual = QLocale().firstDayOfWeek().value - 1
    return _WEEKDAYS.get(_Kept.now.week_starts, usual)
