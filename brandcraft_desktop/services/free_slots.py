"""The posting times that are still free in a stretch of days: what the calendar offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, or_, select

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.posting_times import SOON, Slot, has_room, occurrences
from brandcraft_desktop.domain.schedule import latest, zone_named
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.brand_rows import all_brands
from brandcraft_desktop.services.slot_rows import taken_of, times_of
from brandcraft_desktop.services.times_allowed import months_ahead

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class FreeSlot:
    """A moment at which these accounts (platforms in their order) have a posting time free.

    `brands` are the names of those that post then and have no connected account yet.
    """

    at: datetime
    account_ids: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Stretch:
    """Where free times are looked for: in [begin, end), up to `last`, on the clocks of `zone`."""

    begin: datetime
    end: datetime
    last: datetime
    zone: ZoneInfo
    months: int

    def free(
        self, times: Collection[Slot], taken: Collection[datetime], since: date | None = None
    ) -> Iterator[datetime]:
        """The moments of weekly times that nothing takes, from the day `since` on."""
        busy = sorted(taken)
        for moment in occurrences(times, self.zone, self.begin, self.months):
            if moment >= self.end or moment > self.last:
                return
            early = since is not None and moment.astimezone(self.zone).date() < since
            if not early and has_room(moment, busy):
                yield moment


def free_slots(
    workspace: Workspace,
    *,
    start: datetime,
    end: datetime,
    zone: str,
    brand_id: str | None = None,
) -> tuple[FreeSlot, ...]:
    """Free posting times in [start, end) on the clocks of `zone`, soonest first.

    Of connected accounts, of one brand or of all, at their own times or their brand's, and of
    brands without a connected account, from their campaign's start; none in the past and none
    further ahead than this workspace schedules. Raises `BadInput` for an unknown zone.
    """
    there = zone_named(zone)

    def look(connection: Connection) -> tuple[FreeSlot, ...]:
        now, months = workspace.clock.now(), months_ahead(connection)
        begin, last = max(start - SOON, now), latest(now, months)
        if begin >= min(end, last):
            return ()
        stretch = _Stretch(begin, end, last, there, months)
        platforms = _connected(connection, brand_id)
        taken = taken_of(connection, platforms)
        found: dict[datetime, list[str]] = defaultdict(list)
        for account_id, times in sorted(times_of(connection, platforms).items()):
            for moment in stretch.free(times, taken[account_id]):
                found[moment].append(account_id)
        waiting: dict[datetime, list[str]] = defaultdict(list)
        for brand in _without_accounts(connection, brand_id):
            for moment in stretch.free(
                brand.times, _planned(connection, brand.id), brand.campaign_start
            ):
                waiting[moment].append(brand.name)
        order = {one.info.id: one.info.order for one in workspace.platforms.all()}
        return tuple(
            FreeSlot(
                moment,
                tuple(found.get(moment, ())),
                tuple(
                    sorted(
                        {platforms[account_id] for account_id in found.get(moment, ())},
                        key=lambda one: order.get(one, len(order)),
                    )
                ),
                tuple(waiting.get(moment, ())),
            )
            for moment in sorted({*found, *waiting})
        )

    return workspace.database.read(look)


def _without_accounts(connection: Connection, brand_id: str | None) -> list[Brand]:
    """Brands with weekly times that no connected account keeps yet."""
    accounts = tables.accounts.c
    kept = set(
        connection.execute(
            select(accounts.brand_id).where(
                accounts.state == AccountState.CONNECTED.value, accounts.brand_id.is_not(None)
            )
        ).scalars()
    )
    return [
        brand
        for brand in all_brands(connection)
        if brand.times and brand.id not in kept and brand_id in (None, brand.id)
    ]


def _planned(connection: Connection, brand_id: str) -> frozenset[datetime]:
    """When a brand has a post planned, be it for no account yet."""
    posts = tables.posts.c
    found = connection.execute(
        select(posts.scheduled_at).where(
            or_(posts.brand_id == brand_id, posts.brand_id.is_(None)),
            posts.scheduled_at.is_not(None),
            posts.deleted_at.is_(None),
        )
    ).scalars()
    return frozenset(moment for moment in found if moment is not None)


def _connected(connection: Connection, brand_id: str | None) -> dict[str, str]:
    """The platforms of the connected accounts, by account in their order."""
    accounts = tables.accounts.c
    wanted = (
        select(accounts.id, accounts.platform)
        .where(accounts.state == AccountState.CONNECTED.value)
        .order_by(accounts.id)
    )
    if brand_id is not None:
        wanted = wanted.where(accounts.brand_id == brand_id)
    return {row.id: row.platform for row in connection.execute(wanted)}
