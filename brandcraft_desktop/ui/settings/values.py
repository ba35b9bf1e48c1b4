"""What the settings page reads and writes, gathered for one trip off the main thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.missed import MissedPolicy
from brandcraft_desktop.domain.notices import Wishes
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.services import notices, pausing, settings, spelling
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
    tries: int
    months_ahead: int
    close_to_tray: bool
    confirm_now: bool
    hours: str
    zone: str
    week_starts: str
    density: str
    default_times: tuple[Slot, ...]
    numbering: str
    keep_awake: bool
    wishes: Wishes
    summary_at: time
    quiet_from: time
    quiet_to: time
    spelling: Spelling


def read(workspace: Workspace) -> Values:
    """Everything the page shows."""
    return Values(
        paused=pausing.is_paused(workspace),
        missed_policy=MissedPolicy(settings.get(workspace, settings.MISSED_POLICY)),
        missed_minutes=settings.get(workspace, settings.MISSED_MINUTES),
        hourly_cap=settings.get(workspace, settings.HOURLY_CAP),
        tries=settings.get(workspace, settings.TRIES),
        months_ahead=settings.get(workspace, settings.MONTHS_AHEAD),
        close_to_tray=settings.get(workspace, settings.CLOSE_TO_TRAY),
        confirm_now=settings.get(workspace, settings.CONFIRM_NOW),
        hours=settings.get(workspace, settings.HOURS),
        zone=settings.get(workspace, settings.ZONE),
        week_starts=settings.get(workspace, settings.WEEK_STARTS),
        density=settings.get(workspace, settings.DENSITY),
        default_times=settings.get(workspace, settings.DEFAULT_TIMES),
        numbering=settings.get(workspace, settings.NUMBERING),
        keep_awake=settings.get(workspace, settings.KEEP_AWAKE),
        wishes=notices.wishes(workspace),
        summary_at=settings.get(workspace, settings.SUMMARY_AT),
        quiet_from=settings.get(workspace, settings.QUIET_FROM),
        quiet_to=settings.get(workspace, settings.QUIET_TO),
        spelling=spelling.state(workspace),
    )
