"""Earlier versions of a post: kept while it is written, compared and put back.

The version before a change is kept when the last one is some minutes old, and at every moment that
matters (scheduled, made a draft, put back, written elsewhere at the same time), so nothing that
stood there for a while is lost. Their order is that of their ids: a clock set back changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.errors import NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id_after
from brandcraft_desktop.services.content_codec import from_text, to_text
from brandcraft_desktop.services.post_content import cleaned, write
from brandcraft_desktop.services.post_media import without_missing
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

APART = timedelta(minutes=5)
MOST = 60
_VERSIONS = tables.post_versions.c


class Reason(StrEnum):
    """Why a version was kept."""

    WRITTEN = "written"  # before a change, some minutes after the version before
    SCHEDULED = "scheduled"
    RESTORED = "restored"  # before another version was put in its place
    ASIDE = "aside"  # written while somebody else wrote, and the other one was taken


@dataclass(frozen=True)
class Version:
    """A post as it was at a moment."""

    id: str
    at: datetime
    reason: Reason
    content: PostContent


@dataclass(frozen=True)
class PutBack:
    """A version that was put back; `kept`: the id of what stood there before, None if nothing."""

    view: PostView
    kept: str | None


def versions(workspace: Workspace, post_id: str) -> tuple[Version, ...]:
    """The kept versions of a post, newest first; none for a post that is not there."""

    def look(connection: Connection) -> tuple[Version, ...]:
        rows = connection.execute(
            select(tables.post_versions)
            .where(_VERSIONS.post_id == post_id)
            .order_by(_VERSIONS.id.desc())
        ).mappings()
        return tuple(
            Version(row["id"], row["created_at"], Reason(row["reason"]), from_text(row["content"]))
            for row in rows
        )

    return workspace.database.read(look)


def restore(workspace: Workspace, post_id: str, version_id: str) -> PutBack:
    """Put a version in the place of the present one, which is kept as a version itself.

    Time, accounts and brand stay as they are now, and files that were deleted for good since are
    left out. Raises `NotFound` and `Refused` (it can't be changed any more).
    """
    from brandcraft_desktop.services.post_writing import check_editable

    def act(connection: Connection, emit: Emit) -> PutBack:
        before = load(connection, post_id)
        row = connection.execute(
            select(_VERSIONS.content).where(
                _VERSIONS.post_id == post_id, _VERSIONS.id == version_id
            )
        ).first()
        if row is None:
            raise NotFound(
                "There is no such version of this post.",
                "Only the newest ones are kept.",
                "Choose another one from the list.",
            )
        check_editable(before)
        kept = keep(connection, workspace, before, Reason.RESTORED)
        now = before.content
        content = replace(
            without_missing(connection, workspace, from_text(row.content)),
            account_ids=now.account_ids,
            brand_id=now.brand_id,
            scheduled_at=now.scheduled_at,
            zone=now.zone,
            wall_time=now.wall_time,
        )
        write(connection, workspace, before, cleaned(content))
        emit(PostChanged(post_id))
        return PutBack(load(connection, post_id), kept)

    return change(workspace, act, person=True)


def keep_aside(workspace: Workspace, post_id: str, content: PostContent) -> None:
    """Keep what one of two who wrote at the same time has, before the other's is taken.

    Raises `NotFound` where the post is gone.
    """
    tidy = cleaned(content)

    def act(connection: Connection, emit: Emit) -> None:
        load(connection, post_id)
        _keep(connection, workspace, post_id, tidy, Reason.ASIDE)

    change(workspace, act, person=True)


def newest_words(connection: Connection, post_id: str) -> PostContent | None:
    """The content of the newest version of a post; None where none is kept."""
    text = connection.execute(
        select(_VERSIONS.content)
        .where(_VERSIONS.post_id == post_id)
        .order_by(_VERSIONS.id.desc())
        .limit(1)
    ).scalar()
    return None if text is None else from_text(text)


def keep_now_and_then(
    connection: Connection, workspace: Workspace, before: PostView, after: PostContent
) -> None:
    """Keep `before` where `after` says something else and the last version is not fresh."""
    if same_words(before.content, after) or is_blank(before.content):
        return
    newest = connection.execute(
        select(_VERSIONS.created_at)
        .where(_VERSIONS.post_id == before.id)
        .order_by(_VERSIONS.id.desc())
        .limit(1)
    ).scalar()
    now = workspace.clock.now()
    begun = newest if newest is not None else before.created_at
    if timedelta() <= now - begun < APART:
        return
    keep(connection, workspace, before, Reason.WRITTEN)


def keep(
    connection: Connection, workspace: Workspace, post: PostView, reason: Reason
) -> str | None:
    """Keep a post as it is now, unless the newest version says the same.

    Gives the id of the version that says so; None for an empty post, which is not kept.
    """
    return _keep(connection, workspace, post.id, post.content, reason)


def _keep(
    connection: Connection,
    workspace: Workspace,
    post_id: str,
    content: PostContent,
    reason: Reason,
) -> str | None:
    if is_blank(content):
        return None
    there = connection.execute(
        select(_VERSIONS.id, _VERSIONS.content)
        .where(_VERSIONS.post_id == post_id)
        .order_by(_VERSIONS.id.desc())
    ).all()
    if there and same_words(from_text(there[0].content), content):
        return str(there[0].id)
    version_id = new_id_after(workspace.clock, there[0].id if there else "")
    connection.execute(
        insert(tables.post_versions).values(
            id=version_id,
            post_id=post_id,
            created_at=workspace.clock.now(),
            reason=reason.value,
            content=to_text(content),
        )
    )
    spare = [row.id for row in there[MOST - 1 :]]
    if spare:
        connection.execute(delete(tables.post_versions).where(_VERSIONS.id.in_(spare)))
    return version_id


def same_words(one: PostContent, other: PostContent) -> bool:
    """Whether two contents say the same: everything but the time, the accounts and the brand."""
    return _words(one) == _words(other)


def is_blank(content: PostContent) -> bool:
    """Whether there is nothing worth keeping."""
    return _words(content) == _words(PostContent())


def _words(content: PostContent) -> PostContent:
    return replace(
        content, account_ids=(), brand_id=None, scheduled_at=None, zone="UTC", wall_time=""
    )
