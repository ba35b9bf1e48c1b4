"""Trying again what failed, was missed or canceled; what is out already is never sent again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.account import at as at_handle
from brandcraft_desktop.domain.plan import Plan, PostBlocked
from brandcraft_desktop.domain.status import DeliveryStatus, Stage
from brandcraft_desktop.domain.views import DeliveryView, PostView
from brandcraft_desktop.errors import ErrorKind, NotFound, Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.delivery_moves import move, set_going, unconfirmed_first, words
from brandcraft_desktop.services.planning import plan_for, refuse_blocked
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

FAILED = (DeliveryStatus.FAILED, DeliveryStatus.MISSED)
RETRYABLE = (*FAILED, DeliveryStatus.CANCELED)
HEALED = (
    ErrorKind.AUTH_EXPIRED,
    ErrorKind.PERMISSION,
    ErrorKind.NEEDS_USER,
    ErrorKind.RATE_LIMITED,
    ErrorKind.QUOTA,
    ErrorKind.MEDIA_EXPIRED,
    ErrorKind.TRANSIENT,
)
"""What a new sign-in or some time may have put right; the rest wants to be edited first."""


def find(connection: Connection, delivery_id: str) -> tuple[PostView, DeliveryView]:
    """A delivery with its post. Raises `NotFound`."""
    post_id = connection.execute(
        select(tables.deliveries.c.post_id).where(tables.deliveries.c.id == delivery_id)
    ).scalar_one_or_none()
    if post_id is None:
        raise NotFound("There is no such delivery.", f"No delivery has the id {delivery_id}.")
    post = load(connection, post_id)
    return post, next(one for one in post.deliveries if one.id == delivery_id)


def start_over(
    connection: Connection,
    workspace: Workspace,
    emit: Emit,
    post: PostView,
    delivery: DeliveryView,
    *,
    at: datetime | None = None,
) -> None:
    """Make a failed, missed or canceled delivery due at `at` (now). What is out is skipped.

    One that waits for its next try by itself is tried now.
    """
    if delivery.status is DeliveryStatus.UNCONFIRMED:
        raise unconfirmed_first()
    if post.deleted_at is not None:
        raise Refused(
            "This post is in the trash.", "Nothing of it goes out from there.", "Restore it first."
        )
    now = workspace.clock.now()
    if _waits_for_a_try(delivery):
        columns: dict[str, object] = {"run_at": now, "retry_at": None, "hold_reason": ""}
        move(connection, emit, delivery, delivery.status, columns)
        return
    if delivery.status not in RETRYABLE or post.stage is not Stage.COMMITTED:
        raise Refused(
            f"{delivery.handle} can't be retried now.",
            f"This delivery is {words(delivery.status)}.",
            "Only failed, missed or canceled deliveries can be tried again.",
        )
    refuse_disconnected(connection, delivery)
    refuse_blocked(plan_now(connection, workspace, post, delivery).problems)
    set_going(connection, workspace, emit, post, [delivery], at or soonest(delivery, now))


def refuse_disconnected(connection: Connection, delivery: DeliveryView) -> None:
    """Raise `Refused` where it would wait for an account that no screen shows any more."""
    if _is_disconnected(connection, delivery):
        raise Refused(
            f"{at_handle(delivery.handle)} is not connected any more.",
            "It was disconnected, so nothing goes out from it.",
            "Connect it again, then retry.",
        )


def _is_disconnected(connection: Connection, delivery: DeliveryView) -> bool:
    (account,) = load_accounts(connection, [delivery.account_id])
    return account.state is AccountState.DISCONNECTED


def soonest(delivery: DeliveryView, now: datetime) -> datetime:
    """When it may go out again: now, but never before the time its person chose.

    What a platform was to put live by itself is handed over early, and may fail long before that.
    """
    early = delivery.status in (DeliveryStatus.FAILED, DeliveryStatus.UNCONFIRMED)
    return max(now, delivery.due_at) if early and delivery.due_at is not None else now


def _waits_for_a_try(delivery: DeliveryView) -> bool:
    """Whether it failed for now and comes again by itself."""
    waiting = (DeliveryStatus.SCHEDULED, DeliveryStatus.PROCESSING)
    return (
        delivery.status in waiting
        and delivery.error is not None
        and delivery.error.retry_at is not None
    )


def plan_now(
    connection: Connection, workspace: Workspace, post: PostView, delivery: DeliveryView
) -> Plan:
    """What the delivery would send as the post is now."""
    account = load_accounts(connection, [delivery.account_id])[0]
    return plan_for(workspace.platforms, post.content, account, post.files)


def act_on(
    workspace: Workspace,
    delivery_id: str,
    act: Callable[[Connection, Emit, PostView, DeliveryView], None],
) -> PostView:
    """One act on one delivery, in a transaction of its own; gives its post as it is then."""

    def run(connection: Connection, emit: Emit) -> PostView:
        post, delivery = find(connection, delivery_id)
        act(connection, emit, post, delivery)
        return load(connection, post.id)

    return change(workspace, run, person=True)


def retry(workspace: Workspace, delivery_id: str) -> PostView:
    """Try a failed, missed, waiting or canceled delivery now.

    Raises `OutcomeOpen` on an unconfirmed one, `PostBlocked` where the plan has errors.
    """
    return act_on(
        workspace,
        delivery_id,
        lambda connection, emit, post, delivery: start_over(
            connection, workspace, emit, post, delivery
        ),
    )


def reinstate(workspace: Workspace, delivery_id: str) -> PostView:
    """Take a cancel back: the delivery goes out at its old time again.

    Raises `Refused` where it is not canceled or that time has passed.
    """

    def act(connection: Connection, emit: Emit, post: PostView, delivery: DeliveryView) -> None:
        due = delivery.due_at
        if delivery.status is not DeliveryStatus.CANCELED:
            raise Refused(f"This delivery is {words(delivery.status)}.", "It was not canceled.")
        if due is None or due <= workspace.clock.now():
            raise Refused(
                "It can't be put back.", "Its time has passed.", "Post it now, or pick a new time."
            )
        start_over(connection, workspace, emit, post, delivery, at=due)

    return act_on(workspace, delivery_id, act)


def retry_failed(workspace: Workspace, post_id: str) -> PostView:
    """Retry every failed or missed delivery of a post; the ones that are out are skipped."""

    def run(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        chosen = [one for one in post.deliveries if one.status in FAILED]
        if not chosen:
            if any(one.status is DeliveryStatus.UNCONFIRMED for one in post.deliveries):
                raise unconfirmed_first()
            raise Refused(
                "There is nothing to retry.", "No delivery of this post has failed or was missed."
            )
        gone = [one for one in chosen if _is_disconnected(connection, one)]
        for delivery in [one for one in chosen if one not in gone] or gone:
            start_over(connection, workspace, emit, post, delivery)
        return load(connection, post_id)

    return change(workspace, run, person=True)


def retry_failed_of(workspace: Workspace, account_id: str) -> int:
    """Try again what failed on an account for reasons a reconnect may have healed; gives how many.

    What has a problem of its own stays failed, and so does a post that is locked. Each is tried in
    a transaction of its own: there may be thousands, and others want to write meanwhile.
    """

    def run(connection: Connection, emit: Emit, delivery_id: str) -> int:
        post, delivery = find(connection, delivery_id)
        if post.locked or delivery.status is not DeliveryStatus.FAILED:
            return 0  # or somebody else was faster
        start_over(connection, workspace, emit, post, delivery)
        return 1

    going = 0
    for delivery_id in workspace.database.read(partial(_failed_of, account_id=account_id)):
        with suppress(PostBlocked, NotFound, Refused):
            going += change(workspace, partial(run, delivery_id=delivery_id), person=True)
    return going


def failed_of(workspace: Workspace, account_id: str) -> int:
    """How many deliveries of an account have failed that `retry_failed_of` would look at."""

    def read(connection: Connection) -> int:
        found = (find(connection, one)[0] for one in _failed_of(connection, account_id))
        return sum(not post.locked for post in found)

    return workspace.database.read(read)


def _failed_of(connection: Connection, account_id: str) -> list[str]:
    return list(
        connection.execute(
            select(tables.deliveries.c.id)
            .join(tables.posts, tables.posts.c.id == tables.deliveries.c.post_id)
            .where(
                tables.deliveries.c.account_id == account_id,
                tables.deliveries.c.status == DeliveryStatus.FAILED.value,
                tables.deliveries.c.error_kind.in_([kind.value for kind in HEALED]),
                tables.posts.c.deleted_at.is_(None),
            )
            .order_by(tables.deliveries.c.due_at, tables.deliveries.c.id)
        ).scalars()
    )
