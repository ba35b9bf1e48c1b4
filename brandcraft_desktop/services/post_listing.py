"""Windowed queries behind the calendar, the list and the top bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
    union,
)

from brandcraft_desktop.domain.names import called
from brandcraft_desktop.domain.status import DeliveryStatus, Stage
from brandcraft_desktop.domain.views import NextPost, PostRow, StatusCounts
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.searching import holding
from brandcraft_desktop.services.batches import batches
from brandcraft_desktop.services.post_order import Order, Sort, Tab, moment, window
from brandcraft_desktop.services.post_rows import rows
from brandcraft_desktop.services.step_rows import handed_over

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_posts = tables.posts.c
_deliveries = tables.deliveries.c


_ATTENTION = (DeliveryStatus.FAILED, DeliveryStatus.MISSED, DeliveryStatus.UNCONFIRMED)
_AHEAD = (
    DeliveryStatus.SCHEDULED,
    DeliveryStatus.WAITING_MEDIA,
    DeliveryStatus.PUBLISHING,
    DeliveryStatus.PROCESSING,
)


def _with_delivery(*statuses: DeliveryStatus) -> ColumnElement[bool]:
    chosen = _deliveries.status.in_([status.value for status in statuses])
    if DeliveryStatus.PUBLISHED in statuses:  # nearly all: looked up post by post, in list order
        return exists().where(_deliveries.post_id == _posts.id, chosen)
    return _posts.id.in_(select(_deliveries.post_id).where(chosen))  # few: found by their index


def _on_tab(tab: Tab) -> ColumnElement[bool]:
    committed = _posts.stage == Stage.COMMITTED.value
    if tab is Tab.DRAFTS:
        return _posts.stage == Stage.DRAFT.value
    if tab is Tab.SCHEDULED:
        return and_(committed, _with_delivery(*_AHEAD))
    if tab is Tab.PUBLISHED:
        return and_(committed, _with_delivery(DeliveryStatus.PUBLISHED))
    if tab is Tab.ATTENTION:
        return and_(committed, _with_delivery(*_ATTENTION))
    return _posts.stage != Stage.TEMP.value


def _visible(brand_id: str | None) -> ColumnElement[bool]:
    there = _posts.deleted_at.is_(None)
    return there if brand_id is None else and_(there, _posts.brand_id == brand_id)


def _outside(brand_id: str) -> ColumnElement[bool]:
    other = or_(_posts.brand_id.is_(None), _posts.brand_id != brand_id)
    return and_(_posts.deleted_at.is_(None), other)


def _matching(connection: Connection, words: str) -> ColumnElement[bool]:
    """Every word somewhere in title, text, notes or an account's name, in any case."""
    conditions: list[ColumnElement[bool]] = []
    for word in words.split():
        somewhere = holding(connection, word, _posts.title, _posts.text, _posts.notes)
        named = _accounts_named(connection, word)
        conditions.append(or_(somewhere, _going_to(named)) if named else somewhere)
    return and_(*conditions) if conditions else _posts.id.is_not(None)


def _accounts_named(connection: Connection, word: str) -> frozenset[str]:
    """The accounts with `word` in their names: few, so no post has to look for its own."""
    accounts = tables.accounts.c
    return frozenset(
        connection.execute(
            select(accounts.id).where(
                holding(connection, word, accounts.handle, accounts.display_name)
            )
        ).scalars()
    )


def _going_to(account_ids: frozenset[str]) -> ColumnElement[bool]:
    """A delivery to one of the accounts; an empty set asks for nothing."""
    if not account_ids:
        return _posts.id.is_not(None)
    return exists().where(
        _deliveries.post_id == _posts.id, _deliveries.account_id.in_(sorted(account_ids))
    )


def month(
    workspace: Workspace, *, start: datetime, end: datetime, brand_id: str | None = None
) -> tuple[PostRow, ...]:
    """Posts whose moment (published, else due) lies in [start, end), earliest first."""

    def look(connection: Connection) -> tuple[PostRow, ...]:
        ids = list(connection.execute(_in_period(start, end, _visible(brand_id))).scalars())
        found = [
            row
            for row in rows(connection, workspace.platforms, ids)
            if row.at is not None and start <= row.at < end
        ]
        return tuple(sorted(found, key=lambda row: (row.at or start, row.id)))

    return workspace.database.read(look)


def _in_period(
    start: datetime, end: datetime, visible: ColumnElement[bool]
) -> CompoundSelect[tuple[str]]:
    """The ids of posts that are planned or were published in [start, end)."""
    planned = select(_posts.id).where(
        _posts.scheduled_at >= start,
        _posts.scheduled_at < end,
        _posts.stage != Stage.TEMP.value,
        visible,
    )
    out = (
        select(_deliveries.post_id)
        .join(tables.posts, _posts.id == _deliveries.post_id)
        .where(_deliveries.published_at >= start, _deliveries.published_at < end, visible)
    )
    return union(planned, out)


def month_outside(workspace: Workspace, *, start: datetime, end: datetime, brand_id: str) -> int:
    """How many posts of [start, end) `month` leaves out for a brand: of others, or of none."""

    def look(connection: Connection) -> int:
        found = _in_period(start, end, _outside(brand_id)).subquery()
        return connection.execute(select(func.count()).select_from(found)).scalar_one()

    return workspace.database.read(look)


def page_outside(
    workspace: Workspace,
    *,
    tab: Tab,
    brand_id: str,
    search: str = "",
    account_ids: frozenset[str] = frozenset(),
) -> int:
    """How many posts `page` leaves out for a brand: of others, or of none."""

    def look(connection: Connection) -> int:
        return connection.execute(
            select(func.count())
            .select_from(tables.posts)
            .where(
                _on_tab(tab),
                _outside(brand_id),
                _matching(connection, search),
                _going_to(account_ids),
            )
        ).scalar_one()

    return workspace.database.read(look)


def unscheduled(workspace: Workspace, *, brand_id: str | None = None) -> tuple[PostRow, ...]:
    """Drafts without a time, newest first, at most 256."""

    def look(connection: Connection) -> tuple[PostRow, ...]:
        ids = connection.execute(
            select(_posts.id)
            .where(
                _posts.stage == Stage.DRAFT.value,
                _posts.scheduled_at.is_(None),
                _visible(brand_id),
            )
            .order_by(_posts.updated_at.desc())
            .limit(256)
        ).scalars()
        return rows(connection, workspace.platforms, list(ids))

    return workspace.database.read(look)


def page(
    workspace: Workspace,
    *,
    tab: Tab = Tab.ALL,
    brand_id: str | None = None,
    search: str = "",
    offset: int = 0,
    limit: int = 256,
    start: datetime | None = None,
    end: datetime | None = None,
    account_ids: frozenset[str] = frozenset(),
    sort: Sort = Sort.DATE,
    only: Sequence[str] | None = None,
    today: datetime | None = None,
) -> tuple[PostRow, ...]:
    """A window of the list in the order of `sort`, which begins with `today`: see `post_order`.

    `account_ids` keeps posts that go to one of them; empty keeps all. `only` keeps those of these
    ids that belong into the list; very many come portion by portion, each a window in order.
    """

    def look(connection: Connection) -> tuple[PostRow, ...]:
        chosen: Select[tuple[str]] = select(_posts.id).where(
            _on_tab(tab), _visible(brand_id), _matching(connection, search), _going_to(account_ids)
        )
        if start is not None:
            chosen = chosen.where(moment >= start)
        if end is not None:
            chosen = chosen.where(moment < end)
        asked = [chosen]
        if only is not None:
            asked = [chosen.where(_posts.id.in_(portion)) for portion in batches(only)]
        ids: list[str] = []
        order = Order(sort, tab, today)
        for one in asked:
            ids.extend(window(connection, one, order, limit=limit, offset=offset))
        return rows(connection, workspace.platforms, ids)

    return workspace.database.read(look)


def search(workspace: Workspace, words: str, *, limit: int = 10) -> tuple[PostRow, ...]:
    """The first posts that hold every one of `words`."""
    return page(workspace, search=words, limit=limit) if words.strip() else ()


def counts(
    workspace: Workspace,
    *,
    brand_id: str | None = None,
    search: str = "",
    account_ids: frozenset[str] = frozenset(),
) -> StatusCounts:
    """How many posts each tab holds."""

    def look(connection: Connection) -> StatusCounts:
        def number(tab: Tab) -> int:
            return connection.execute(
                select(func.count())
                .select_from(tables.posts)
                .where(
                    _on_tab(tab),
                    _visible(brand_id),
                    _matching(connection, search),
                    _going_to(account_ids),
                )
            ).scalar_one()

        return StatusCounts(
            everything=number(Tab.ALL),
            drafts=number(Tab.DRAFTS),
            scheduled=number(Tab.SCHEDULED),
            published=number(Tab.PUBLISHED),
            attention=number(Tab.ATTENTION),
        )

    return workspace.database.read(look)


def next_post(workspace: Workspace, *, brand_id: str | None = None) -> NextPost | None:
    """The post that goes out next, also where a platform has it: for the top bar and the tray."""
    now = workspace.clock.now()

    def look(connection: Connection) -> NextPost | None:
        first = connection.execute(
            select(_posts.id, _posts.title, _posts.text, _deliveries.due_at)
            .join(tables.posts, _posts.id == _deliveries.post_id)
            .where(
                or_(
                    _deliveries.status.in_(
                        [DeliveryStatus.SCHEDULED.value, DeliveryStatus.WAITING_MEDIA.value]
                    ),
                    and_(
                        _deliveries.status == DeliveryStatus.PROCESSING.value,
                        _deliveries.due_at > now,
                        handed_over(_deliveries.id),
                    ),
                ),
                _visible(brand_id),
            )
            .order_by(_deliveries.due_at)
            .limit(1)
        ).first()
        if first is None:
            return None
        row = rows(connection, workspace.platforms, [first.id])[0]
        return NextPost(
            post_id=first.id,
            title=called(first.title, first.text),
            at=first.due_at,
            platforms=tuple(dict.fromkeys(mark.platform for mark in row.marks)),
            handed_to=row.handed_to,
        )

    return workspace.database.read(look)


def counts_publishing(workspace: Workspace) -> int:
    """How many deliveries are on their way right now."""
    on_way = (DeliveryStatus.PUBLISHING.value, DeliveryStatus.PROCESSING.value)
    return workspace.database.read(
        lambda connection: connection.execute(
            select(func.count()).where(_deliveries.status.in_(on_way))
        ).scalar_one()
    )


def missed(workspace: Workspace) -> tuple[PostRow, ...]:
    """Posts with a missed delivery that wait for their person, oldest first."""

    def look(connection: Connection) -> tuple[PostRow, ...]:
        ids = connection.execute(
            select(_posts.id)
            .where(_visible(None), _with_delivery(DeliveryStatus.MISSED))
            .order_by(moment)
            .limit(256)
        ).scalars()
        return rows(connection, workspace.platforms, list(ids))

    return workspace.database.read(look)


def due_before(workspace: Workspace, moment: datetime) -> int:
    """How many posts are due before `moment`: what quitting would hold up."""
    ahead = (DeliveryStatus.SCHEDULED.value, DeliveryStatus.WAITING_MEDIA.value)
    return workspace.database.read(
        lambda connection: connection.execute(
            select(func.count(func.distinct(_deliveries.post_id)))
            .join(tables.posts, _posts.id == _deliveries.post_id)
            .where(_deliveries.status.in_(ahead), _deliveries.due_at < moment, _visible(None))
        ).scalar_one()
    )


def everything(
    workspace: Workspace,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    sort: Sort = Sort.NEWEST,
) -> tuple[PostRow, ...]:
    """Every post whose moment lies in [start, end), in order, read window by window."""
    found: list[PostRow] = []
    while True:
        window = page(workspace, start=start, end=end, sort=sort, offset=len(found))
        found.extend(window)
        if not window:
            return tuple(found)
