"""Moving deliveries from one status to another: the one place where a person's acts write it.

Each move is checked against `domain.status.ALLOWED_MOVES`, holds only while nobody works on the
delivery, and is told. What a delivery has done on its platform (its armed steps) is never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select, update

from brandcraft_desktop.domain.events import DeliveryChanged, PostChanged
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.status import EDITABLE, PENDING, DeliveryStatus, may_move
from brandcraft_desktop.domain.views import DeliveryView, PostView
from brandcraft_desktop.errors import OutcomeOpen, Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.epochs import HELD
from brandcraft_desktop.services.handing_over import moments
from brandcraft_desktop.services.transaction import Emit

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

Columns = dict[str, object]
_deliveries = tables.deliveries.c
_NO_ERROR: Columns = {f"error_{part}": "" for part in ("kind", "title", "message", "action", "raw")}


def set_going(
    connection: Connection,
    workspace: Workspace,
    emit: Emit,
    post: PostView,
    chosen: Iterable[DeliveryView],
    at: datetime,
) -> None:
    """Make deliveries due at `at` (UTC), with a fresh life: no error, no tries.

    What they prepared is made anew, unless a part is out and the rest goes on behind it. One that
    may have gone out before a restore is only looked for on its platform.
    """
    status = DeliveryStatus.SCHEDULED if files_ready(post) else DeliveryStatus.WAITING_MEDIA
    going = list(chosen)
    forget_prepared(connection, [one for one in going if not one.begun])
    held = held_ids(connection, going)
    early = moments(connection, workspace, post, (one for one in going if not one.begun), at)
    for delivery in going:
        columns = fresh(status, at)
        if delivery.id in early:
            columns["run_at"] = early[delivery.id]
        if delivery.id in held:  # its old moment and epoch are what makes the engine only look
            del columns["due_at"]
            if status is DeliveryStatus.SCHEDULED:
                columns["run_at"] = workspace.clock.now()
        else:
            columns["epoch"] = select(tables.workspace.c.epoch).scalar_subquery()
        move(connection, emit, delivery, status, columns)


def files_ready(post: PostView) -> bool:
    """Whether every file of the post can be sent."""
    return all(view.state is MediaState.PROCESSED for view in post.media)


def fresh(status: DeliveryStatus, at: datetime) -> Columns:
    """The columns of a delivery that begins anew at `at`."""
    return {
        **_NO_ERROR,
        "due_at": at,
        "run_at": at if status is DeliveryStatus.SCHEDULED else None,
        "attempts": 0,
        "retries_over": False,
        "retry_at": None,
        "hold_reason": "",
        "progress_text": "",
    }


def take_off(
    connection: Connection, emit: Emit, chosen: Iterable[DeliveryView], status: DeliveryStatus
) -> None:
    """Make deliveries `canceled` or `draft`: they no longer go out by themselves."""
    columns: Columns = {"run_at": None, "retry_at": None, "hold_reason": ""}
    if status is DeliveryStatus.DRAFT:
        columns |= {**_NO_ERROR, "due_at": None, "attempts": 0, "retries_over": False}
    for delivery in chosen:
        move(connection, emit, delivery, status, columns)


def move(
    connection: Connection,
    emit: Emit,
    delivery: DeliveryView,
    status: DeliveryStatus,
    columns: Columns,
) -> None:
    """Write `status` with `columns`, if it is allowed and nobody moved the delivery meanwhile."""
    if status is not delivery.status and not may_move(delivery.status, status):
        raise Refused(
            f"{delivery.handle} can't be changed now.",
            f"This delivery is {words(delivery.status)}.",
        )
    changed = connection.execute(
        update(tables.deliveries)
        .where(
            _deliveries.id == delivery.id,
            _deliveries.status == delivery.status.value,
            _deliveries.lease_owner.is_(None),
        )
        .values(status=status.value, **columns)
    ).rowcount
    if changed != 1:
        raise Refused(
            "This delivery is being worked on right now.",
            "Changes would not reach what is already on its way.",
            "Wait until it is done.",
        )
    emit(DeliveryChanged(delivery.id, delivery.post_id, delivery.account_id, status))
    emit(PostChanged(delivery.post_id))


def words(status: DeliveryStatus) -> str:
    """A status inside a sentence."""
    return status.value.replace("_", " ")


def meant(post: PostView) -> tuple[DeliveryView, ...]:
    """The deliveries that scheduling the post is about: canceled ones only if all are canceled."""
    chosen = set(post.content.account_ids)
    return tuple(
        one for one in post.deliveries if one.status in EDITABLE and one.account_id in chosen
    )


def forget_prepared(connection: Connection, chosen: Iterable[DeliveryView]) -> None:
    """Drop what was prepared for sending (uploads, cards, moments), never what was sent."""
    ids = [delivery.id for delivery in chosen]
    if ids:
        steps = tables.steps.c
        connection.execute(
            delete(tables.steps).where(steps.delivery_id.in_(ids), steps.armed_at.is_(None))
        )


def refuse_held(connection: Connection, post: PostView) -> None:
    """Raise `Refused` where a delivery may have gone out before the workspace was restored."""
    held = held_ids(connection, post.deliveries)
    for delivery in post.deliveries:
        if delivery.id not in held or delivery.status not in EDITABLE:
            continue
        by_itself = delivery.status in PENDING
        raise Refused(
            f"{delivery.handle} may have this post already.",
            "It may have gone out before the workspace was restored from a backup or moved here.",
            "Brandcraft looks on the platform first; try again in a moment."
            if by_itself
            else "Retry that delivery: Brandcraft then looks on the platform before it sends.",
        )


def held_ids(connection: Connection, chosen: Iterable[DeliveryView]) -> frozenset[str]:
    """Those due or handed over before a restore, that may be out unknown to this workspace."""
    ids = [delivery.id for delivery in chosen]
    if not ids:
        return frozenset()
    return frozenset(
        connection.execute(select(_deliveries.id).where(_deliveries.id.in_(ids), HELD)).scalars()
    )


def unconfirmed_first() -> OutcomeOpen:
    """What retry and publish-now answer on an unconfirmed delivery."""
    return OutcomeOpen(
        "It is not known whether this post went out.",
        "Sending it again could post it twice.",
        'Look on the platform, then answer "It is live" or "It is not, post again".',
    )
