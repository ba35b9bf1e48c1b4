"""Moving an account to another brand: what becomes of its posts, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, exists, select, update

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.brand import AccountMove
from brandcraft_desktop.domain.events import AccountChanged, PostChanged
from brandcraft_desktop.domain.status import IN_FLIGHT, DeliveryStatus
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.account_rows import one_account
from brandcraft_desktop.services.batches import batches
from brandcraft_desktop.services.brand_rows import one_brand
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_POSTS = tables.posts.c
_DELIVERIES = tables.deliveries.c
# What is still to come; what is out stays in the history of the brand it went out for.
_AHEAD = [
    status.value
    for status in (
        *IN_FLIGHT,
        DeliveryStatus.DRAFT,
        DeliveryStatus.SCHEDULED,
        DeliveryStatus.WAITING_MEDIA,
        DeliveryStatus.MISSED,
    )
]


@dataclass(frozen=True)
class Moved:
    """What a move did: enough for `move_back`."""

    account: Account
    before: str | None
    post_ids: tuple[str, ...]


def consequences(workspace: Workspace, account_id: str, brand_id: str | None) -> AccountMove:
    """What to ask before moving. Raises `NotFound` for the account or the brand."""

    def look(connection: Connection) -> AccountMove:
        account = one_account(connection, account_id)
        alone, shared = _posts(connection, account)

        def name(one: str | None) -> str:
            return one_brand(connection, one).name if one is not None else ""

        return AccountMove(
            account_id,
            account.handle,
            name(account.brand_id),
            name(brand_id),
            len(alone) if account.brand_id != brand_id else 0,
            len(shared) if account.brand_id != brand_id else 0,
        )

    return workspace.database.read(look)


def move(
    workspace: Workspace, account_id: str, brand_id: str | None, *, with_posts: bool = False
) -> Moved:
    """Put an account into a brand, or out of every brand (None).

    `with_posts`: the posts that are still to come, belong to the brand it leaves and go to no
    other account of that brand change with it; otherwise every post stays where it is. Nothing of
    this changes when or where something goes out. Raises `NotFound`.
    """

    def act(connection: Connection, emit: Emit) -> Moved:
        account = one_account(connection, account_id)
        if brand_id is not None:
            one_brand(connection, brand_id)
        taken = with_posts and account.brand_id != brand_id
        alone = _posts(connection, account)[0] if taken else ()
        _link(connection, emit, account_id, brand_id)
        for batch in batches(alone):
            _label(connection, batch, brand_id)
        for post_id in alone:
            emit(PostChanged(post_id))
        return Moved(one_account(connection, account_id), account.brand_id, alone)

    return change(workspace, act, person=True)


def move_back(workspace: Workspace, moved: Moved) -> Account:
    """Undo a move; posts that went to a third brand meanwhile stay there. Raises `NotFound`."""

    def act(connection: Connection, emit: Emit) -> Account:
        one_account(connection, moved.account.id)
        if moved.before is not None:
            one_brand(connection, moved.before)
        _link(connection, emit, moved.account.id, moved.before)
        for batch in batches(moved.post_ids):
            _label(connection, batch, moved.before, now=_is(moved.account.brand_id))
        for post_id in moved.post_ids:
            emit(PostChanged(post_id))
        return one_account(connection, moved.account.id)

    return change(workspace, act, person=True)


def _link(connection: Connection, emit: Emit, account_id: str, brand_id: str | None) -> None:
    connection.execute(
        update(tables.accounts).where(tables.accounts.c.id == account_id).values(brand_id=brand_id)
    )
    emit(AccountChanged(account_id))


def _is(brand_id: str | None) -> ColumnElement[bool]:
    return _POSTS.brand_id.is_(None) if brand_id is None else _POSTS.brand_id == brand_id


def _label(
    connection: Connection,
    ids: Sequence[str],
    brand_id: str | None,
    *,
    now: ColumnElement[bool] | None = None,
) -> None:
    chosen = update(tables.posts).where(_POSTS.id.in_(ids))
    connection.execute((chosen if now is None else chosen.where(now)).values(brand_id=brand_id))


def _posts(connection: Connection, account: Account) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Posts to come of the account's brand: those that go to it alone there, and the shared."""
    others = tables.deliveries.alias("others")
    siblings = tables.accounts.alias("siblings")
    shared = exists(
        select(others.c.id)
        .join(siblings, siblings.c.id == others.c.account_id)
        .where(
            others.c.post_id == _POSTS.id,
            others.c.account_id != account.id,
            others.c.status != DeliveryStatus.CANCELED.value,
            siblings.c.brand_id == account.brand_id,
        )
    )
    if account.brand_id is None:
        return (), ()
    rows = connection.execute(
        select(_POSTS.id, shared.label("shared"))
        .join(tables.deliveries, _DELIVERIES.post_id == _POSTS.id)
        .where(
            _DELIVERIES.account_id == account.id,
            _DELIVERIES.status.in_(_AHEAD),
            _POSTS.brand_id == account.brand_id,
            _POSTS.deleted_at.is_(None),
        )
        .order_by(_POSTS.id)
    ).all()
    return (
        tuple(row.id for row in rows if not row.shared),
        tuple(row.id for row in rows if row.shared),
    )
