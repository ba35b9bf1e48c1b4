"""Templates: posts to begin from. They hold words, options and files, never a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.names import as_told
from brandcraft_desktop.domain.status import Stage
from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.errors import AlreadyExists, BadInput, NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services.content_codec import from_text, to_text
from brandcraft_desktop.services.post_content import cleaned, write
from brandcraft_desktop.services.post_media import without_missing
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.post_writing import insert_post
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

MAX_NAME = 80
_TEMPLATES = tables.templates.c


@dataclass(frozen=True)
class Template:
    """A kept beginning of a post."""

    id: str
    name: str
    content: PostContent
    updated_at: datetime


def list_templates(workspace: Workspace) -> tuple[Template, ...]:
    """All templates by name."""

    def look(connection: Connection) -> tuple[Template, ...]:
        rows = connection.execute(select(tables.templates)).mappings()
        return tuple(sorted(map(_template, rows), key=lambda one: one.name.casefold()))

    return workspace.database.read(look)


def keep(workspace: Workspace, name: str, content: PostContent) -> Template:
    """Keep `content` as a template. Raises `BadInput` and `AlreadyExists` for the name."""
    clean = _clean_name(name)
    tidy = replace(cleaned(content), scheduled_at=None, wall_time="", zone="UTC")

    def act(connection: Connection, emit: Emit) -> Template:
        _check_free(connection, clean)
        now, template_id = workspace.clock.now(), new_id(workspace.clock)
        connection.execute(
            insert(tables.templates).values(
                id=template_id, name=clean, content=to_text(tidy), created_at=now, updated_at=now
            )
        )
        return _one(connection, template_id)

    return change(workspace, act, person=True)


def rename(workspace: Workspace, template_id: str, name: str) -> Template:
    """Give a template another name. Raises `BadInput`, `AlreadyExists`, `NotFound`."""
    clean = _clean_name(name)

    def act(connection: Connection, emit: Emit) -> Template:
        _one(connection, template_id)
        _check_free(connection, clean, but=template_id)
        connection.execute(
            update(tables.templates)
            .where(_TEMPLATES.id == template_id)
            .values(name=clean, updated_at=workspace.clock.now())
        )
        return _one(connection, template_id)

    return change(workspace, act, person=True)


def remove(workspace: Workspace, template_id: str) -> Template:
    """Delete a template; gives what it was, for a way back by `keep`. Raises `NotFound`."""

    def act(connection: Connection, emit: Emit) -> Template:
        gone = _one(connection, template_id)
        connection.execute(delete(tables.templates).where(_TEMPLATES.id == template_id))
        return gone

    return change(workspace, act, person=True)


def begin(workspace: Workspace, template_id: str) -> PostView:
    """A draft that begins with a template; accounts and files that are gone are left out.

    Raises `NotFound`.
    """

    def act(connection: Connection, emit: Emit) -> PostView:
        template = _one(connection, template_id)
        content = without_missing(connection, workspace, template.content)
        there = set(connection.execute(select(tables.accounts.c.id)).scalars())
        brands = set(connection.execute(select(tables.brands.c.id)).scalars())
        brand = content.brand_id if content.brand_id in brands else None
        post_id = insert_post(connection, workspace, stage=Stage.DRAFT, brand_id=brand)
        fitting = replace(
            content,
            brand_id=brand,
            account_ids=tuple(one for one in content.account_ids if one in there),
        )
        write(connection, workspace, load(connection, post_id), cleaned(fitting))
        emit(PostChanged(post_id))
        return load(connection, post_id)

    return change(workspace, act, person=True)


def _template(row: RowMapping) -> Template:
    return Template(row["id"], row["name"], from_text(row["content"]), row["updated_at"])


def _one(connection: Connection, template_id: str) -> Template:
    found = connection.execute(
        select(tables.templates).where(_TEMPLATES.id == template_id)
    ).mappings()
    row = found.first()
    if row is None:
        raise NotFound("There is no such template.", f"No template has the id {template_id}.")
    return _template(row)


def _clean_name(name: str) -> str:
    clean = " ".join(normalise(name).text.split())
    if not clean:
        raise BadInput(
            "A template needs a name.", "", "Say what it is for, e.g. “Weekly news”.", field="name"
        )
    if len(clean) > MAX_NAME:
        raise BadInput(
            "This name is too long.",
            f"A template's name may have at most {MAX_NAME} characters.",
            "Shorten it.",
            field="name",
        )
    return clean


def _check_free(connection: Connection, name: str, *, but: str = "") -> None:
    rows = connection.execute(select(_TEMPLATES.id, _TEMPLATES.name)).all()
    if any(as_told(row.name) == as_told(name) and row.id != but for row in rows):
        raise AlreadyExists(
            f"There is a template “{name}” already.", "", "Choose another name.", field="name"
        )
