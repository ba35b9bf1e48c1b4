"""Pausing everything, for a while or until further notice."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from brandcraft_desktop.services import settings
from brandcraft_desktop.services.own_clocks import own_clocks

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


def pause(workspace: Workspace, *, until: datetime | None = None) -> None:
    """Send nothing before `until` (None: until a person resumes)."""
    settings.put(workspace, settings.PAUSED_UNTIL, until or FOREVER)


def pause_for(workspace: Workspace, length: timedelta) -> None:
    """Send nothing for `length`."""
    pause(workspace, until=workspace.clock.now() + length)


def pause_until_tomorrow(workspace: Workspace) -> None:
    """Send nothing before the next midnight on the person's clocks."""
    pause(workspace, until=next_midnight(workspace.clock.now(), own_clocks(workspace)))


def next_midnight(now: datetime, clocks: tzinfo | None = None) -> datetime:
    """The beginning of tomorrow by `clocks` (None: this computer's), in UTC."""
    tomorrow = now.astimezone(clocks).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), clocks).astimezone(UTC)


def resume(workspace: Workspace) -> None:
    """Send again; what became due meanwhile follows the missed policy."""
    settings.put(workspace, settings.PAUSED_UNTIL, None)


def is_paused(workspace: Workspace) -> bool:
    """Whether everything is paused right now."""
    return paused_until(workspace) is not None


def paused_until(workspace: Workspace) -> datetime | None:
    """When a pause that holds right now ends (`FOREVER`: by a person); None if there is none."""
    until = settings.get(workspace, settings.PAUSED_UNTIL)
    return until if until is not None and until > workspace.clock.now() else None
