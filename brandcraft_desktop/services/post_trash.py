"""Deleting with a way back, and duplicating."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.names import called
from brandcraft_desktop.domain.status import IN_FLIGHT, PENDING, DeliveryStatus, Stage
from brandcraft_desktop.domain.views import DeliveryView, PostView, TrashRow
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.delivery_moves import held_ids, move
from brandcraft_desktop.services.handing_over import follow_options, refuse_handed_over
from brandcraft_desktop.services.post_content import write
from brandcraft_desktop.services.post_media import without_missing
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.post_scheduling import to_draft
from brandcraft_desktop.services.post_writing import insert_post
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def delete(workspace: Workspace, post_id: str) -> None:
    """Put a post into the trash for 30 days; nothing of it goes out any more.

    What a platform already shows stays there. Raises `Refused` while it is being published.
    """

    def act(connection: Connection, emit: Emit) -> None:
        post = load(connection, post_id)
        if post.deleted_at is not None:
            return
        if any(delivery.status in IN_FLIGHT for delivery in post.deliveries):
            refuse_handed_over(post.deliveries)
            raise Refused(
                "This post is being published right now.",
                "Deleting it would not stop what is already on its way.",
                "Wait until it is done.",
            )
        connection.execute(
            update(tables.posts)
            .where(tables.posts.c.id == post_id)
            .values(deleted_at=workspace.clock.now(), editor_open=None)
        )
        # A post in the trash must never be due: its moment stays in due_at for the way back.
        connection.execute(
            update(tables.deliveries)
            .where(tables.deliveries.c.post_id == post_id)
            .values(run_at=None)
        )
        emit(PostChanged(post_id))

    change(workspace, act, person=True)


def trashed(workspace: Workspace, *, limit: int = 256) -> tuple[TrashRow, ...]:
    """What is in the trash, deleted last first."""

    def look(connection: Connection) -> tuple[TrashRow, ...]:
        posts = tables.posts.c
        found = connection.execute(
            select(posts.id, posts.title, posts.text, posts.deleted_at)
            .where(posts.deleted_at.is_not(None))
            .order_by(posts.deleted_at.desc(), posts.id.desc())
            .limit(limit)
        ).all()
        return tuple(TrashRow(row.id, called(row.title, row.text), row.deleted_at) for row in found)

    return workspace.database.read(look)


def undelete(workspace: Workspace, post_id: str) -> PostView:
    """Take a post out of the trash as it was.

    What would have gone out meanwhile does not go out late by itself: a post of which nothing else
    has happened comes back as a draft, any other with that delivery `missed`.
    """

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        if post.deleted_at is None:
            return post
        now = workspace.clock.now()
        stage = Stage.DRAFT if post.stage is Stage.TEMP else post.stage
        connection.execute(
            update(tables.posts)
            .where(tables.posts.c.id == post_id)
            .values(deleted_at=None, stage=stage.value)
        )
        emit(PostChanged(post_id))
        back = load(connection, post_id)
        pending = [one for one in back.deliveries if one.status in PENDING]
        late = [one for one in pending if (_moment(one) or now) <= now]
        untouched = (
            len(pending) == len(back.deliveries)
            and not any(one.begun or one.attempts for one in pending)
            and not held_ids(connection, pending)
        )
        if late and untouched:
            to_draft(connection, workspace, emit, back)
            return load(connection, post_id)
        for delivery in late:
            move(connection, emit, delivery, DeliveryStatus.MISSED, {"hold_reason": ""})
        for delivery in pending:
            if delivery not in late and delivery.status is DeliveryStatus.SCHEDULED:
                columns: dict[str, object] = {"run_at": _moment(delivery)}
                move(connection, emit, delivery, delivery.status, columns)
        follow_options(connection, workspace, post_id)
        return load(connection, post_id)

    return change(workspace, act, person=True)


def _moment(delivery: DeliveryView) -> datetime | None:
    """When it would have gone out, or been tried again."""
    again = delivery.error.retry_at if delivery.error is not None else None
    return again or delivery.due_at


def duplicate(workspace: Workspace, post_id: str) -> PostView:
    """A draft with the same words, media, accounts and options; no time, no history."""

    def act(connection: Connection, emit: Emit) -> PostView:
        source = load(connection, post_id)
        copy_id = insert_post(connection, workspace, stage=Stage.DRAFT)
        content = without_missing(connection, workspace, source.content)
        write(connection, workspace, load(connection, copy_id), content)
        emit(PostChanged(copy_id))
        return load(connection, copy_id)

    return change(workspace, act, person=True)
