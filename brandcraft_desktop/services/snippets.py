"""Snippets: words and groups of hashtags to be used again, for one brand or for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, delete, func, insert, or_, select, update

from brandcraft_desktop.domain.snippet import Snippet, SnippetKind
from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.errors import BadInput, NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services.account_rows import check_brand
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

MAX_NAME = 80
MAX_BODY = 10_000
_SNIPPETS = tables.snippets.c


def list_snippets(workspace: Workspace, brand_id: str | None = None) -> tuple[Snippet, ...]:
    """Those of a brand and those for all, in their order; without a brand all of them."""

    def look(connection: Connection) -> tuple[Snippet, ...]:
        query = select(tables.snippets).order_by(_SNIPPETS.position, _SNIPPETS.id)
        if brand_id is not None:
            query = query.where(or_(_SNIPPETS.brand_id.is_(None), _SNIPPETS.brand_id == brand_id))
        return tuple(map(_snippet, connection.execute(query).mappings()))

    return workspace.database.read(look)


def add(
    workspace: Workspace, name: str, body: str, kind: SnippetKind, *, brand_id: str | None = None
) -> Snippet:
    """Keep words under a name. Raises `BadInput` and, for the brand, `NotFound`."""
    clean, words = _clean_name(name), _clean_body(body, kind)

    def act(connection: Connection, emit: Emit) -> Snippet:
        if brand_id is not None:
            check_brand(connection, brand_id)
        snippet_id = new_id(workspace.clock)
        last = connection.execute(select(func.max(_SNIPPETS.position))).scalar()
        connection.execute(
            insert(tables.snippets).values(
                id=snippet_id,
                name=clean,
                kind=kind.value,
                body=words,
                brand_id=brand_id,
                position=(last or 0) + 1,
                created_at=workspace.clock.now(),
            )
        )
        return _one(connection, snippet_id)

    return change(workspace, act, person=True)


def edit(workspace: Workspace, snippet_id: str, name: str, body: str) -> Snippet:
    """Other words or another name. Raises `BadInput` and `NotFound`."""

    def act(connection: Connection, emit: Emit) -> Snippet:
        there = _one(connection, snippet_id)
        values = {"name": _clean_name(name), "body": _clean_body(body, there.kind)}
        connection.execute(update(tables.snippets).where(_SNIPPETS.id == snippet_id).values(values))
        return _one(connection, snippet_id)

    return change(workspace, act, person=True)


def remove(workspace: Workspace, snippet_id: str) -> Snippet:
    """Delete a snippet; gives what it was, for a way back by `add`. Raises `NotFound`."""

    def act(connection: Connection, emit: Emit) -> Snippet:
        gone = _one(connection, snippet_id)
        connection.execute(delete(tables.snippets).where(_SNIPPETS.id == snippet_id))
        return gone

    return change(workspace, act, person=True)


def _snippet(row: RowMapping) -> Snippet:
    return Snippet(row["id"], row["name"], SnippetKind(row["kind"]), row["body"], row["brand_id"])


def _one(connection: Connection, snippet_id: str) -> Snippet:
    row = (
        connection.execute(select(tables.snippets).where(_SNIPPETS.id == snippet_id))
        .mappings()
        .first()
    )
    if row is None:
        raise NotFound("There is no such snippet.", f"No snippet has the id {snippet_id}.")
    return _snippet(row)


def _clean_name(name: str) -> str:
    clean = " ".join(normalise(name).text.split())
    if not clean:
        raise BadInput(
            "A snippet needs a name.", "", "Say what it is, e.g. “Signature”.", field="name"
        )
    if len(clean) > MAX_NAME:
        raise BadInput(
            "This name is too long.",
            f"A snippet's name may have at most {MAX_NAME} characters.",
            "Shorten it.",
            field="name",
        )
    return clean


def _clean_body(body: str, kind: SnippetKind) -> str:
    words = normalise(body).text.strip()
    if kind is SnippetKind.HASHTAGS:
        tags = dict.fromkeys(one.lstrip("#") for one in words.replace(",", " ").split())
        words = " ".join(f"#{tag}" for tag in tags if tag)
    if not words:
        raise BadInput("This snippet is empty.", "", "Write what it should insert.", field="body")
    if len(words) > MAX_BODY:
        raise BadInput(
            "This snippet is too long.",
            f"It may have at most {MAX_BODY:,} characters.",
            "Shorten it.",
            field="body",
        )
    return words
