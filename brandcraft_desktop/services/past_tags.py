"""Hashtags used before, to be offered while one is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.snippet import SnippetKind
from brandcraft_desktop.models import tables

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

POSTS = 500
MOST = 300
# What every platform takes as a tag begins like this; what is offered may be less than they take.
_TAG = re.compile(r"(?<![\w&#])#(\w*[^\W\d_]\w*)")


def tags_in(text: str) -> tuple[str, ...]:
    """The tags of a text without their sign, each once, in small letters."""
    if "#" not in text:
        return ()
    return tuple(dict.fromkeys(tag.casefold() for tag in _TAG.findall(text)))


def past_tags(workspace: Workspace) -> tuple[str, ...]:
    """Tags without their sign, newest first, then those of hashtag groups; each once, however
    its capitals were.
    """

    def look(connection: Connection) -> tuple[str, ...]:
        posts, variants = tables.posts.c, tables.variants.c
        newest = (
            select(posts.id, posts.text)
            .where(posts.deleted_at.is_(None))
            .order_by(posts.created_at.desc(), posts.id.desc())
            .limit(POSTS)
        )
        rows = connection.execute(newest).all()
        texts = [row.text for row in rows]
        texts += connection.execute(
            select(variants.text).where(
                variants.post_id.in_([row.id for row in rows]), variants.text.is_not(None)
            )
        ).scalars()
        texts += connection.execute(
            select(tables.snippets.c.body).where(
                tables.snippets.c.kind == SnippetKind.HASHTAGS.value
            )
        ).scalars()
        found: dict[str, str] = {}
        for text in texts:
            for tag in _TAG.findall(text):
                found.setdefault(tag.casefold(), tag)
        return tuple(found.values())[:MOST]

    return workspace.database.read(look)
