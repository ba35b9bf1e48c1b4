"""The brands' use cases: add, rename, colour, delete, and which accounts belong to one."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, func, insert, select, update
from sqlalchemy import delete as remove

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.brand import BRAND_COLOURS, MAX_BRAND_NAME, MAX_BRANDS, Brand
from brandcraft_desktop.domain.events import AccountChanged, BrandChanged
from brandcraft_desktop.errors import AlreadyExists, BadInput, NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services import accounts
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_BRANDS = tables.brands
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def list_brands(workspace: Workspace) -> tuple[Brand, ...]:
    """All brands in their order."""
    return workspace.database.read(_all)


def show(workspace: Workspace, brand_id: str) -> Brand:
    """One brand. Raises `NotFound`."""
    return workspace.database.read(lambda connection: _one(connection, brand_id))


def add(
    workspace: Workspace, name: str, *, colour: str = "", campaign_start: date | None = None
) -> Brand:
    """A new brand; without a colour it gets the first free one of the palette.

    Raises `BadInput` for the name or the colour, `AlreadyExists` for a taken name or a sixth brand.
    """
    clean = _clean_name(name)

    def act(connection: Connection, emit: Emit) -> Brand:
        there = _all(connection)
        if len(there) >= MAX_BRANDS:
            raise AlreadyExists(
                f"There are {MAX_BRANDS} brands already.",
                "That is the most a workspace can have.",
                "Delete one you no longer need.",
            )
        _check_free(connection, clean)
        brand_id = new_id(workspace.clock)
        last = connection.execute(select(func.max(_BRANDS.c.position))).scalar()
        connection.execute(
            insert(_BRANDS).values(
                id=brand_id,
                name=clean,
                colour=_clean_colour(colour) or _free_colour(there),
                campaign_start=campaign_start.isoformat() if campaign_start else None,
                position=(last or 0) + 1,
                created_at=workspace.clock.now(),
            )
        )
        emit(BrandChanged(brand_id))
        return _one(connection, brand_id)

    return change(workspace, act, person=True)


def rename(workspace: Workspace, brand_id: str, name: str) -> Brand:
    """Give a brand another name. Raises `BadInput`, `AlreadyExists`, `NotFound`."""
    clean = _clean_name(name)

    def act(connection: Connection, emit: Emit) -> Brand:
        _one(connection, brand_id)
        _check_free(connection, clean, but=brand_id)
        return _update(connection, emit, brand_id, {"name": clean})

    return change(workspace, act, person=True)


def recolour(workspace: Workspace, brand_id: str, colour: str) -> Brand:
    """Give a brand another colour, "#RRGGBB". Raises `BadInput`, `NotFound`."""
    clean = _clean_colour(colour)
    return change(
        workspace,
        lambda connection, emit: _update(connection, emit, brand_id, {"colour": clean}),
        person=True,
    )


def start_campaign(workspace: Workspace, brand_id: str, day: date | None) -> Brand:
    """Set or clear the day a brand's campaign starts. Raises `NotFound`."""
    values = {"campaign_start": day.isoformat() if day else None}
    return change(
        workspace,
        lambda connection, emit: _update(connection, emit, brand_id, values),
        person=True,
    )


def delete(workspace: Workspace, brand_id: str) -> None:
    """Delete a brand; its accounts and posts stay, without a brand. Raises `NotFound`."""

    def act(connection: Connection, emit: Emit) -> None:
        _one(connection, brand_id)
        freed = connection.execute(
            update(tables.accounts)
            .where(tables.accounts.c.brand_id == brand_id)
            .values(brand_id=None)
            .returning(tables.accounts.c.id)
        )
        for account_id in freed.scalars():
            emit(AccountChanged(account_id))
        connection.execute(
            update(tables.posts).where(tables.posts.c.brand_id == brand_id).values(brand_id=None)
        )
        connection.execute(remove(_BRANDS).where(_BRANDS.c.id == brand_id))
        emit(BrandChanged(brand_id))

    change(workspace, act, person=True)


def link(workspace: Workspace, brand_id: str | None, account_id: str) -> Account:
    """Move an account to a brand, or out of every brand. Raises `NotFound`."""
    return accounts.link(workspace, account_id, brand_id)


def _all(connection: Connection) -> tuple[Brand, ...]:
    rows = connection.execute(select(_BRANDS).order_by(_BRANDS.c.position, _BRANDS.c.id))
    return tuple(_brand(row) for row in rows.mappings())


def _one(connection: Connection, brand_id: str) -> Brand:
    row = connection.execute(select(_BRANDS).where(_BRANDS.c.id == brand_id)).mappings().first()
    if row is None:
        raise NotFound("There is no such brand.", f"No brand has the id {brand_id}.")
    return _brand(row)


def _brand(row: RowMapping) -> Brand:
    start = row["campaign_start"]
    return Brand(
        id=row["id"],
        name=row["name"],
        colour=row["colour"],
        campaign_start=date.fromisoformat(start) if start else None,
    )


def _update(
    connection: Connection, emit: Emit, brand_id: str, values: dict[str, str | None]
) -> Brand:
    _one(connection, brand_id)
    connection.execute(update(_BRANDS).where(_BRANDS.c.id == brand_id).values(**values))
    emit(BrandChanged(brand_id))
    return _one(connection, brand_id)


def _clean_name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise BadInput("A brand needs a name.", field="name")
    if len(clean) > MAX_BRAND_NAME or not clean.isprintable():
        raise BadInput(
            "This name can't be used.",
            f"A brand's name has at most {MAX_BRAND_NAME} letters and no control characters.",
            "Choose another.",
            field="name",
        )
    return clean


def _check_free(connection: Connection, name: str, *, but: str = "") -> None:
    for brand in _all(connection):
        if brand.id != but and brand.name.casefold() == name.casefold():
            raise AlreadyExists(
                f"There is a brand called “{brand.name}” already.",
                action="Choose another name.",
                field="name",
            )


def _clean_colour(colour: str) -> str:
    if colour and not _COLOUR.fullmatch(colour):
        raise BadInput(
            "This is not a colour.",
            f"A colour is written like {BRAND_COLOURS[0]}.",
            field="colour",
        )
    return colour.upper()


def _free_colour(there: tuple[Brand, ...]) -> str:
    taken = {brand.colour.upper() for brand in there}
    return next((colour for colour in BRAND_COLOURS if colour not in taken), BRAND_COLOURS[0])
