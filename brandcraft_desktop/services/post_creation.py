"""A post in one stroke, for scripts: everything is checked first, then all or nothing is saved."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.asked import same
from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.status import Stage
from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.post_content import cleaned, write
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.post_scheduling import commit
from brandcraft_desktop.services.post_writing import insert_post
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


class Mode(StrEnum):
    """What shall become of a new post."""

    DRAFT = "draft"
    SCHEDULE = "schedule"
    NOW = "now"


def create(
    workspace: Workspace,
    content: PostContent,
    *,
    mode: Mode,
    idempotency_key: str | None = None,
    asked: str = "",
) -> PostView:
    """Save `content` as a draft, scheduled at its own time, or to go out now.

    The same `idempotency_key` gives the post of the first call and changes nothing; `asked` is the
    caller's fingerprint of the request (`domain.asked`), "" where any is taken for the same.
    Raises `PostBlocked`, and `BadInput` for a key that was used for something else; then nothing
    was saved.
    """
    if mode is Mode.SCHEDULE and content.scheduled_at is None:
        raise BadInput(
            "This post has no time.",
            "Scheduling needs a moment to publish at.",
            "Give a time, or save it as a draft.",
            field="time",
        )

    tidy = cleaned(content)

    def act(connection: Connection, emit: Emit) -> PostView:
        known = _with_key(connection, idempotency_key, asked)
        if known is not None:
            return known
        post_id = insert_post(
            connection,
            workspace,
            stage=Stage.DRAFT,
            brand_id=tidy.brand_id,
            idempotency_key=idempotency_key,
            asked=asked,
        )
        write(connection, workspace, load(connection, post_id), tidy)
        if mode is not Mode.DRAFT:
            now = workspace.clock.now()
            at = now if mode is Mode.NOW else tidy.scheduled_at
            commit(
                connection,
                workspace,
                emit,
                load(connection, post_id),
                at=at or now,
                zone=tidy.zone,
                wall_time=tidy.wall_time,
                checked=mode is Mode.SCHEDULE,
            )
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def with_key(workspace: Workspace, idempotency_key: str, *, asked: str = "") -> PostView | None:
    """The post an earlier call with this key made. Raises `BadInput` if that asked for another."""
    return workspace.database.read(lambda connection: _with_key(connection, idempotency_key, asked))


def _with_key(connection: Connection, idempotency_key: str | None, asked: str) -> PostView | None:
    if idempotency_key is None:
        return None
    table = tables.posts.c
    known = connection.execute(
        select(table.id, table.asked).where(table.idempotency_key == idempotency_key)
    ).one_or_none()
    if known is None:
        return None
    if not same(known.asked, asked):
        raise BadInput(
            "This idempotency key was used for another post.",
            f"The post {known.id} was asked for with other words, files or times.",
            "Give every new post a key of its own; nothing was changed.",
            field="idempotency_key",
        )
    return load(connection, known.id)
