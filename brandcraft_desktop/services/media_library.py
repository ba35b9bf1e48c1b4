"""The library as it is looked through: shelves, search, pages, figures, and words about a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case,
    exists,
    func,
    not_,
    or_,
    select,
    update,
)

from brandcraft_desktop.domain.events import MediaChanged
from brandcraft_desktop.domain.library import Shelf, ShelfCounts, tags_of
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.domain.text.split import in_one_line
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.searching import holding
from brandcraft_desktop.services.batches import batches
from brandcraft_desktop.services.media_import import MAX_NAME
from brandcraft_desktop.services.media_rows import one_view, uses
from brandcraft_desktop.services.post_media import media_view
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

WINDOW = 256
MAX_ALT = 5_000
"""Ids in one statement: databases take a limited number of values."""
_MEDIA = tables.media
_media = tables.media.c


def page(
    workspace: Workspace,
    *,
    shelf: Shelf = Shelf.ALL,
    search: str = "",
    after: MediaView | None = None,
    limit: int = WINDOW,
) -> tuple[MediaView, ...]:
    """A window of a shelf behind the file `after`: newest first, the trash deleted last first."""

    def look(connection: Connection) -> tuple[MediaView, ...]:
        query = select(_MEDIA, uses().label("uses")).where(
            _on(shelf), _matching(connection, search)
        )
        if shelf is Shelf.TRASH:
            query = query.order_by(_media.deleted_at.desc(), _media.id.desc())
            if after is not None and after.deleted_at is not None:
                at = after.deleted_at
                same = and_(_media.deleted_at == at, _media.id < after.id)
                query = query.where(or_(_media.deleted_at < at, same))
        else:
            query = query.order_by(_media.id.desc())
            if after is not None:
                query = query.where(_media.id < after.id)
        rows = connection.execute(query.limit(limit)).mappings()
        return tuple(media_view(row, used_in=row["uses"]) for row in rows)

    return workspace.database.read(look)


def some(workspace: Workspace, ids: Sequence[str]) -> tuple[MediaView, ...]:
    """These files in this order, also those in the trash; what is gone is left out."""

    def look(connection: Connection) -> tuple[MediaView, ...]:
        found: dict[str, MediaView] = {}
        for batch in batches(ids):
            query = select(_MEDIA, uses().label("uses")).where(_media.id.in_(batch))
            for row in connection.execute(query).mappings():
                found[row["id"]] = media_view(row, used_in=row["uses"])
        return tuple(found[one] for one in ids if one in found)

    return workspace.database.read(look)


def counts(workspace: Workspace, *, search: str = "") -> ShelfCounts:
    """How many files each shelf holds, of those that `search` finds."""

    def look(connection: Connection) -> ShelfCounts:
        row = connection.execute(
            select(*(func.count(case((_on(shelf), 1))) for shelf in Shelf)).where(
                _matching(connection, search)
            )
        ).one()
        return ShelfCounts(*row)

    return workspace.database.read(look)


def edit(
    workspace: Workspace,
    media_id: str,
    *,
    name: str | None = None,
    alt: str | None = None,
    tags: str | None = None,
) -> MediaView:
    """Change what a file is called, its words for new posts, its tags; None leaves as it is.

    Posts that have the file keep the alt text they have. Raises `NotFound`, and `BadInput` with
    the `field` for words that can't be kept.
    """
    values: dict[str, str] = {}
    if name is not None:
        values["name"] = _name(name)
    if alt is not None:
        values["alt"] = _alt(alt)
    if tags is not None:
        values["tags"] = _column(tags_of(normalise(tags).text))

    def act(connection: Connection, emit: Emit) -> MediaView:
        before = one_view(connection, media_id)
        if values:
            connection.execute(update(_MEDIA).where(_media.id == media_id).values(values))
        after = one_view(connection, media_id)
        if after != before:
            emit(MediaChanged(media_id))
        return after

    return change(workspace, act, person=True)


def add_tags(workspace: Workspace, ids: Sequence[str], words: str) -> int:
    """Give several files these tags beside their own; how many are changed. Raises `BadInput`."""
    new = tags_of(normalise(words).text)

    def act(connection: Connection, emit: Emit) -> int:
        changed = 0
        for batch in batches(ids):
            rows = connection.execute(select(_media.id, _media.tags).where(_media.id.in_(batch)))
            for row in rows.all():
                own = tuple(row.tags.split())
                joined = tags_of(" ".join((*own, *new)))
                if joined != own:
                    connection.execute(
                        update(_MEDIA).where(_media.id == row.id).values(tags=_column(joined))
                    )
                    emit(MediaChanged(row.id))
                    changed += 1
        return changed

    return change(workspace, act, person=True)


def _on(shelf: Shelf) -> ColumnElement[bool]:
    if shelf is Shelf.TRASH:
        return _media.deleted_at.is_not(None)
    here = _media.deleted_at.is_(None)
    if shelf is Shelf.IMAGES:
        return and_(here, _media.kind == MediaKind.IMAGE.value)
    if shelf is Shelf.VIDEOS:
        return and_(here, _media.kind == MediaKind.VIDEO.value)
    if shelf is Shelf.UNUSED:
        return and_(here, not_(exists().where(tables.post_media.c.media_id == _media.id)))
    return here


def _matching(connection: Connection, words: str) -> ColumnElement[bool]:
    """Every word somewhere in name, alt text or tags; "#word" is exactly that tag."""
    conditions: list[ColumnElement[bool]] = [_media.id.is_not(None)]
    for word in words.split():
        tag = word.lstrip("#").lower()
        if word.startswith("#") and tag:
            conditions.append(_media.tags.contains(f" {tag} ", autoescape=True))
        else:
            conditions.append(or_(holding(connection, word, _media.name, _media.alt, _media.tags)))
    return and_(*conditions)


def _name(words: str) -> str:
    name = in_one_line(normalise(words).text).strip()
    if not name:
        raise BadInput(
            "A file needs a name.", "It would not be found again.", "Write one.", field="name"
        )
    if len(name) > MAX_NAME:
        raise BadInput(
            "This name is too long.",
            f"It has {len(name)} letters, at most {MAX_NAME} are kept.",
            "Make it shorter.",
            field="name",
        )
    return name


def _alt(words: str) -> str:
    alt = normalise(words).text.strip()
    if len(alt) > MAX_ALT:
        raise BadInput(
            "This alt text is too long.",
            f"It has {len(alt):,} letters, at most {MAX_ALT:,} are kept.",
            "Say what matters in fewer words.",
            field="alt",
        )
    return alt


def _column(tags: Sequence[str]) -> str:
    return f" {' '.join(tags)} " if tags else ""
