"""The brands' use cases: add, edit, delete and bring back, and which accounts belong to one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, select, update

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.brand import MAX_BRANDS, Brand
from brandcraft_desktop.domain.events import BrandChanged
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.errors import AlreadyExists
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services import accounts, avatars
from brandcraft_desktop.services.brand_deletion import delete, restore
from brandcraft_desktop.services.brand_rows import (
    BRANDS,
    all_brands,
    check_free,
    clean_colour,
    clean_hashtags,
    clean_name,
    clean_times,
    free_colour,
    one_brand,
)
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

__all__ = [
    "NOTHING",
    "Nothing",
    "add",
    "delete",
    "edit",
    "link",
    "list_brands",
    "recolour",
    "rename",
    "restore",
    "set_avatar",
    "show",
    "start_campaign",
]


class Nothing(Enum):
    """Takes away what a brand has, where None would leave it as it is."""

    NOTHING = "nothing"


NOTHING = Nothing.NOTHING


def list_brands(workspace: Workspace) -> tuple[Brand, ...]:
    """All brands in their order."""
    return workspace.database.read(all_brands)


def show(workspace: Workspace, brand_id: str) -> Brand:
    """One brand. Raises `NotFound`."""
    return workspace.database.read(lambda connection: one_brand(connection, brand_id))


def add(
    workspace: Workspace,
    name: str,
    *,
    colour: str = "",
    campaign_start: date | None = None,
    hashtags: Iterable[str] = (),
    times: Collection[Slot] = (),
    picture: bytes | None = None,
) -> Brand:
    """A new brand; without a colour it gets the first free one of the palette.

    Raises `BadInput` for what can't be, `AlreadyExists` for a taken name or a sixth brand; there
    is no brand then.
    """
    clean, shade = clean_name(name), clean_colour(colour)
    tags, slots = " ".join(clean_hashtags(hashtags)), clean_times(times)
    kept: str | None = None
    if picture is not None:
        # Looked at before a file is kept that nobody would want.
        workspace.database.read(lambda connection: _check_room(connection, clean))
        kept = avatars.keep_chosen(workspace, picture)

    def act(connection: Connection, emit: Emit) -> Brand:
        there = _check_room(connection, clean)
        brand_id = new_id(workspace.clock)
        last = connection.execute(select(func.max(BRANDS.c.position))).scalar()
        connection.execute(
            insert(BRANDS).values(
                id=brand_id,
                name=clean,
                colour=shade or free_colour(there),
                campaign_start=campaign_start.isoformat() if campaign_start else None,
                hashtags=tags,
                times=slots,
                avatar_sha256=kept,
                position=(last or 0) + 1,
                created_at=workspace.clock.now(),
            )
        )
        emit(BrandChanged(brand_id))
        return one_brand(connection, brand_id)

    return change(workspace, act, person=True)


def edit(
    workspace: Workspace,
    brand_id: str,
    *,
    name: str | None = None,
    colour: str | None = None,
    hashtags: Iterable[str] | None = None,
    times: Collection[Slot] | None = None,
    campaign_start: date | Nothing | None = None,
    picture: bytes | Nothing | None = None,
) -> Brand:
    """Change what is not None, all of it or nothing. Posts that are there keep words and times.

    Raises `BadInput`, `AlreadyExists` for a taken name, `NotFound`.
    """
    values: dict[str, str | None] = {}
    if name is not None:
        values["name"] = clean_name(name)
    if colour is not None:
        values["colour"] = clean_colour(colour)
    if hashtags is not None:
        values["hashtags"] = " ".join(clean_hashtags(hashtags))
    if times is not None:
        values["times"] = clean_times(times)
    if campaign_start is not None:
        values["campaign_start"] = (
            campaign_start.isoformat() if isinstance(campaign_start, date) else None
        )

    def check(connection: Connection) -> None:
        one_brand(connection, brand_id)
        if values.get("name"):
            check_free(connection, values["name"] or "", but=brand_id)

    if picture is NOTHING:
        values["avatar_sha256"] = None
    elif picture is not None:
        workspace.database.read(check)  # before a file is kept that nobody would want
        values["avatar_sha256"] = avatars.keep_chosen(workspace, picture)

    def act(connection: Connection, emit: Emit) -> Brand:
        check(connection)
        return _update(connection, emit, brand_id, values)

    return change(workspace, act, person=True)


def rename(workspace: Workspace, brand_id: str, name: str) -> Brand:
    """Give a brand another name. Raises `BadInput`, `AlreadyExists`, `NotFound`."""
    return edit(workspace, brand_id, name=name)


def recolour(workspace: Workspace, brand_id: str, colour: str) -> Brand:
    """Give a brand another colour, "#RRGGBB". Raises `BadInput`, `NotFound`."""
    return edit(workspace, brand_id, colour=colour)


def start_campaign(workspace: Workspace, brand_id: str, day: date | None) -> Brand:
    """Set or clear the day a brand's campaign starts. Raises `NotFound`."""
    return edit(workspace, brand_id, campaign_start=day or NOTHING)


def set_avatar(workspace: Workspace, brand_id: str, picture: bytes | None) -> Brand:
    """Give a brand a picture of its own, or take it away. Raises `BadInput`, `NotFound`."""
    return edit(workspace, brand_id, picture=NOTHING if picture is None else picture)


def link(workspace: Workspace, brand_id: str | None, account_id: str) -> Account:
    """Move an account to a brand, or out of every brand. Raises `NotFound`."""
    return accounts.link(workspace, account_id, brand_id)


def _check_room(connection: Connection, name: str) -> tuple[Brand, ...]:
    """The brands there are. Raises `AlreadyExists` where one of this name can't come to them."""
    there = all_brands(connection)
    if len(there) >= MAX_BRANDS:
        raise AlreadyExists(
            f"There are {MAX_BRANDS} brands already.",
            "That is the most a workspace can have.",
            "Delete one you no longer need.",
        )
    check_free(connection, name)
    return there


def _update(
    connection: Connection, emit: Emit, brand_id: str, values: dict[str, str | None]
) -> Brand:
    before = one_brand(connection, brand_id)
    if not values:
        return before
    connection.execute(update(BRANDS).where(BRANDS.c.id == brand_id).values(**values))
    emit(BrandChanged(brand_id))
    return one_brand(connection, brand_id)
