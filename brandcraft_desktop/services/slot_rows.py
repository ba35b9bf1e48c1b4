"""The weekly times at which accounts post, and when something goes out of them already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import settings
from brandcraft_desktop.services.brand_rows import slots_from

AHEAD = (
    DeliveryStatus.SCHEDULED.value,
    DeliveryStatus.WAITING_MEDIA.value,
    DeliveryStatus.PUBLISHING.value,
    DeliveryStatus.PROCESSING.value,  # also what its platform holds for a later moment
)


def times_of(connection: Connection, account_ids: Collection[str]) -> dict[str, tuple[Slot, ...]]:
    """When each of these accounts posts: at its own times, one without any at its brand's.

    Where there are neither, the default times of the settings count; without them it is left out.
    """
    accounts, slots, brands = tables.accounts.c, tables.slots.c, tables.brands.c
    own: dict[str, list[Slot]] = defaultdict(list)
    shared: dict[str, str] = {}
    there: list[str] = []
    for row in connection.execute(
        select(accounts.id, brands.times, slots.weekday, slots.minute)
        .select_from(tables.accounts)
        .join(tables.slots, slots.account_id == accounts.id, isouter=True)
        .join(tables.brands, brands.id == accounts.brand_id, isouter=True)
        .where(accounts.id.in_(list(account_ids)))
        .order_by(accounts.id, slots.weekday, slots.minute)
    ):
        there.append(row.id)
        if row.weekday is not None:
            own[row.id].append(Slot(row.weekday, row.minute))
        elif row.times:
            shared[row.id] = row.times
    usual = settings.read(connection, settings.DEFAULT_TIMES)
    found = dict.fromkeys(there, usual) if usual else {}
    found |= {account_id: slots_from(times) for account_id, times in shared.items()}
    return {**found, **{account_id: tuple(times) for account_id, times in own.items()}}


def taken_of(
    connection: Connection, account_ids: Collection[str], *, but: str = ""
) -> dict[str, frozenset[datetime]]:
    """When each of these accounts has something to send; the post `but` is not in the way."""
    deliveries, posts = tables.deliveries.c, tables.posts.c
    found: dict[str, set[datetime]] = {one: set() for one in account_ids}
    for row in connection.execute(
        select(deliveries.account_id, deliveries.due_at)
        .join(tables.posts, posts.id == deliveries.post_id)
        .where(
            deliveries.account_id.in_(list(account_ids)),
            deliveries.status.in_(AHEAD),
            deliveries.due_at.is_not(None),
            deliveries.post_id != but,
            posts.deleted_at.is_(None),
        )
    ):
        found[row.account_id].add(row.due_at)
    return {account_id: frozenset(moments) for account_id, moments in found.items()}
