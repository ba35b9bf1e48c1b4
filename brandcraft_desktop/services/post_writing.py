"""The editor's use cases: open, autosave, close, recover after a crash."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select, update

from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.status import EDITABLE, DeliveryStatus, Origin, Stage
from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services.post_content import workspace_epoch, write
from brandcraft_desktop.services.post_reading import load, load_many
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

EMPTY_TEMP_LIFE = timedelta(hours=24)


def insert_post(
    connection: Connection,
    workspace: Workspace,
    *,
    stage: Stage,
    brand_id: str | None = None,
    idempotency_key: str | None = None,
) -> str:
    """A new, empty post row; gives its id."""
    now = workspace.clock.now()
    post_id = new_id(workspace.clock)
    connection.execute(
        insert(tables.posts).values(
            id=post_id,
            stage=stage.value,
            origin=Origin.OWN.value,
            brand_id=brand_id,
            created_at=now,
            updated_at=now,
            editor_open=workspace.owner if stage is Stage.TEMP else None,
            idempotency_key=idempotency_key,
            epoch=workspace_epoch(connection),
        )
    )
    return post_id


def open_new(
    workspace: Workspace, *, brand_id: str | None = None, at: datetime | None = None
) -> PostView:
    """A post to write in: `temp` until it is scheduled or kept as a draft."""

    def act(connection: Connection, emit: Emit) -> PostView:
        post_id = insert_post(connection, workspace, stage=Stage.TEMP, brand_id=brand_id)
        if at is not None:
            connection.execute(
                update(tables.posts).where(tables.posts.c.id == post_id).values(scheduled_at=at)
            )
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def check_editable(post: PostView) -> None:
    """Raise `Refused` when a post may no longer be changed as a whole."""
    if post.deleted_at is not None:
        raise Refused(
            "This post is in the trash.",
            "Posts in the trash can't be changed.",
            "Restore it first.",
        )
    states = {delivery.status for delivery in post.deliveries}
    if states & {DeliveryStatus.PUBLISHING, DeliveryStatus.PROCESSING}:
        raise Refused(
            "This post is being published right now.",
            "Changes would not reach what is already on its way.",
            "Wait until it is done.",
        )
    if DeliveryStatus.PUBLISHED in states:
        raise Refused(
            "Published posts can't be changed here.",
            "At least one platform already shows it.",
            "Duplicate it, or edit a failed platform alone.",
        )
    if DeliveryStatus.UNCONFIRMED in states:
        raise Refused(
            "This post can't be changed yet.",
            "Nobody knows whether it went out.",
            'Look on the platform and answer "It is live" or "It is not" first.',
        )
    if not states <= EDITABLE:  # a new status must be thought about here
        raise Refused("This post can't be changed right now.")


def save(
    workspace: Workspace, post_id: str, content: PostContent, *, revision: int | None = None
) -> PostView:
    """Write what the editor holds; the post as it is now comes back.

    With `revision`, a change made elsewhere in between raises `Refused` and nothing is written.
    """

    def act(connection: Connection, emit: Emit) -> PostView:
        before = load(connection, post_id)
        check_editable(before)
        if revision is not None and before.revision != revision:
            raise Refused(
                "This post was changed in another window.",
                "Both versions are still there.",
                "Reload it to see the other version.",
            )
        if content == before.content:
            return before
        write(connection, workspace, before, content)
        if before.stage is Stage.COMMITTED:
            _follow_schedule(connection, before, content)
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def _follow_schedule(connection: Connection, before: PostView, content: PostContent) -> None:
    """A scheduled post that is edited stays scheduled: new accounts and a new time follow."""
    moment = content.scheduled_at or before.content.scheduled_at
    waiting = (DeliveryStatus.SCHEDULED.value, DeliveryStatus.WAITING_MEDIA.value)
    changes = update(tables.deliveries).where(tables.deliveries.c.post_id == before.id)
    connection.execute(
        changes.where(tables.deliveries.c.status == DeliveryStatus.DRAFT.value).values(
            status=DeliveryStatus.SCHEDULED.value, due_at=moment, run_at=moment
        )
    )
    if moment != before.content.scheduled_at:
        connection.execute(
            changes.where(tables.deliveries.c.status.in_(waiting)).values(
                due_at=moment, run_at=moment
            )
        )


def close_editor(workspace: Workspace, post_id: str) -> PostView | None:
    """Leave the editor: a `temp` with anything in it is kept as a draft, an empty one goes away.

    Gives the post that remains, or None.
    """

    def act(connection: Connection, emit: Emit) -> PostView | None:
        post = load(connection, post_id)
        if post.stage is Stage.TEMP and is_empty(post):
            remove_for_good(connection, [post_id])
            emit(PostChanged(post_id))
            return None
        connection.execute(
            update(tables.posts)
            .where(tables.posts.c.id == post_id)
            .values(
                editor_open=None,
                stage=Stage.DRAFT.value if post.stage is Stage.TEMP else post.stage.value,
            )
        )
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def is_empty(post: PostView) -> bool:
    """Whether a person put nothing into it."""
    content = post.content
    texts = (content.text, content.title, content.notes)
    written = any(text.strip() for text in texts) or any(
        (variant.text or "").strip() for variant in content.variants.values()
    )
    return not written and not content.media


def recoverable(workspace: Workspace) -> tuple[PostView, ...]:
    """Posts whose editor died (a crash): offered until the person answers."""

    def look(connection: Connection) -> tuple[PostView, ...]:
        rows = connection.execute(
            select(tables.posts.c.id, tables.posts.c.editor_open)
            .where(tables.posts.c.stage == Stage.TEMP.value, tables.posts.c.deleted_at.is_(None))
            .order_by(tables.posts.c.updated_at.desc())
        ).all()
        dead = [
            post_id
            for post_id, owner in rows
            if owner is None or (owner != workspace.owner and not workspace.alive(owner))
        ]
        return tuple(post for post in load_many(connection, dead) if not is_empty(post))

    return workspace.database.read(look)


def take_over(workspace: Workspace, post_id: str) -> PostView:
    """Open an existing post (recovered, or a draft) in this process's editor."""

    def act(connection: Connection, emit: Emit) -> PostView:
        connection.execute(
            update(tables.posts)
            .where(tables.posts.c.id == post_id)
            .values(editor_open=workspace.owner)
        )
        return load(connection, post_id)

    return change(workspace, act, person=True)


def purge_empty(workspace: Workspace) -> int:
    """Remove empty `temp` posts older than a day; gives how many."""
    before = workspace.clock.now() - EMPTY_TEMP_LIFE

    def act(connection: Connection, emit: Emit) -> int:
        rows = connection.execute(
            select(tables.posts.c.id).where(
                tables.posts.c.stage == Stage.TEMP.value, tables.posts.c.updated_at < before
            )
        ).scalars()
        empty = [post.id for post in load_many(connection, list(rows)) if is_empty(post)]
        remove_for_good(connection, empty)
        return len(empty)

    return change(workspace, act)


def remove_for_good(connection: Connection, post_ids: list[str]) -> None:
    """Delete posts with all their rows; only for posts that never went anywhere."""
    if not post_ids:
        return
    owned = select(tables.deliveries.c.id).where(tables.deliveries.c.post_id.in_(post_ids))
    for table in (tables.steps, tables.attempts):
        connection.execute(delete(table).where(table.c.delivery_id.in_(owned)))
    for table in (tables.deliveries, tables.post_media, tables.variants):
        connection.execute(delete(table).where(table.c.post_id.in_(post_ids)))
    connection.execute(delete(tables.posts).where(tables.posts.c.id.in_(post_ids)))
