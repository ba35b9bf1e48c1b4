"""What the settings page reads and writes, gathered for one trip off the main thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.missed import MissedPolicy
from brandcraft_desktop.services import pausing, settings, spelling
from brandcraft_desktop.services.spelling import Spelling

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Values:
    """The settings as they are now."""

    paused: bool
    missed_policy: MissedPolicy
    missed_minutes: int
    hourly_cap: int
    close_to_tray: bool
    notify: bool
    spelling: Spelling


def read(workspace: Workspace) -> Values:
    """Everything the page shows."""
    return Values(
        paused=pausing.is_paused(workspace),
        missed_policy=MissedPolicy(settings.get(workspace, settings.MISSED_POLICY)),
        missed_minutes=settings.get(workspace, settings.MISSED_MINUTES),
        hourly_cap=settings.get(workspace, settings.HOURLY_CAP),
        close_to_tray=settings.get(workspace, settings.CLOSE_TO_TRAY),
        notify=settings.get(workspace, settings.NOTIFY),
        spelling=spelling.state(workspace),
    )
