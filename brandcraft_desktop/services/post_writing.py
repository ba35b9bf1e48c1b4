"""The editor's use cases: open, autosave, close, recover after a crash."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select, update

from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.status import (
    EDITABLE,
    IN_FLIGHT,
    PENDING,
    DeliveryStatus,
    Origin,
    Stage,
)
from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services import post_versions
from brandcraft_desktop.services.account_rows import check_brand
from brandcraft_desktop.services.delivery_moves import set_going
from brandcraft_desktop.services.handing_over import follow_options, refuse_handed_over
from brandcraft_desktop.services.post_content import (
    cleaned,
    without_gone_brand,
    workspace_epoch,
    write,
)
from brandcraft_desktop.services.post_media import without_missing
from brandcraft_desktop.services.post_reading import load, load_many
from brandcraft_desktop.services.times_allowed import refuse_time
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def insert_post(
    connection: Connection,
    workspace: Workspace,
    *,
    stage: Stage,
    brand_id: str | None = None,
    idempotency_key: str | None = None,
    asked: str = "",
) -> str:
    """A new, empty post row; gives its id. Raises `NotFound` for a brand that is not there."""
    if brand_id is not None:
        check_brand(connection, brand_id)
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
            asked=asked,
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
    """Raise `Refused` when the words of a post may no longer be changed as a whole."""
    check_open(post)
    begun = [one.handle for one in post.deliveries if one.begun]
    if begun:
        raise Refused(
            f"Part of this post may already be out on {begun[0]}.",
            "What is out can't be changed.",
            "Retry sends the rest, or duplicate the post.",
        )


def check_open(post: PostView) -> None:
    """Raise `Refused` when a post may no longer get another time as a whole."""
    if post.deleted_at is not None:
        raise Refused(
            "This post is in the trash.",
            "Posts in the trash can't be changed.",
            "Restore it first.",
        )
    states = {delivery.status for delivery in post.deliveries}
    if states & IN_FLIGHT:
        refuse_handed_over(post.deliveries)
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

    A brand that was deleted meanwhile is left out. With `revision`, a change made elsewhere in
    between raises `Refused` and nothing is written.
    Raises `BadInput` for what can't be kept, and `PostBlocked` for a scheduled post that would
    get a time it can't have.
    """
    tidy = cleaned(content)

    def act(connection: Connection, emit: Emit) -> PostView:
        before = load(connection, post_id)
        check_editable(before)
        if revision is not None and before.revision != revision:
            raise Refused(
                "This post was changed in another window.",
                "Both versions are still there.",
                "Reload it to see the other version.",
            )
        wanted = without_gone_brand(connection, before, tidy)
        if before.stage is Stage.COMMITTED and tidy.scheduled_at is None:
            kept = before.content  # only make_draft takes a scheduled post its time
            wanted = replace(
                wanted, scheduled_at=kept.scheduled_at, zone=kept.zone, wall_time=kept.wall_time
            )
        if wanted == before.content:
            return before
        post_versions.keep_now_and_then(connection, workspace, before, wanted)
        write(connection, workspace, before, wanted)
        if before.stage is Stage.COMMITTED:
            _follow_schedule(connection, workspace, emit, before, wanted)
            follow_options(connection, workspace, post_id)
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def _follow_schedule(
    connection: Connection,
    workspace: Workspace,
    emit: Emit,
    before: PostView,
    content: PostContent,
) -> None:
    """A scheduled post that is edited stays scheduled: new accounts and a new time follow.

    Where nothing is scheduled any more (missed, failed), saving sets nothing going.
    """
    at = content.scheduled_at
    pending = {one.id for one in before.deliveries if one.status in PENDING}
    if at is None or not pending:
        return
    moved = at != before.content.scheduled_at
    if moved:
        refuse_time(connection, at, workspace.clock.now())
    after = load(connection, before.id)
    set_going(
        connection,
        workspace,
        emit,
        after,
        [
            one
            for one in after.deliveries
            if one.status is DeliveryStatus.DRAFT or (moved and one.id in pending)
        ],
        at,
    )


def close_editor(workspace: Workspace, post_id: str) -> PostView | None:
    """Leave the editor: a `temp` with anything in it is kept as a draft, an empty one goes away.

    One that was emptied goes into the trash with the last words that were kept of it. Gives the
    post that remains, or None.
    """

    def act(connection: Connection, emit: Emit) -> PostView | None:
        post = load(connection, post_id)
        if post.stage is Stage.TEMP and is_empty(post):
            if not trash_emptied(connection, workspace, post):
                remove_for_good(connection, [post_id])
            emit(PostChanged(post_id))
            return None
        # Who comes back and writes something else finds what stood there.
        post_versions.keep(connection, workspace, post, post_versions.Reason.WRITTEN)
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


def trash_emptied(connection: Connection, workspace: Workspace, post: PostView) -> bool:
    """Put a new post that was emptied into the trash, as it was before; False if it never was more.

    What stood there for a while was written, and is not lost by closing a window.
    """
    words = post_versions.newest_words(connection, post.id)
    if words is None:
        return False
    write(connection, workspace, post, cleaned(without_missing(connection, workspace, words)))
    connection.execute(
        update(tables.posts)
        .where(tables.posts.c.id == post.id)
        .values(stage=Stage.DRAFT.value, editor_open=None, deleted_at=workspace.clock.now())
    )
    return True


def is_empty(post: PostView) -> bool:
    """Whether a person put nothing into it."""
    content = post.content
    texts = (content.text, content.title, content.notes)
    variants = content.variants.items()
    written = any(text.strip() for text in texts) or any(
        (variant.text or "").strip() for _, variant in variants
    )
    # A title or a cover is an option of a platform; the shared ones only say how parts are counted.
    chosen = any(variant.media or (target and variant.options) for target, variant in variants)
    return not (written or content.media or chosen)


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
    """Open an existing post (recovered, or a draft) in this process's editor. `NotFound`."""

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        connection.execute(
            update(tables.posts)
            .where(tables.posts.c.id == post_id)
            .values(editor_open=workspace.owner)
        )
        return post

    return change(workspace, act, person=True)


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
