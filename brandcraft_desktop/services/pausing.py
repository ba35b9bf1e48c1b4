"""Pausing everything, for a while or until further notice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from brandcraft_desktop.services import settings

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


def pause(workspace: Workspace, *, until: datetime | None = None) -> None:
    """Send nothing before `until` (None: until a person resumes)."""
    settings.put(workspace, settings.PAUSED_UNTIL, until or FOREVER)


def pause_for(workspace: Workspace, length: timedelta) -> None:
    """Send nothing for `length`."""
    pause(workspace, until=workspace.clock.now() + length)


def resume(workspace: Workspace) -> None:
    """Send again; what became due meanwhile follows the missed policy."""
    settings.put(workspace, settings.PAUSED_UNTIL, None)


def is_paused(workspace: Workspace) -> bool:
    """Whether everything is paused right now."""
    until = settings.get(workspace, settings.PAUSED_UNTIL)
    return until is not None and until > workspace.clock.now()
