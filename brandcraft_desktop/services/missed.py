"""Deliveries whose moment passed while nobody was running (promise 2: on time, or said so).

Somebody running leaves a sign in the settings (`engine.last_tick`) whenever something is due soon
or overdue. A gap in these signs means that nobody ran; without one a late delivery is only held up
(busy lanes, the cap, a pause, retries) and still goes out.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, case, exists, func, insert, not_, or_, select, update

from brandcraft_desktop.domain.missed import LateFate, fate
from brandcraft_desktop.domain.status import PENDING, DeliveryStatus
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import epochs, guards
from brandcraft_desktop.services.limits import LAST_TICK, Limits, limits
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

TICK = timedelta(seconds=15)
GAP = 3 * TICK  # without a sign for longer, nobody was running
SOON = timedelta(minutes=1)
_deliveries = tables.deliveries.c


def mark_missed(workspace: Workspace) -> tuple[str, ...]:
    """Judge what came due while nobody was running; gives the ids that are now `missed`.

    At start and on waking. Never while somebody else is running already, and never on a computer
    that may not publish: there the other one may have sent them.
    """
    if not publishing_allowed(workspace):
        return ()

    def write(connection: Connection, emit: Emit) -> tuple[str, ...]:
        return judge(connection, emit, workspace.clock.now(), limits(connection))

    return change(workspace, write)


def judge(connection: Connection, emit: Emit, now: datetime, bounds: Limits) -> tuple[str, ...]:
    """`mark_missed` inside a transaction; leaves the sign that somebody runs now."""
    before = bounds.last_tick
    if before is None or abs(now - before) >= TICK / 2:
        write_tick(connection, now)
    # A sign from well ahead is one of a clock that was wrong: it says nothing about the time since.
    if before is not None and -GAP < now - before < GAP:
        return ()
    if bounds.paused(now):
        return ()
    # What its platform may have early is not missed before its time.
    moment = case(
        (_deliveries.due_at > _deliveries.run_at, _deliveries.due_at),
        else_=func.coalesce(_deliveries.run_at, _deliveries.due_at),
    )
    rows = connection.execute(
        select(_deliveries.id, moment.label("moment"))
        .join(tables.accounts, tables.accounts.c.id == _deliveries.account_id)
        .where(
            _deliveries.status.in_([status.value for status in PENDING]),
            _deliveries.lease_owner.is_(None),
            moment < now - bounds.missed_tolerance,
            guards.account_ready(),
            not_(epochs.HELD),
        )
    ).all()
    changed: dict[LateFate, list[str]] = {}
    for row in rows:
        decided = fate(bounds.missed_policy, now - row.moment, bounds.missed_tolerance)
        changed.setdefault(decided, []).append(row.id)
    for decided, status in (
        (LateFate.ASK, DeliveryStatus.MISSED),
        (LateFate.SKIP, DeliveryStatus.CANCELED),
    ):
        ids = changed.get(decided, [])
        if ids:
            connection.execute(
                update(tables.deliveries)
                .where(_deliveries.id.in_(ids))
                .values(status=status.value, run_at=None, hold_reason="")
            )
            guards.tell(connection, emit, ids)
    return tuple(changed.get(LateFate.ASK, ()))


def tick(workspace: Workspace) -> None:
    """Leave the sign that somebody runs; writes nothing unless something is due soon or overdue.

    A gap before it is judged first: a sign must never cover it up.
    """
    now = workspace.clock.now()

    def needed(connection: Connection) -> bool:
        pending = _deliveries.status.in_([status.value for status in PENDING])
        soon = or_(
            _deliveries.run_at <= now + SOON,
            and_(_deliveries.run_at.is_(None), _deliveries.due_at <= now + SOON),
        )
        return bool(connection.execute(select(exists().where(pending, soon))).scalar_one())

    if workspace.database.read(needed):
        mark_missed(workspace)


def last_tick(connection: Connection) -> datetime | None:
    """When somebody was last known to run."""
    return limits(connection).last_tick


def write_tick(connection: Connection, now: datetime) -> None:
    """The sign itself; it is no change that anybody has to hear of."""
    value = LAST_TICK.show(now)
    changed = connection.execute(
        update(tables.settings).where(tables.settings.c.name == LAST_TICK.name).values(value=value)
    )
    if not changed.rowcount:
        connection.execute(insert(tables.settings).values(name=LAST_TICK.name, value=value))
