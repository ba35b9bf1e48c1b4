"""Taking due deliveries: the database is the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row

from brandcraft_desktop.domain.events import DeliveryChanged, PostChanged
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.services import claim_rows, epochs, guards, missed, recovery
from brandcraft_desktop.services.epochs import Border
from brandcraft_desktop.services.leases import Lease, held, hold
from brandcraft_desktop.services.limits import Limits, limits
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.workspace import publishes, publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

MAX_CLAIMS = 64


@dataclass(frozen=True)
class Claim:
    """One delivery taken for one run.

    `number` is the attempt's own, `tries` how many there were since its person last acted;
    `created_at` and `due_at` are the delivery's; `look_only`: it may be out already (epoch), so the
    platform is asked and nothing is sent.
    """

    delivery_id: str
    post_id: str
    account_id: str
    attempt_id: str
    number: int
    tries: int
    created_at: datetime
    look_only: bool
    lease: Lease
    send_deadline: timedelta
    due_at: datetime | None = None


def claim_due(workspace: Workspace, *, limit: int = MAX_CLAIMS) -> tuple[Claim, ...]:
    """Take up to `limit` due deliveries, one an account, each with a lease.

    Raises `errors.StorageTrouble` (also when the database has a newer schema than this worker).
    """
    if not publishing_allowed(workspace):
        return ()

    def write(connection: Connection, emit: Emit) -> tuple[Claim, ...]:
        if not publishes(connection, workspace):  # given up meanwhile, to move somewhere else
            return ()
        bounds = limits(connection)
        now = workspace.clock.now()
        abandoned, unsettled = claim_rows.to_do(connection, now)
        if abandoned:
            recovery.release(connection, emit, workspace, (), bounds)
        missed.judge(connection, emit, now, bounds)
        if bounds.paused(now):
            return ()
        if unsettled:
            guards.settle_media(connection, emit, now)
            guards.name_account_holds(connection, emit, now)
        guards.hold_capped(connection, emit, now, bounds.hourly_cap)
        rows = claim_rows.take(
            connection,
            owner=workspace.owner,
            now=now,
            until=now + bounds.lease,
            limit=min(limit, MAX_CLAIMS),
        )
        for row in rows:
            emit(DeliveryChanged(row.id, row.post_id, row.account_id, DeliveryStatus.PUBLISHING))
            emit(PostChanged(row.post_id))
        if not rows:
            return ()
        border = epochs.border(connection)
        return tuple(_claim(connection, workspace, row, bounds, border, now) for row in rows)

    claims = change(workspace, write)
    hold(claim.lease for claim in claims)
    return claims


def next_moment(workspace: Workspace) -> datetime | None:
    """When `claim_due` or `sweep` has something to do next; None when nothing is waiting.

    What an account holds back has no moment: its person's change brings one. Nor has anything on a
    computer that may not publish.
    """
    if not publishing_allowed(workspace):
        return None

    def read(connection: Connection) -> datetime | None:
        bounds = limits(connection)
        now = workspace.clock.now()
        ours = [lease.delivery_id for lease in held(workspace.owner)]
        moments = [claim_rows.next_lease_end(connection, ours)]
        if bounds.paused(now):
            moments.append(bounds.paused_until)
        else:
            moments.append(claim_rows.first_due(connection))
            _, unsettled = claim_rows.to_do(connection, now)
            moments.append(now if unsettled else None)
        return min((moment for moment in moments if moment is not None), default=None)

    return workspace.database.read(read)


def next_in_flight(workspace: Workspace) -> datetime | None:
    """When the next delivery goes on that has begun already; None when all have ended."""
    return workspace.database.read(claim_rows.first_in_flight)


def _claim(
    connection: Connection,
    workspace: Workspace,
    row: Row[tuple[object, ...]],
    bounds: Limits,
    border: Border,
    now: datetime,
) -> Claim:
    attempt_id, number = claim_rows.attempt(
        connection, workspace.clock, delivery_id=row.id, owner=workspace.owner, now=now
    )
    # Two clocks, both read before the row is durable: ours is never the later end.
    until_ticks = workspace.clock.monotonic() + bounds.lease.total_seconds()
    return Claim(
        delivery_id=row.id,
        post_id=row.post_id,
        account_id=row.account_id,
        attempt_id=attempt_id,
        number=number,
        tries=row.attempts,
        created_at=row.created_at,
        look_only=border.holds(row.epoch, row.due_at),
        lease=Lease(row.id, workspace.owner, row.lease_number, now + bounds.lease, until_ticks),
        send_deadline=bounds.send_deadline,
        due_at=row.due_at,
    )
