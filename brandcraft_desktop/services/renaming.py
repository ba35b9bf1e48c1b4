"""A post's title alone: only its person sees it, so it may change whatever became of the post."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, update

from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.post_content import cleaned
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def rename(workspace: Workspace, post_id: str, title: str) -> PostView:
    """Give a post another title; "" calls it by its first words again.

    Nothing that is published changes. Raises `NotFound`, `Refused` in the trash, and `BadInput`
    for a title that is too long.
    """

    def act(connection: Connection, emit: Emit) -> PostView:
        post = load(connection, post_id)
        if post.deleted_at is not None:
            raise Refused(
                "This post is in the trash.",
                "Posts in the trash can't be changed.",
                "Restore it first.",
            )
        wanted = cleaned(replace(post.content, title=title.strip())).title
        if wanted == post.content.title:
            return post
        connection.execute(
            update(tables.posts)
            .where(tables.posts.c.id == post_id)
            .values(
                title=wanted,
                updated_at=workspace.clock.now(),
                revision=tables.posts.c.revision + 1,
            )
        )
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)
