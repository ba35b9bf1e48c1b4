"""Deleting a brand, and bringing it back with everything that was linked to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, insert, select, update
from sqlalchemy import delete as remove

from brandcraft_desktop.domain.brand import MAX_BRANDS, Brand, DeletedBrand
from brandcraft_desktop.domain.events import AccountChanged, BrandChanged
from brandcraft_desktop.errors import AlreadyExists
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.batches import batches
from brandcraft_desktop.services.brand_rows import (
    BRANDS,
    all_brands,
    free_name,
    one_brand,
    slots_as_words,
)
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def delete(workspace: Workspace, brand_id: str) -> DeletedBrand:
    """Delete a brand; its accounts, posts and snippets stay, without a brand.

    What is given back undoes it (`restore`). Raises `NotFound`.
    """

    def act(connection: Connection, emit: Emit) -> DeletedBrand:
        gone = one_brand(connection, brand_id)
        row = connection.execute(
            select(BRANDS.c.position, BRANDS.c.created_at).where(BRANDS.c.id == brand_id)
        ).one()
        deleted = DeletedBrand(
            gone,
            row.position,
            row.created_at,
            _free(connection, tables.accounts, brand_id),
            _free(connection, tables.posts, brand_id),
            _free(connection, tables.snippets, brand_id),
        )
        for account_id in deleted.account_ids:
            emit(AccountChanged(account_id))
        connection.execute(remove(BRANDS).where(BRANDS.c.id == brand_id))
        emit(BrandChanged(brand_id))
        return deleted

    return change(workspace, act, person=True)


def restore(workspace: Workspace, deleted: DeletedBrand) -> Brand:
    """Bring a deleted brand back; what was given to another brand meanwhile stays there.

    Where its name is taken it gets the next free one, "Name 2". Raises `AlreadyExists` where it is
    back already, or the last free place was taken meanwhile.
    """

    def act(connection: Connection, emit: Emit) -> Brand:
        one = deleted.brand
        there = all_brands(connection)
        if any(other.id == one.id for other in there):
            raise AlreadyExists(f"“{one.name}” is back already.")
        if len(there) >= MAX_BRANDS:
            raise AlreadyExists(
                f"“{one.name}” can't come back.",
                f"There are {MAX_BRANDS} brands again meanwhile.",
                "Delete one you no longer need.",
            )
        connection.execute(
            insert(BRANDS).values(
                id=one.id,
                name=free_name(one.name, there),
                colour=one.colour,
                avatar_sha256=one.avatar_sha256,
                campaign_start=one.campaign_start.isoformat() if one.campaign_start else None,
                hashtags=" ".join(one.hashtags),
                times=slots_as_words(one.times),
                position=deleted.position,
                created_at=deleted.created_at,
            )
        )
        _give(connection, tables.accounts, deleted.account_ids, one.id)
        _give(connection, tables.posts, deleted.post_ids, one.id)
        _give(connection, tables.snippets, deleted.snippet_ids, one.id)
        for account_id in deleted.account_ids:
            emit(AccountChanged(account_id))
        emit(BrandChanged(one.id))
        return one_brand(connection, one.id)

    return change(workspace, act, person=True)


def _free(connection: Connection, table: Table, brand_id: str) -> tuple[str, ...]:
    """Take every row out of the brand; gives their ids."""
    freed = connection.execute(
        update(table)
        .where(table.c.brand_id == brand_id)
        .values(brand_id=None)
        .returning(table.c.id)
    )
    return tuple(sorted(freed.scalars()))


def _give(connection: Connection, table: Table, ids: tuple[str, ...], brand_id: str) -> None:
    for batch in batches(ids):
        connection.execute(
            update(table)
            .where(table.c.id.in_(batch), table.c.brand_id.is_(None))
            .values(brand_id=brand_id)
        )
