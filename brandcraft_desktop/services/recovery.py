"""Nobody stays in `publishing`: leases that ran out, or whose worker died, are given back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import guards, step_rows
from brandcraft_desktop.services.leases import held
from brandcraft_desktop.services.limits import Limits, limits
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_deliveries = tables.deliveries.c
# No retry, pause of a platform's or hourly cap reaches further.
LONGEST_PAUSE = timedelta(hours=25)


def sweep(workspace: Workspace) -> int:
    """Make every abandoned delivery claimable again; gives how many there were.

    Nothing armed: at once. Armed without a result: only when its worker can no longer be sending
    (its lease and send deadline have passed; of a dead process on this machine the deadline alone).
    What a wrong clock put off for far too long comes back as well.
    """
    owners = workspace.database.read(_owners)
    dead = [owner for owner in owners if not workspace.alive(owner)]

    def write(connection: Connection, emit: Emit) -> int:
        _bring_back(connection, emit, workspace.clock.now())
        return release(connection, emit, workspace, dead, limits(connection))

    def needed(connection: Connection) -> bool:
        now = workspace.clock.now()
        put_off = connection.execute(select(exists().where(_put_off(now)))).scalar_one()
        return bool(put_off or _abandoned(connection, workspace, dead, now))

    return change(workspace, write) if workspace.database.read(needed) else 0


def _put_off(now: datetime) -> ColumnElement[bool]:
    """Waits by itself (not for the moment its person chose) for longer than anything waits."""
    return and_(
        _deliveries.run_at > now + LONGEST_PAUSE,
        _deliveries.run_at > _deliveries.due_at,
        _deliveries.lease_owner.is_(None),
        _deliveries.status.in_([DeliveryStatus.SCHEDULED.value, DeliveryStatus.PROCESSING.value]),
    )


def _bring_back(connection: Connection, emit: Emit, now: datetime) -> None:
    """A retry planned while the clock was wrong: its moment is now, or the one it was due at."""
    moment = case(
        (_deliveries.due_at > now, _deliveries.due_at),
        else_=literal(now, _deliveries.due_at.type),
    )
    changed = connection.execute(
        update(tables.deliveries)
        .where(_put_off(now))
        .values(run_at=moment, hold_reason="")
        .returning(_deliveries.id)
    ).scalars()
    guards.tell(connection, emit, list(changed))


def release(
    connection: Connection,
    emit: Emit,
    workspace: Workspace,
    dead: Collection[str],
    bounds: Limits,
) -> int:
    """`sweep` inside a transaction; `dead` are owners known not to run any more."""
    now = workspace.clock.now()
    rows = _abandoned(connection, workspace, dead, now)
    for row in rows:
        connection.execute(
            update(tables.deliveries)
            .where(_deliveries.id == row.id)
            .values(_released(row, row.lease_owner in dead, bounds.send_deadline, now))
        )
        connection.execute(
            update(tables.attempts)
            .where(tables.attempts.c.delivery_id == row.id, tables.attempts.c.ended_at.is_(None))
            .values(ended_at=now, outcome="lost")
        )
    guards.tell(connection, emit, [row.id for row in rows])
    return len(rows)


def _released(
    row: Row[tuple[object, ...]], dead: bool, deadline: timedelta, now: datetime
) -> dict[str, object]:
    free: dict[str, object] = {"lease_owner": None, "lease_until": None}
    if row.status != DeliveryStatus.PUBLISHING.value:
        return free  # its person moved it away under the worker
    moment = now
    if row.open_armed_at is not None:
        last_send = row.open_armed_at if dead or row.lease_until is None else row.lease_until
        moment = max(now, last_send + deadline)
    status = DeliveryStatus.SCHEDULED if row.begun_at is None else DeliveryStatus.PROCESSING
    return {**free, "status": status.value, "run_at": moment}


def _owners(connection: Connection) -> list[str]:
    return list(
        connection.execute(
            select(_deliveries.lease_owner).where(_deliveries.lease_owner.is_not(None)).distinct()
        ).scalars()
    )


def _abandoned(
    connection: Connection, workspace: Workspace, dead: Collection[str], now: datetime
) -> list[Row[tuple[object, ...]]]:
    """Leases that are over; also `publishing` without any (nobody would ever come back to it)."""
    steps = tables.steps.c

    open_armed_at = (
        select(func.max(steps.armed_at))
        .where(steps.delivery_id == _deliveries.id, steps.state == step_rows.ARMED)
        .scalar_subquery()
    )
    begun_at = (
        select(func.max(steps.armed_at))
        .where(steps.delivery_id == _deliveries.id)
        .scalar_subquery()
    )
    ours = [lease.delivery_id for lease in held(workspace.owner)]
    over = or_(
        and_(
            _deliveries.lease_owner.is_not(None),
            or_(_deliveries.lease_until <= now, _deliveries.lease_owner.in_(list(dead))),
            # A job of our own that is late in renewing is still running: it is not abandoned.
            or_(_deliveries.lease_owner != workspace.owner, _deliveries.id.not_in(ours)),
        ),
        and_(
            _deliveries.status == DeliveryStatus.PUBLISHING.value,
            _deliveries.lease_owner.is_(None),
        ),
    )
    return list(
        connection.execute(
            select(
                _deliveries.id,
                _deliveries.status,
                _deliveries.lease_owner,
                _deliveries.lease_until,
                open_armed_at.label("open_armed_at"),
                begun_at.label("begun_at"),
            ).where(over)
        )
    )
