"""The leases this process holds: what it may work on, and until when.

A lease lives in the delivery's row (owner, until, number). Here is its shadow in memory, so that
the last check before bytes leave needs no database, and so that one thread can renew all of them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, and_, update

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.models import tables

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(eq=False)
class Lease:
    """The right of `owner` to work on one delivery; `number` grows with every claim of it.

    Judged by two clocks: the wall's notices a machine that slept, the other one a wall clock that
    was set back.
    """

    delivery_id: str
    owner: str
    number: int
    _until: datetime
    _until_ticks: float
    _lost: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def holds(self, clock: Clock) -> bool:
        """Whether it has neither been lost nor run out."""
        now, ticks = clock.now(), clock.monotonic()
        with self._lock:
            return not self._lost and now < self._until and ticks < self._until_ticks

    def extend(self, until: datetime, until_ticks: float) -> None:
        """The row says so already."""
        with self._lock:
            self._until = until
            self._until_ticks = until_ticks

    def lose(self) -> None:
        """Somebody else's now, or nobody's."""
        with self._lock:
            self._lost = True

    def row(self) -> ColumnElement[bool]:
        """The condition under which the delivery's row is still ours."""
        table = tables.deliveries.c
        return and_(
            table.id == self.delivery_id,
            table.lease_owner == self.owner,
            table.lease_number == self.number,
            table.status == DeliveryStatus.PUBLISHING.value,
        )


_held: dict[str, dict[str, Lease]] = {}
_held_lock = threading.Lock()


def hold(leases: Iterable[Lease]) -> None:
    """Remember leases as ours, from the claim on."""
    with _held_lock:
        for lease in leases:
            _held.setdefault(lease.owner, {})[lease.delivery_id] = lease


def let_go(lease: Lease) -> None:
    """Forget a lease whose job has ended."""
    with _held_lock:
        mine = _held.get(lease.owner, {})
        if mine.get(lease.delivery_id) is lease:
            del mine[lease.delivery_id]
        if not mine:
            _held.pop(lease.owner, None)


def held(owner: str) -> tuple[Lease, ...]:
    """The leases `owner` holds in this process."""
    with _held_lock:
        return tuple(_held.get(owner, {}).values())


def renew(workspace: Workspace, length: timedelta) -> None:
    """Extend every lease we hold to `length` from now; the ones that are gone learn it."""
    mine = held(workspace.owner)
    if not mine:
        return

    def write(connection: Connection) -> tuple[set[tuple[str, int]], datetime, float]:
        now, ticks = workspace.clock.now(), workspace.clock.monotonic()
        table = tables.deliveries.c
        rows = connection.execute(
            update(tables.deliveries)
            .where(
                table.id.in_([lease.delivery_id for lease in mine]),
                table.lease_owner == workspace.owner,
                table.status == DeliveryStatus.PUBLISHING.value,
            )
            .values(lease_until=now + length, run_at=now + length)
            .returning(table.id, table.lease_number)
        )
        kept = {(row.id, row.lease_number) for row in rows}
        return kept, now + length, ticks + length.total_seconds()

    kept, until, until_ticks = workspace.database.write(write)
    for lease in mine:
        if (lease.delivery_id, lease.number) in kept:
            lease.extend(until, until_ticks)
        else:
            lease.lose()
