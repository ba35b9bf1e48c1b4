"""What the publisher reads from the workspace, as one frozen picture a view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.views import PostRow, StatusCounts
from brandcraft_desktop.services import accounts, brands, posts
from brandcraft_desktop.services.posts import Tab
from brandcraft_desktop.ui.publisher.days import midnight
from brandcraft_desktop.ui.publisher.filters import Filters
from brandcraft_desktop.ui.publisher.list_items import WINDOW

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class MonthPicture:
    """A month's posts, the drafts without a time, and whose campaign starts when."""

    rows: tuple[PostRow, ...]
    unscheduled: tuple[PostRow, ...]
    accounts: tuple[Account, ...]
    flags: tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class ListPicture:
    """The first windows of the list; `complete` when nothing comes after them."""

    rows: tuple[PostRow, ...]
    counts: StatusCounts
    accounts: tuple[Account, ...]
    complete: bool


@dataclass(frozen=True)
class ListWish:
    """Which part of the list is asked for."""

    tab: Tab
    search: str
    brand_id: str | None
    filters: Filters


def read_month(workspace: Workspace, days: tuple[date, ...], brand_id: str | None) -> MonthPicture:
    """Everything the month view shows."""
    found = posts.month(
        workspace,
        start=midnight(days[0]),
        end=midnight(days[-1] + timedelta(days=1)),
        brand_id=brand_id,
    )
    flags = tuple(
        (brand.campaign_start, brand.name)
        for brand in brands.list_brands(workspace)
        if brand.campaign_start is not None and brand_id in (None, brand.id)
    )
    return MonthPicture(
        found,
        posts.unscheduled(workspace, brand_id=brand_id),
        accounts.list_accounts(workspace, brand_id=brand_id),
        flags,
    )


def read_list(workspace: Workspace, wish: ListWish, loaded: int) -> ListPicture:
    """As many windows as were loaded before, at least one."""
    people = accounts.list_accounts(workspace, brand_id=wish.brand_id)
    limit = max(WINDOW, -(-loaded // WINDOW) * WINDOW)
    rows = read_window(workspace, wish, people, offset=0, limit=limit)
    counts = posts.counts(
        workspace,
        brand_id=wish.brand_id,
        search=wish.search,
        account_ids=wish.filters.account_ids(people),
    )
    return ListPicture(rows, counts, people, len(rows) < limit)


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
    )
