"""What the publisher reads from the workspace, as one frozen picture a view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.events import (
    AccountChanged,
    BrandChanged,
    DeliveryChanged,
    PostChanged,
    SettingChanged,
)
from brandcraft_desktop.domain.views import PostRow, StatusCounts
from brandcraft_desktop.services import accounts, brands, posts
from brandcraft_desktop.services.free_slots import FreeSlot, free_slots
from brandcraft_desktop.services.posts import Order, Sort, Tab
from brandcraft_desktop.ui.here import zone_here
from brandcraft_desktop.ui.publisher.days import midnight
from brandcraft_desktop.ui.publisher.filters import Filters
from brandcraft_desktop.ui.publisher.list_items import WINDOW

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

TOLD_BY = (PostChanged, DeliveryChanged, AccountChanged, BrandChanged, SettingChanged)
"""What makes a picture old."""


@dataclass(frozen=True)
class CalendarPicture:
    """A period's posts, the drafts without a time, and whose campaign starts when.

    `slots` are free posting times (where they are shown). `brand` is the name of the one that is
    filtered by, `outside` how many posts of the period that keeps away.
    """

    rows: tuple[PostRow, ...]
    unscheduled: tuple[PostRow, ...]
    accounts: tuple[Account, ...]
    flags: tuple[tuple[date, str], ...]
    slots: tuple[FreeSlot, ...] = ()
    brand: str = ""
    outside: int = 0


@dataclass(frozen=True)
class ListPicture:
    """The first windows of the list; `complete` when nothing comes after them.

    `brand` is the name of the one that is filtered by.
    """

    rows: tuple[PostRow, ...]
    accounts: tuple[Account, ...]
    complete: bool
    brand: str = ""


@dataclass(frozen=True)
class ListWish:
    """Which part of the list is asked for."""

    tab: Tab
    search: str
    brand_id: str | None
    filters: Filters
    sort: Sort = Sort.DATE
    today: datetime | None = None  # its midnight here, with which the order begins

    def before(self, one: PostRow, other: PostRow) -> bool:
        """Whether `one` stands above `other`, as the query has it."""
        return Order(self.sort, self.tab, self.today).before(one, other)


def read_calendar(
    workspace: Workspace, days: tuple[date, ...], brand_id: str | None, *, slots: bool
) -> CalendarPicture:
    """Everything a calendar view shows; `slots` asks for free posting times as well."""
    start, end = midnight(days[0]), midnight(days[-1] + timedelta(days=1))
    found = posts.month(workspace, start=start, end=end, brand_id=brand_id)
    free: tuple[FreeSlot, ...] = ()
    if slots:
        free = free_slots(workspace, start=start, end=end, zone=zone_here(), brand_id=brand_id)
    every = brands.list_brands(workspace)
    outside = 0
    if brand_id is not None:
        outside = posts.month_outside(workspace, start=start, end=end, brand_id=brand_id)
    flags = tuple(
        (brand.campaign_start, brand.name)
        for brand in every
        if brand.campaign_start is not None and brand_id in (None, brand.id)
    )
    return CalendarPicture(
        found,
        posts.unscheduled(workspace, brand_id=brand_id),
        accounts.list_accounts(workspace, brand_id=brand_id),
        flags,
        free,
        next((one.name for one in every if one.id == brand_id), ""),
        outside,
    )


def flags_by_day(flags: tuple[tuple[date, str], ...]) -> dict[date, str]:
    """Whose campaigns start on a day, by day."""
    found: dict[date, str] = {}
    for day, name in flags:
        found[day] = f"{found[day]}, {name}" if day in found else name
    return found


def read_list(workspace: Workspace, wish: ListWish, loaded: int) -> ListPicture:
    """As many windows as were loaded before, at least one."""
    people = accounts.list_accounts(workspace, brand_id=wish.brand_id)
    limit = max(WINDOW, -(-loaded // WINDOW) * WINDOW)
    rows: list[PostRow] = []
    while len(rows) < limit:  # a window at a time: no statement grows with the list
        window = read_window(workspace, wish, people, offset=len(rows))
        rows.extend(window)
        if len(window) < WINDOW:
            break
    brand = next((one.name for one in brands.list_brands(workspace) if one.id == wish.brand_id), "")
    once = {row.id: row for row in rows}  # one that moved on between two windows
    return ListPicture(tuple(once.values()), people, len(rows) < limit, brand)


def read_counts(workspace: Workspace, wish: ListWish, people: tuple[Account, ...]) -> StatusCounts:
    """The figures on the tabs."""
    return posts.counts(
        workspace,
        brand_id=wish.brand_id,
        search=wish.search,
        account_ids=wish.filters.account_ids(people),
    )


def read_outside(workspace: Workspace, wish: ListWish, people: tuple[Account, ...]) -> int:
    """How many posts of the list the brand filter keeps away."""
    if wish.brand_id is None:
        return 0
    return posts.page_outside(
        workspace,
        tab=wish.tab,
        brand_id=wish.brand_id,
        search=wish.search,
        account_ids=wish.filters.account_ids(people),
    )


def read_touched(
    workspace: Workspace, wish: ListWish, people: tuple[Account, ...], ids: frozenset[str]
) -> tuple[PostRow, ...]:
    """Those of some posts that belong into the list as it is asked for."""
    return posts.page(
        workspace,
        tab=wish.tab,
        brand_id=wish.brand_id,
        search=wish.search,
        limit=len(ids),
        account_ids=wish.filters.account_ids(people),
        sort=wish.sort,
        today=wish.today,
        only=sorted(ids),
    )


def read_window(
    workspace: Workspace,
    wish: ListWish,
    people: tuple[Account, ...],
    *,
    offset: int,
    limit: int = WINDOW,
) -> tuple[PostRow, ...]:
    """One window of the list."""
    return posts.page(
        workspace,
        tab=wish.tab,
        brand_id=wish.brand_id,
        search=wish.search,
        offset=offset,
        limit=limit,
        account_ids=wish.filters.account_ids(people),
        sort=wish.sort,
        today=wish.today,
    )
