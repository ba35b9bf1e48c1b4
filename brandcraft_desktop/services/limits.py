"""The engine's settings, read together in the transaction that acts on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.domain.missed import MissedPolicy
from brandcraft_desktop.services import settings

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Limits:
    """How much, how long, how late. The send deadline is always shorter than the lease."""

    lease: timedelta
    send_deadline: timedelta
    hourly_cap: int
    lanes: int
    paused_until: datetime | None
    missed_policy: MissedPolicy
    missed_tolerance: timedelta

    def paused(self, now: datetime) -> bool:
        """Whether its person has paused everything."""
        return self.paused_until is not None and now < self.paused_until


def limits(connection: Connection) -> Limits:
    """The settings as they are in this transaction."""
    lease = settings.read(connection, settings.LEASE_SECONDS)
    deadline = settings.read(connection, settings.SEND_DEADLINE_SECONDS)
    return Limits(
        lease=timedelta(seconds=lease),
        # A lease is renewed with two thirds of it left; sending must end before that.
        send_deadline=timedelta(seconds=min(deadline, lease / 2)),
        hourly_cap=settings.read(connection, settings.HOURLY_CAP),
        lanes=settings.read(connection, settings.LANES),
        paused_until=settings.read(connection, settings.PAUSED_UNTIL),
        missed_policy=MissedPolicy(settings.read(connection, settings.MISSED_POLICY)),
        missed_tolerance=timedelta(minutes=settings.read(connection, settings.MISSED_MINUTES)),
    )


def current_limits(workspace: Workspace) -> Limits:
    """The settings as they are now."""
    return workspace.database.read(limits)


def cap_changed(event: SettingChanged) -> bool:
    """Whether the hourly cap has a new value."""
    return event.name == settings.HOURLY_CAP.name
