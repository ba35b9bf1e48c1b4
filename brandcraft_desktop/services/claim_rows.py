"""The statements of a claim, made once: every lane runs them for every delivery."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services import guards

_deliveries = tables.deliveries.c
_attempts = tables.attempts.c
_TAKEABLE = (DeliveryStatus.SCHEDULED.value, DeliveryStatus.PROCESSING.value)


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


_FIRST_DUE = select(func.min(_deliveries.run_at)).select_from(_joined()).where(_eligible())
_FIRST_IN_FLIGHT = _FIRST_DUE.where(_deliveries.status == DeliveryStatus.PROCESSING.value)


def _first_of_each_account() -> Select[tuple[str]]:
    turn = func.row_number().over(
        partition_by=_deliveries.account_id,
        order_by=(_deliveries.run_at, _deliveries.due_at, _deliveries.id),
    )
    due = (
        select(_deliveries.id, _deliveries.run_at, turn.label("turn"))
        .select_from(_joined())
        .where(_eligible(), _deliveries.run_at <= bindparam("now"))
        .subquery()
    )
    ordered = select(due.c.id).where(due.c.turn == 1).order_by(due.c.run_at, due.c.id)
    return ordered.limit(bindparam("most", type_=Integer()))


_PROCESSING = DeliveryStatus.PROCESSING.value
_FREE = and_(_deliveries.lease_owner.is_(None), _deliveries.status.in_(_TAKEABLE))
_GOES_ON = (
    exists()
    .where(_attempts.delivery_id == _deliveries.id, _attempts.ended_at.is_(None))
    .correlate(tables.deliveries)
)
_TAKE = (
    update(tables.deliveries)
    .where(
        _deliveries.id.in_(
            select(_deliveries.id)
            .where(_deliveries.id.in_(_first_of_each_account()), _FREE)
            .with_for_update(skip_locked=True)
        ),
        _FREE,
    )
    .values(
        status=DeliveryStatus.PUBLISHING.value,
        lease_owner=bindparam("new_owner"),
        lease_until=bindparam("new_until"),
        lease_number=_deliveries.lease_number + 1,
        run_at=bindparam("new_until"),
        hold_reason="",
        # While its platform is asked how far it is, what it does there stays true.
        progress_text=case(
            (_deliveries.status == _PROCESSING, _deliveries.progress_text), else_=""
        ),
        attempts=_deliveries.attempts + case((_GOES_ON, 0), else_=1),
    )
    .returning(
        _deliveries.id,
        _deliveries.post_id,
        _deliveries.account_id,
        _deliveries.lease_number,
        _deliveries.attempts,
        _deliveries.created_at,
        _deliveries.epoch,
        _deliveries.due_at,
    )
)
_LAST_ATTEMPT = (
    select(_attempts.id, _attempts.number, _attempts.ended_at)
    .where(_attempts.delivery_id == bindparam("delivery_id"))
    .order_by(_attempts.number.desc())
    .limit(1)
)
_NEXT_LEASE_END = select(func.min(_deliveries.lease_until)).where(
    _deliveries.lease_owner.is_not(None),
    _deliveries.id.not_in(bindparam("ours", expanding=True)),
)
_ABANDONED = exists().where(
    or_(
        and_(_deliveries.lease_owner.is_not(None), _deliveries.lease_until <= bindparam("now")),
        and_(
            _deliveries.status == DeliveryStatus.PUBLISHING.value, _deliveries.lease_owner.is_(None)
        ),
    )
)
_TO_DO = select(_ABANDONED.label("abandoned"), guards.UNSETTLED.label("unsettled"))


def take(
    connection: Connection, *, owner: str, now: datetime, until: datetime, limit: int
) -> list[Row[tuple[object, ...]]]:
    """The claim itself: one statement, the first due delivery of each free account."""
    values = {"now": now, "most": limit, "new_owner": owner, "new_until": until}
    return list(connection.execute(_TAKE, values))


def first_due(connection: Connection) -> datetime | None:
    """The moment of the first delivery that may be taken then (or could have been already)."""
    return connection.execute(_FIRST_DUE).scalar_one_or_none()


def first_in_flight(connection: Connection) -> datetime | None:
    """`first_due` among those that have begun."""
    return connection.execute(_FIRST_IN_FLIGHT).scalar_one_or_none()


def next_lease_end(connection: Connection, ours: Sequence[str]) -> datetime | None:
    """When the first lease runs out that is not of the deliveries `ours`."""
    return connection.execute(_NEXT_LEASE_END, {"ours": list(ours)}).scalar_one_or_none()


def to_do(connection: Connection, now: datetime) -> tuple[bool, bool]:
    """Whether some lease is over, and whether the guards have something to say."""
    row = connection.execute(_TO_DO, {"now": now}).one()
    return bool(row.abandoned), bool(row.unsettled)


def attempt(
    connection: Connection, clock: Clock, *, delivery_id: str, owner: str, now: datetime
) -> tuple[str, int]:
    """The open attempt of a delivery (it waited for something), else a new one: id and number."""
    last = connection.execute(_LAST_ATTEMPT, {"delivery_id": delivery_id}).first()
    if last is not None and last.ended_at is None:
        return last.id, last.number
    attempt_id, number = new_id(clock), 1 if last is None else last.number + 1
    connection.execute(
        insert(tables.attempts),
        {
            "id": attempt_id,
            "delivery_id": delivery_id,
            "number": number,
            "owner": owner,
            "started_at": now,
        },
    )
    return attempt_id, number
