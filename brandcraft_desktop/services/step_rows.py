"""The table `steps`: every change holds only while the lease does, except keeping what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    case,
    delete,
    exists,
    false,
    func,
    insert,
    select,
    update,
)

from brandcraft_desktop.domain.native_schedule import STEP as HAND_OVER
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.models import tables

if TYPE_CHECKING:
    from brandcraft_desktop.services.claims import Claim

ARMED = "armed"
DONE = "done"
_steps = tables.steps.c


@dataclass(frozen=True)
class KeptStep:
    """A step as it was kept; `armed_at` is set for the irreversible ones."""

    open: bool  # armed, and its outcome not known
    result: str
    armed_at: datetime | None


def load(connection: Connection, delivery_id: str) -> dict[str, KeptStep]:
    """All steps of a delivery, by name."""
    rows = connection.execute(
        select(_steps.name, _steps.state, _steps.result, _steps.armed_at).where(
            _steps.delivery_id == delivery_id
        )
    )
    return {row.name: KeptStep(row.state == ARMED, row.result, row.armed_at) for row in rows}


def open_call(delivery_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a delivery has an irreversible call whose outcome is not known."""
    armed = exists().where(_steps.delivery_id == delivery_id, _steps.state == ARMED)
    return armed.correlate(tables.deliveries)


def begun(delivery_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether something irreversible was at least tried."""
    armed = exists().where(_steps.delivery_id == delivery_id, _steps.armed_at.is_not(None))
    return armed.correlate(tables.deliveries)


def handed_over(delivery_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether its platform got it with a moment at which it puts it live by itself."""
    handed = exists().where(
        _steps.delivery_id == delivery_id, _steps.name == HAND_OVER, _steps.result != ""
    )
    return and_(handed.correlate(tables.deliveries), begun(delivery_id))


def held_there() -> ColumnElement[bool]:
    """Whether a row of `deliveries` waits at its platform; its steps are read only where it may."""
    deliveries = tables.deliveries.c
    under_way = deliveries.status == DeliveryStatus.PROCESSING.value
    return case((under_way, handed_over(deliveries.id)), else_=false())


def keep(
    connection: Connection, claim: Claim, name: str, result: str, now: datetime
) -> KeptStep | None:
    """The result of a `once`; None when the lease is gone."""
    if not _ours(connection, claim):
        return None
    connection.execute(
        insert(tables.steps).values(
            delivery_id=claim.delivery_id,
            name=name,
            state=DONE,
            result=result,
            attempt=claim.number,
            lease_number=claim.lease.number,
            done_at=now,
        )
    )
    return KeptStep(open=False, result=result, armed_at=None)


def arm(
    connection: Connection, claim: Claim, name: str, now: datetime, deadline: float
) -> KeptStep | None:
    """Write *armed*; None unless the lease is ours for longer than the send deadline (seconds)."""
    long_enough = tables.deliveries.c.lease_until > now + timedelta(seconds=deadline)
    if not connection.execute(select(exists().where(claim.lease.row(), long_enough))).scalar_one():
        return None
    values = {
        "state": ARMED,
        "result": "",
        "attempt": claim.number,
        "lease_number": claim.lease.number,
        "armed_at": now,
    }
    again = connection.execute(update(tables.steps).where(_open(claim, name)).values(values))
    if not again.rowcount:
        connection.execute(
            insert(tables.steps).values(delivery_id=claim.delivery_id, name=name, **values)
        )
    return KeptStep(open=True, result="", armed_at=now)


def leave_processing(connection: Connection, claim: Claim) -> None:
    """What its platform did before the call that publishes is over."""
    told = tables.deliveries.c.progress_text != ""
    connection.execute(
        update(tables.deliveries).where(claim.lease.row(), told).values(progress_text="")
    )


def disarm(connection: Connection, claim: Claim, name: str) -> None:
    """The armed call was surely not accepted; only the row we armed ourselves goes."""
    connection.execute(delete(tables.steps).where(_armed_by_us(claim, name)))


def finish(
    connection: Connection, claim: Claim, name: str, result: str, now: datetime
) -> KeptStep | None:
    """The result of an armed call. The row we armed takes it whoever holds the lease by now."""
    return _close(connection, _armed_by_us(claim, name), result, now)


def found(
    connection: Connection, claim: Claim, name: str, result: str, now: datetime
) -> KeptStep | None:
    """What looking gave for a call somebody armed; None when the lease is gone."""
    if not _ours(connection, claim):
        return None
    return _close(connection, _open(claim, name), result, now)


def forget(connection: Connection, claim: Claim, prefix: str) -> None:
    """Drop kept results of `once`; irreversible ones stay whatever their name."""
    if not _ours(connection, claim):
        return
    connection.execute(
        delete(tables.steps).where(
            _steps.delivery_id == claim.delivery_id,
            _steps.armed_at.is_(None),
            func.substr(_steps.name, 1, len(prefix)) == prefix,  # LIKE ignores case
        )
    )


def _ours(connection: Connection, claim: Claim) -> bool:
    return bool(connection.execute(select(exists().where(claim.lease.row()))).scalar_one())


def _open(claim: Claim, name: str) -> ColumnElement[bool]:
    return and_(_steps.delivery_id == claim.delivery_id, _steps.name == name, _steps.state == ARMED)


def _armed_by_us(claim: Claim, name: str) -> ColumnElement[bool]:
    return and_(_open(claim, name), _steps.lease_number == claim.lease.number)


def _close(
    connection: Connection, which: ColumnElement[bool], result: str, now: datetime
) -> KeptStep | None:
    row: Row[tuple[datetime | None]] | None = connection.execute(
        update(tables.steps)
        .where(which)
        .values(state=DONE, result=result, done_at=now)
        .returning(_steps.armed_at)
    ).first()
    return None if row is None else KeptStep(open=False, result=result, armed_at=row.armed_at)
