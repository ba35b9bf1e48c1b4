"""All that a person wrote into a post and chose for it, now or earlier: what no report may tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.own_words import hiding
from brandcraft_desktop.domain.platform import OptionKind
from brandcraft_desktop.domain.views import MediaChoice, PostContent, PostView
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.content_codec import from_text

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def hiding_words_of(
    connection: Connection, workspace: Workspace, post: PostView
) -> Callable[[str], str]:
    """What takes the post's words and file names, and the person's folders, out of a text."""
    versions, variants = tables.post_versions.c, tables.variants.c
    earlier = connection.scalars(select(versions.content).where(versions.post_id == post.id))
    contents = [post.content, *map(from_text, earlier)]
    written = {
        field.name
        for one in workspace.platforms.all()
        for field in one.info.options
        if field.kind is OptionKind.TEXT
    }
    texts = {text for content in contents for text in _texts(content, written)}
    texts |= {one.text for one in post.deliveries}
    texts |= {view.alt for view in (*post.files.values(), *post.media)}
    for row in connection.execute(  # what was typed for a retry is a variant too
        select(variants.text, variants.options).where(variants.post_id == post.id)
    ):
        texts.add(row.text or "")
        options = json.loads(row.options or "{}")
        texts |= {str(value) for name, value in options.items() if name in written}
    chosen = {choice.media_id for content in contents for choice in _choices(content)}
    names = {view.name for view in post.files.values()}
    names |= set(
        connection.scalars(select(tables.media.c.name).where(tables.media.c.id.in_(chosen)))
    )
    home = workspace.home.root
    folders = {str(home), str(home.resolve()), str(Path.home())}
    return hiding(sorted(texts), sorted(names), sorted(folders))


def _texts(content: PostContent, written: set[str]) -> Iterator[str]:
    yield from (content.title, content.notes, content.text)
    yield from (choice.alt for choice in _choices(content))
    for variant in content.variants.values():
        yield from (variant.text or "", variant.based_on or "")
        yield from (value for name, value in variant.options.items() if name in written)


def _choices(content: PostContent) -> Iterator[MediaChoice]:
    yield from content.media
    for variant in content.variants.values():
        yield from variant.media or ()
