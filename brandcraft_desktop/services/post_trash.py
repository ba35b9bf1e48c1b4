"""Deleting with a way back, and duplicating."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.status import EDITABLE, DeliveryStatus, Stage
from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.post_content import write
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.post_writing import insert_post
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

TRASH_LIFE = timedelta(days=30)


def delete(workspace: Workspace, post_id: str) -> None:
    """Put a post into the trash for 30 days; nothing of it goes out any more.

    What a platform already shows stays there. Raises `Refused` while it is being published.
    """

    def act(connection: Connection, emit: Emit) -> None:
        post = load(connection, post_id)
        states = {delivery.status for delivery in post.deliveries}
        if states & {DeliveryStatus.PUBLISHING, DeliveryStatus.PROCESSING}:
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
        # A post in the trash must never be due: the moment stays in due_at for the way back.
        connection.execute(
            update(tables.deliveries)
            .where(tables.deliveries.c.post_id == post_id)
            .values(run_at=None)
        )
        emit(PostChanged(post_id))

    change(workspace, act, person=True)


def undelete(workspace: Workspace, post_id: str) -> PostView:
    """Take a post out of the trash. One whose time has passed meanwhile comes back as a draft."""

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        if post.deleted_at is None:
            return post
        now = workspace.clock.now()
        stage = Stage.DRAFT if post.stage is Stage.TEMP else post.stage
        open_ones = [one for one in post.deliveries if one.status in EDITABLE]
        late = any(one.due_at is not None and one.due_at <= now for one in open_ones)
        only_open = len(open_ones) == len(post.deliveries)
        rows = update(tables.deliveries).where(tables.deliveries.c.post_id == post_id)
        if late and only_open:
            stage = Stage.DRAFT
            connection.execute(
                rows.values(status=DeliveryStatus.DRAFT.value, due_at=None, run_at=None)
            )
        else:
            connection.execute(
                rows.where(
                    tables.deliveries.c.status == DeliveryStatus.SCHEDULED.value,
                    tables.deliveries.c.due_at > now,
                ).values(run_at=tables.deliveries.c.due_at)
            )
            connection.execute(
                rows.where(
                    tables.deliveries.c.status.in_(
                        [DeliveryStatus.SCHEDULED.value, DeliveryStatus.WAITING_MEDIA.value]
                    ),
                    tables.deliveries.c.due_at <= now,
                ).values(status=DeliveryStatus.MISSED.value, run_at=None)
            )
        connection.execute(
            update(tables.posts)
            .where(tables.posts.c.id == post_id)
            .values(deleted_at=None, stage=stage.value)
        )
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def duplicate(workspace: Workspace, post_id: str) -> PostView:
    """A draft with the same words, media, accounts and options; no time, no history."""

    def act(connection: Connection, emit: Emit) -> PostView:
        source = load(connection, post_id)
        copy_id = insert_post(connection, workspace, stage=Stage.DRAFT)
        content = without_missing(connection, source.content)
        write(connection, workspace, load(connection, copy_id), content)
        emit(PostChanged(copy_id))
        return load(connection, copy_id)

    return change(workspace, act, person=True)


def without_missing(connection: Connection, content: PostContent) -> PostContent:
    """`content` without a time and without files that were deleted since."""
    there = set(
        connection.execute(
            select(tables.media.c.id).where(
                tables.media.c.id.in_([choice.media_id for choice in content.media]),
                tables.media.c.deleted_at.is_(None),
            )
        ).scalars()
    )
    return replace(
        content,
        scheduled_at=None,
        wall_time="",
        media=tuple(choice for choice in content.media if choice.media_id in there),
    )
