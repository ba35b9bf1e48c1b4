"""Disconnecting an account, and what that does to posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, case, delete, or_, select, update

from brandcraft_desktop.domain.account import AccountState, DisconnectConsequences, at
from brandcraft_desktop.domain.events import AccountChanged, DeliveryChanged, PostChanged
from brandcraft_desktop.domain.status import IN_FLIGHT, DeliveryStatus, Stage
from brandcraft_desktop.errors import ErrorKind, Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import Grant
from brandcraft_desktop.services import account_revoking, follow_up_rows, guards, step_rows
from brandcraft_desktop.services.account_http import close_http
from brandcraft_desktop.services.account_rows import grant_columns, one_account, state_columns
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

# What would still go out from the account; failed and finished ones are history.
_OPEN = (
    DeliveryStatus.SCHEDULED.value,
    DeliveryStatus.WAITING_MEDIA.value,
    DeliveryStatus.MISSED.value,
)


@dataclass(frozen=True)
class _Affected:
    """A delivery that will not go out; `alone`: its post has no other account."""

    delivery_id: str
    post_id: str
    alone: bool


def disconnect_consequences(workspace: Workspace, account_id: str) -> DisconnectConsequences:
    """What to tell before disconnecting. Raises `NotFound`."""

    def look(connection: Connection) -> DisconnectConsequences:
        account = one_account(connection, account_id)
        affected = _affected(connection, account_id)
        return DisconnectConsequences(
            account.handle, len(affected), sum(each.alone for each in affected)
        )

    return workspace.database.read(look)


def disconnect(workspace: Workspace, account_id: str) -> None:
    """Forget the account's secrets; its scheduled deliveries are canceled.

    A post that goes to no other account becomes a draft. The account's row and history stay, so
    connecting it again brings them back. Raises `NotFound`, `Refused` while a post is being sent;
    one that only waits to go on gets its end: nobody would come back to it. Where the platform can
    be told, its tokens are taken back there, too; that may take 5 s and never fails.
    """
    leaving = account_revoking.leaving(workspace, account_id)

    def act(connection: Connection, emit: Emit) -> None:
        account = one_account(connection, account_id)
        _refuse_in_flight(connection, account_id, account.handle)
        follow_up_rows.end_of_account(
            connection, account_id, f"{at(account.handle)} was disconnected."
        )
        _end_waiting(connection, emit, account_id, account.handle)
        for each in _affected(connection, account_id):
            _take_off(connection, emit, account_id, each)
        _leave_drafts(connection, emit, account_id)
        connection.execute(delete(tables.secrets).where(tables.secrets.c.account_id == account_id))
        connection.execute(
            update(tables.accounts)
            .where(tables.accounts.c.id == account_id)
            .values(
                brand_id=None,
                paused=False,
                trouble="",
                **state_columns(AccountState.DISCONNECTED),
                **grant_columns(Grant(scopes=())),
            )
        )
        emit(AccountChanged(account_id))

    change(workspace, act, person=True)
    close_http(workspace, account_id)
    account_revoking.revoke(workspace, leaving)


def _refuse_in_flight(connection: Connection, account_id: str, handle: str) -> None:
    deliveries = tables.deliveries.c
    flying = connection.execute(
        select(deliveries.id)
        .where(
            deliveries.account_id == account_id,
            deliveries.status.in_([status.value for status in IN_FLIGHT]),
            or_(
                deliveries.status == DeliveryStatus.PUBLISHING.value,
                deliveries.lease_owner.is_not(None),
            ),
        )
        .limit(1)
    ).first()
    if flying is not None:
        raise Refused(
            f"A post is going out from {at(handle)} right now.",
            "Disconnecting would leave nobody to see how it ends.",
            "Try again when it is done.",
        )


def _end_waiting(connection: Connection, emit: Emit, account_id: str, handle: str) -> None:
    """Begun, and held by nobody: a call that may have arrived asks its person, the rest failed."""
    deliveries = tables.deliveries.c
    waiting = and_(
        deliveries.account_id == account_id,
        deliveries.status == DeliveryStatus.PROCESSING.value,
        deliveries.lease_owner.is_(None),
    )
    gone = f"{at(handle)} was disconnected before this was finished."
    lost = step_rows.open_call(deliveries.id)
    ended = connection.execute(
        update(tables.deliveries)
        .where(waiting)
        .values(
            status=case(
                (lost, DeliveryStatus.UNCONFIRMED.value), else_=DeliveryStatus.FAILED.value
            ),
            run_at=None,
            retry_at=None,
            hold_reason="",
            progress_text="",
            error_kind=case(
                (lost, ErrorKind.OUTCOME_UNKNOWN.value), else_=ErrorKind.AUTH_EXPIRED.value
            ),
            error_title=case((lost, "It is not known whether this post went out."), else_=gone),
            error_message=case(
                (lost, gone), else_="Parts of it may be out; nobody can send the rest."
            ),
            error_action=case(
                (lost, "Look on the platform, then say whether it is live."),
                else_=f"Connect {at(handle)} again, then try again.",
            ),
        )
        .returning(deliveries.id)
    ).scalars()
    guards.tell(connection, emit, list(ended))


def _affected(connection: Connection, account_id: str) -> tuple[_Affected, ...]:
    deliveries, other = tables.deliveries.c, tables.deliveries.alias("other")
    elsewhere = (
        select(other.c.id)
        .where(
            other.c.post_id == deliveries.post_id,
            other.c.account_id != account_id,
            other.c.status != DeliveryStatus.CANCELED.value,
        )
        .exists()
    )
    rows = connection.execute(
        select(deliveries.id, deliveries.post_id, elsewhere.label("elsewhere"))
        .join(tables.posts, tables.posts.c.id == deliveries.post_id)
        .where(
            deliveries.account_id == account_id,
            deliveries.status.in_(_OPEN),
            tables.posts.c.stage == Stage.COMMITTED.value,
        )
        .order_by(deliveries.id)
    )
    return tuple(_Affected(row.id, row.post_id, not row.elsewhere) for row in rows)


def _take_off(connection: Connection, emit: Emit, account_id: str, each: _Affected) -> None:
    connection.execute(
        update(tables.deliveries)
        .where(tables.deliveries.c.id == each.delivery_id)
        .values(status=DeliveryStatus.CANCELED.value, run_at=None, hold_reason="")
    )
    if each.alone:
        connection.execute(
            update(tables.posts)
            .where(tables.posts.c.id == each.post_id)
            .values(stage=Stage.DRAFT.value, revision=tables.posts.c.revision + 1)
        )
        _drop_untried(connection, (each.delivery_id,))
    emit(DeliveryChanged(each.delivery_id, each.post_id, account_id, DeliveryStatus.CANCELED))
    emit(PostChanged(each.post_id))


def _leave_drafts(connection: Connection, emit: Emit, account_id: str) -> None:
    """Drafts no longer name the account."""
    deliveries = tables.deliveries.c
    rows = connection.execute(
        select(deliveries.id, deliveries.post_id).where(
            deliveries.account_id == account_id,
            deliveries.status == DeliveryStatus.DRAFT.value,
        )
    ).all()
    _drop_untried(connection, tuple(row.id for row in rows))
    for row in rows:
        emit(PostChanged(row.post_id))


def _drop_untried(connection: Connection, delivery_ids: tuple[str, ...]) -> None:
    """Delete deliveries that were never tried; the others are history and stay canceled."""
    if not delivery_ids:
        return
    tried = select(tables.attempts.c.delivery_id).where(
        tables.attempts.c.delivery_id.in_(delivery_ids)
    )
    named = tables.deliveries.c.id.in_(delivery_ids)
    connection.execute(
        update(tables.deliveries)
        .where(named, tables.deliveries.c.id.in_(tried))
        .values(status=DeliveryStatus.CANCELED.value, run_at=None)
    )
    connection.execute(delete(tables.deliveries).where(named, tables.deliveries.c.id.not_in(tried)))
