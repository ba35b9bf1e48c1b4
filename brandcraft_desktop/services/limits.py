"""The engine's settings, read together in the transaction that acts on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.domain.missed import MissedPolicy
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import settings
from brandcraft_desktop.services.settings import Setting

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


T = TypeVar("T")
LAST_TICK = settings.moment("engine.last_tick")  # when somebody was last known to run

_NAMES = tuple(
    setting.name
    for setting in (
        settings.LEASE_SECONDS,
        settings.SEND_DEADLINE_SECONDS,
        settings.HOURLY_CAP,
        settings.LANES,
        settings.PAUSED_UNTIL,
        settings.MISSED_POLICY,
        settings.MISSED_MINUTES,
        LAST_TICK,
    )
)
_STORED = select(tables.settings.c.name, tables.settings.c.value).where(
    tables.settings.c.name.in_(_NAMES)
)


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
    last_tick: datetime | None

    def paused(self, now: datetime) -> bool:
        """Whether its person has paused everything."""
        return self.paused_until is not None and now < self.paused_until


def limits(connection: Connection) -> Limits:
    """The settings as they are in this transaction; one statement, for every claim asks."""
    stored = {row.name: row.value for row in connection.execute(_STORED)}
    lease = _value(stored, settings.LEASE_SECONDS)
    deadline = _value(stored, settings.SEND_DEADLINE_SECONDS)
    return Limits(
        lease=timedelta(seconds=lease),
        # A lease is renewed with two thirds of it left; sending must end before that.
        send_deadline=timedelta(seconds=min(deadline, lease / 2)),
        hourly_cap=_value(stored, settings.HOURLY_CAP),
        lanes=_value(stored, settings.LANES),
        paused_until=_value(stored, settings.PAUSED_UNTIL),
        missed_policy=MissedPolicy(_value(stored, settings.MISSED_POLICY)),
        missed_tolerance=timedelta(minutes=_value(stored, settings.MISSED_MINUTES)),
        last_tick=_value(stored, LAST_TICK),
    )


def _value(stored: Mapping[str, str], setting: Setting[T]) -> T:
    """As `settings.read`: what makes no sense counts as not set."""
    try:
        return setting.parse(stored[setting.name])
    except (KeyError, ValueError):
        return setting.default


def current_limits(workspace: Workspace) -> Limits:
    """The settings as they are now."""
    return workspace.database.read(limits)


def cap_changed(event: SettingChanged) -> bool:
    """Whether the hourly cap has a new value."""
    return event.name == settings.HOURLY_CAP.name
