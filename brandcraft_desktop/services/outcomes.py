"""How a run of a claim ends, written in one transaction, and only while the lease is ours."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, case, select, update

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.ending import LOOKS
from brandcraft_desktop.domain.events import DeliveryChanged, PostChanged
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.errors import ErrorKind, PublishingError
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import account_marks, guards, step_rows
from brandcraft_desktop.services.claims import Claim
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

LOOKING = "looking"
_deliveries = tables.deliveries.c
_attempts = tables.attempts.c
Columns = dict[str, object]


@dataclass(frozen=True)
class Words:
    """An error as it is kept on a delivery and its attempt."""

    kind: ErrorKind
    title: str
    message: str
    action: str
    raw: str = ""

    def columns(self) -> Columns:
        """For the columns `error_*`."""
        return {
            "error_kind": self.kind.value,
            "error_title": self.title,
            "error_message": self.message,
            "error_action": self.action,
            "error_raw": self.raw,
        }


_NO_ERROR: Columns = {f"error_{part}": "" for part in ("kind", "title", "message", "action", "raw")}


def words(error: PublishingError) -> Words:
    """What is kept of a publisher's error."""
    return Words(error.kind, error.title, error.cause, error.action, error.raw)


def published(
    workspace: Workspace, claim: Claim, *, result: Published, text: str, account: Account
) -> bool:
    """It is out. Also after the lease was lost, as long as nobody else has decided otherwise."""
    parts = [[part.remote_id, part.permalink] for part in result.parts]

    def write(connection: Connection, emit: Emit) -> bool:
        now = workspace.clock.now()
        values: Columns = {
            **_NO_ERROR,
            "status": DeliveryStatus.PUBLISHED.value,
            "published_at": now,
            "remote_id": parts[0][0] if parts else None,
            "permalink": parts[0][1] if parts else None,
            "parts": json.dumps(parts),
            "text": text,
            "handle": account.handle,
            "display_name": account.display_name,
            "avatar_sha256": account.avatar_sha256,
            "run_at": None,
            "retry_at": None,
            "retries_over": False,
            "progress_text": "",
        }
        account_marks.succeeded(connection, account.id, now)
        if _end(connection, emit, claim, values, now, "published", None):
            return True
        return _late(connection, emit, claim, values, now)

    return change(workspace, write)


def _late(connection: Connection, emit: Emit, claim: Claim, values: Columns, now: datetime) -> bool:
    """The lease was lost, but everything is done: so it is, unless another works on it."""
    changed = connection.execute(
        update(tables.deliveries)
        .where(
            _deliveries.id == claim.delivery_id,
            _deliveries.lease_owner.is_(None),
            _deliveries.status.in_(
                [DeliveryStatus.UNCONFIRMED.value, DeliveryStatus.PROCESSING.value]
            ),
        )
        .values(**values)
    ).rowcount
    if changed:
        connection.execute(
            update(tables.attempts)
            .where(_attempts.id == claim.attempt_id)
            .values(ended_at=now, outcome="published")
        )
        guards.tell(connection, emit, [claim.delivery_id])
    return bool(changed)


def retry(
    workspace: Workspace, claim: Claim, why: Words, delay: timedelta, *, outcome: str = "retry"
) -> bool:
    """Surely not out: again after `delay`. What has begun already stays locked for editing."""

    def write(connection: Connection, emit: Emit) -> bool:
        now = workspace.clock.now()
        values: Columns = {
            **why.columns(),
            "status": _open_status(),
            "run_at": now + delay,
            "retry_at": now + delay,
        }
        return _end(connection, emit, claim, values, now, outcome, why)

    return change(workspace, write)


def look_again(workspace: Workspace, claim: Claim, why: Words) -> bool:
    """Perhaps out: ask the platform after a while (`domain.ending.LOOKS`)."""

    def write(connection: Connection, emit: Emit) -> bool:
        now = workspace.clock.now()
        so_far = looks(connection, claim.delivery_id, claim.attempt_id)
        at = now + LOOKS[min(so_far, len(LOOKS) - 1)]
        values: Columns = {
            **why.columns(),
            "status": _open_status(),
            "run_at": at,
            "retry_at": at,
        }
        return _end(connection, emit, claim, values, now, LOOKING, why)

    return change(workspace, write)


def failed(workspace: Workspace, claim: Claim, why: Words, *, retries_over: bool = False) -> bool:
    """Final, until its person acts."""

    def write(connection: Connection, emit: Emit) -> bool:
        now = workspace.clock.now()
        values: Columns = {
            **why.columns(),
            "status": DeliveryStatus.FAILED.value,
            "run_at": None,
            "retry_at": None,
            "retries_over": retries_over,
        }
        return _end(connection, emit, claim, values, now, "failed", why)

    return change(workspace, write)


def unconfirmed(workspace: Workspace, claim: Claim, why: Words) -> bool:
    """Nobody can know; only a person's answer moves it."""

    def write(connection: Connection, emit: Emit) -> bool:
        now = workspace.clock.now()
        values: Columns = {
            **why.columns(),
            "status": DeliveryStatus.UNCONFIRMED.value,
            "run_at": None,
            "retry_at": None,
        }
        return _end(connection, emit, claim, values, now, "unconfirmed", why)

    return change(workspace, write)


def waiting(workspace: Workspace, claim: Claim, seconds: float, reason: str) -> bool:
    """The publisher comes again in `seconds`: the same attempt goes on, no thread waits."""

    def write(connection: Connection, emit: Emit) -> bool:
        now = workspace.clock.now()
        values: Columns = {
            "status": DeliveryStatus.PROCESSING.value,
            "run_at": now + timedelta(seconds=seconds),
            "progress_text": reason,
        }
        return _give_back(connection, emit, claim, values)

    return change(workspace, write)


def given_back(workspace: Workspace, claim: Claim) -> bool:
    """The program stops, or the lease was too short: the next worker goes on behind the steps.

    If the lease was lost to another and a person was asked meanwhile, but everything open is known
    by now, the question is withdrawn.
    """

    def write(connection: Connection, emit: Emit) -> bool:
        now = workspace.clock.now()
        if _give_back(connection, emit, claim, {"status": _open_status(), "run_at": now}):
            return True
        withdrawn = connection.execute(
            update(tables.deliveries)
            .where(
                _deliveries.id == claim.delivery_id,
                _deliveries.status == DeliveryStatus.UNCONFIRMED.value,
                _deliveries.lease_owner.is_(None),
                ~step_rows.open_call(_deliveries.id),
                step_rows.begun(_deliveries.id),
            )
            .values(status=DeliveryStatus.SCHEDULED.value, run_at=now, **_NO_ERROR)
        ).rowcount
        if withdrawn:
            guards.tell(connection, emit, [claim.delivery_id])
        return bool(withdrawn)

    return change(workspace, write)


def held(workspace: Workspace, claim: Claim, reason: str, delay: timedelta) -> bool:
    """Something outside the delivery keeps it (a locked vault): again later, no try lost."""

    def write(connection: Connection, emit: Emit) -> bool:
        values: Columns = {
            "status": _open_status(),
            "run_at": workspace.clock.now() + delay,
            "hold_reason": guards.waiting_reason(reason),
        }
        return _give_back(connection, emit, claim, values)

    return change(workspace, write)


def looks(connection: Connection, delivery_id: str, attempt_id: str) -> int:
    """How many looks after a lost call were in vain, right before this attempt."""
    outcomes = connection.execute(
        select(_attempts.outcome)
        .where(_attempts.delivery_id == delivery_id, _attempts.id != attempt_id)
        .order_by(_attempts.number.desc())
        .limit(len(LOOKS) + 1)
    ).scalars()
    count = 0
    for outcome in outcomes:
        if outcome != LOOKING:
            break
        count += 1
    return count


def _open_status() -> object:
    """`processing` once something irreversible was tried (nobody may edit it), else `scheduled`."""
    return case(
        (step_rows.begun(_deliveries.id), DeliveryStatus.PROCESSING.value),
        else_=DeliveryStatus.SCHEDULED.value,
    )


def _give_back(connection: Connection, emit: Emit, claim: Claim, values: Columns) -> bool:
    """End the lease without ending the attempt."""
    changed = connection.execute(
        update(tables.deliveries)
        .where(claim.lease.row())
        .values(lease_owner=None, lease_until=None, **values)
        .returning(_deliveries.status)
    ).scalar_one_or_none()
    if changed is None:
        return False
    status = DeliveryStatus(changed)
    emit(DeliveryChanged(claim.delivery_id, claim.post_id, claim.account_id, status))
    emit(PostChanged(claim.post_id))
    return True


def _end(
    connection: Connection,
    emit: Emit,
    claim: Claim,
    values: Columns,
    now: datetime,
    outcome: str,
    why: Words | None,
) -> bool:
    """End lease and attempt together; False when the lease was lost."""
    if not _give_back(connection, emit, claim, values):
        return False
    connection.execute(
        update(tables.attempts)
        .where(_attempts.id == claim.attempt_id)
        .values(ended_at=now, outcome=outcome, **(why.columns() if why else {}))
    )
    return True
