"""Taking due deliveries: the database is the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    and_,
    case,
    exists,
    func,
    insert,
    not_,
    select,
    update,
)

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services import epochs, guards, missed, recovery
from brandcraft_desktop.services.leases import Lease, held, hold
from brandcraft_desktop.services.limits import limits
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

MAX_CLAIMS = 64
_deliveries = tables.deliveries.c
_TAKEABLE = (DeliveryStatus.SCHEDULED.value, DeliveryStatus.PROCESSING.value)


@dataclass(frozen=True)
class Claim:
    """One delivery taken for one run.

    `number` is the attempt's own, `tries` how many there were since its person last acted;
    `look_only`: it may be out already (epoch), so the platform is asked and nothing is sent.
    """

    delivery_id: str
    post_id: str
    account_id: str
    attempt_id: str
    number: int
    tries: int
    look_only: bool
    lease: Lease


def claim_due(workspace: Workspace, *, limit: int = MAX_CLAIMS) -> tuple[Claim, ...]:
    """Take up to `limit` due deliveries, one an account, each with a lease.

    Raises `errors.StorageTrouble` (also when the database has a newer schema than this worker).
    """
    if not publishing_allowed(workspace):
        return ()

    def write(connection: Connection, emit: Emit) -> tuple[Claim, ...]:
        bounds = limits(connection)
        now = workspace.clock.now()
        recovery.release(connection, emit, workspace, (), bounds)
        missed.judge(connection, emit, now, bounds)
        if bounds.paused(now):
            return ()
        guards.settle_media(connection, emit, now)
        guards.hold_capped(connection, emit, now, bounds.hourly_cap)
        guards.name_account_holds(connection, emit, now)
        ticks = workspace.clock.monotonic()
        until = now + bounds.lease
        rows = _take(connection, workspace.owner, now, until, min(limit, MAX_CLAIMS))
        claims = tuple(
            _claim(connection, workspace, row, until, ticks + bounds.lease.total_seconds(), now)
            for row in rows
        )
        guards.tell(connection, emit, [claim.delivery_id for claim in claims])
        return claims

    claims = change(workspace, write)
    hold(claim.lease for claim in claims)
    return claims


def next_moment(workspace: Workspace) -> datetime | None:
    """When `claim_due` or `sweep` has something to do next; None when nothing is waiting.

    What a pause or an account holds back has no moment: its person's change brings one.
    """

    def read(connection: Connection) -> datetime | None:
        bounds = limits(connection)
        now = workspace.clock.now()
        ours = [lease.delivery_id for lease in held(workspace.owner)]
        leased = connection.execute(
            select(func.min(_deliveries.lease_until)).where(
                _deliveries.lease_owner.is_not(None), _deliveries.id.not_in(ours)
            )
        ).scalar_one_or_none()
        moments = [leased] if leased is not None else []
        if bounds.paused(now):
            if bounds.paused_until is not None and bounds.paused_until.year < 9999:
                moments.append(bounds.paused_until)
        else:
            due = connection.execute(
                select(func.min(_deliveries.run_at)).select_from(_joined()).where(_eligible())
            ).scalar_one_or_none()
            if due is not None:
                moments.append(due)
            if guards.unsettled(connection, now):
                moments.append(now)
        return min(moments, default=None)

    return workspace.database.read(read)


def _joined() -> FromClause:
    return tables.deliveries.join(
        tables.accounts, tables.accounts.c.id == _deliveries.account_id
    ).join(tables.posts, tables.posts.c.id == _deliveries.post_id)


def _eligible() -> ColumnElement[bool]:
    """What may be taken once its moment has come."""
    other = tables.deliveries.alias("other")
    return and_(
        _deliveries.run_at.is_not(None),
        _deliveries.status.in_(_TAKEABLE),
        _deliveries.lease_owner.is_(None),
        tables.posts.c.deleted_at.is_(None),
        guards.account_ready(),
        not_(guards.media_pending()),
        not_(
            exists().where(
                other.c.account_id == _deliveries.account_id, other.c.lease_owner.is_not(None)
            )
        ),
    )


def _take(
    connection: Connection, owner: str, now: datetime, until: datetime, limit: int
) -> list[Row[tuple[object, ...]]]:
    """The claim itself: one statement, the first due delivery of each free account."""
    turn = func.row_number().over(
        partition_by=_deliveries.account_id,
        order_by=(_deliveries.run_at, _deliveries.due_at, _deliveries.id),
    )
    due = (
        select(_deliveries.id, _deliveries.run_at, turn.label("turn"))
        .select_from(_joined())
        .where(_eligible(), _deliveries.run_at <= now)
        .subquery()
    )
    first = select(due.c.id).where(due.c.turn == 1).order_by(due.c.run_at, due.c.id).limit(limit)
    free = and_(_deliveries.lease_owner.is_(None), _deliveries.status.in_(_TAKEABLE))
    locked = select(_deliveries.id).where(_deliveries.id.in_(first), free)
    going_on = exists().where(
        tables.attempts.c.delivery_id == _deliveries.id, tables.attempts.c.ended_at.is_(None)
    )
    return list(
        connection.execute(
            update(tables.deliveries)
            .where(_deliveries.id.in_(locked.with_for_update(skip_locked=True)), free)
            .values(
                status=DeliveryStatus.PUBLISHING.value,
                lease_owner=owner,
                lease_until=until,
                lease_number=_deliveries.lease_number + 1,
                run_at=until,
                hold_reason="",
                attempts=_deliveries.attempts + case((going_on, 0), else_=1),
            )
            .returning(
                _deliveries.id,
                _deliveries.post_id,
                _deliveries.account_id,
                _deliveries.lease_number,
                _deliveries.attempts,
                epochs.held(connection).label("look_only"),
            )
        )
    )


def _claim(
    connection: Connection,
    workspace: Workspace,
    row: Row[tuple[object, ...]],
    until: datetime,
    until_ticks: float,
    now: datetime,
) -> Claim:
    attempt_id, number = _attempt(connection, workspace, row.id, now)
    return Claim(
        delivery_id=row.id,
        post_id=row.post_id,
        account_id=row.account_id,
        attempt_id=attempt_id,
        number=number,
        tries=row.attempts,
        look_only=bool(row.look_only),
        lease=Lease(row.id, workspace.owner, row.lease_number, until, until_ticks),
    )


def _attempt(
    connection: Connection, workspace: Workspace, delivery_id: str, now: datetime
) -> tuple[str, int]:
    """The open attempt of a delivery (it waited for something), else a new one."""
    attempts = tables.attempts.c
    last = connection.execute(
        select(attempts.id, attempts.number, attempts.ended_at)
        .where(attempts.delivery_id == delivery_id)
        .order_by(attempts.number.desc())
        .limit(1)
    ).first()
    if last is not None and last.ended_at is None:
        return last.id, last.number
    attempt_id, number = new_id(workspace.clock), 1 if last is None else last.number + 1
    connection.execute(
        insert(tables.attempts).values(
            id=attempt_id,
            delivery_id=delivery_id,
            number=number,
            owner=workspace.owner,
            started_at=now,
        )
    )
    return attempt_id, number
