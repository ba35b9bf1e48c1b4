"""The posting times that are still free in a stretch of days: what the calendar offers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.posting_times import SOON, has_room, occurrences
from brandcraft_desktop.domain.schedule import latest, zone_named
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.slot_rows import taken_of, times_of
from brandcraft_desktop.services.times_allowed import months_ahead

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class FreeSlot:
    """A moment at which these accounts (platforms in their order) have a posting time free."""

    at: datetime
    account_ids: tuple[str, ...]
    platforms: tuple[str, ...]


def free_slots(
    workspace: Workspace,
    *,
    start: datetime,
    end: datetime,
    zone: str,
    brand_id: str | None = None,
) -> tuple[FreeSlot, ...]:
    """Free posting times in [start, end) on the clocks of `zone`, soonest first.

    Of connected accounts, of one brand or of all, at their own times or their brand's; none in the
    past and none further ahead than this workspace schedules. Raises `BadInput` for an unknown
    zone.
    """
    there = zone_named(zone)

    def look(connection: Connection) -> tuple[FreeSlot, ...]:
        now, months = workspace.clock.now(), months_ahead(connection)
        begin, last = max(start - SOON, now), latest(now, months)
        if begin >= min(end, last):
            return ()
        platforms = _connected(connection, brand_id)
        taken = taken_of(connection, platforms)
        found: dict[datetime, list[str]] = defaultdict(list)
        for account_id, times in sorted(times_of(connection, platforms).items()):
            busy = sorted(taken[account_id])
            for moment in occurrences(times, there, begin, months):
                if moment >= end or moment > last:
                    break
                if has_room(moment, busy):
                    found[moment].append(account_id)
        order = {one.info.id: one.info.order for one in workspace.platforms.all()}
        return tuple(
            FreeSlot(
                moment,
                tuple(found[moment]),
                tuple(
                    sorted(
                        {platforms[account_id] for account_id in found[moment]},
                        key=lambda one: order.get(one, len(order)),
                    )
                ),
            )
            for moment in sorted(found)
        )

    return workspace.database.read(look)


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
