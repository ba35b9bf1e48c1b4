"""What the calendar offers: whose times, which are free, how far, on whose clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.domain.schedule import MONTHS_AHEAD, latest
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import brands, posting_times, posts, settings
from brandcraft_desktop.services.free_slots import FreeSlot, free_slots
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import ann, bob, clock, draft, force, scheduled, stall, workspace
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "stall", "workspace"]

DAY = timedelta(days=1)


def daily(hour: int) -> list[Slot]:
    """Every day at that hour."""
    return [Slot(weekday, hour * 60) for weekday in range(7)]


def morning(clock: HandClock, days: int = 1) -> datetime:
    """Midnight (UTC) some days from now."""
    return clock.now().replace(hour=0, minute=0, second=0, microsecond=0) + days * DAY


def offered(
    workspace: Workspace, start: datetime, *, days: int = 1, brand_id: str | None = None
) -> tuple[FreeSlot, ...]:
    return free_slots(workspace, start=start, end=start + days * DAY, zone="UTC", brand_id=brand_id)


def test_the_times_of_the_accounts_themselves(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    start = morning(clock)
    assert offered(workspace, start) == ()
    posting_times.set_slots(workspace, ann, [*daily(0), *daily(9)])
    posting_times.set_slots(workspace, bob, daily(9))
    assert offered(workspace, start) == (  # the first minute of the stretch is in it, its end not
        FreeSlot(start, (ann,), ("kiosk",)),
        FreeSlot(start.replace(hour=9), tuple(sorted((ann, bob))), ("kiosk",)),
    )
    gone = update(tables.accounts).where(tables.accounts.c.id == bob)
    workspace.database.write(
        lambda connection: connection.execute(gone.values(state=AccountState.DISCONNECTED.value))
    )
    assert [one.account_ids for one in offered(workspace, start)] == [(ann,), (ann,)]


def test_nothing_of_the_past_is_offered(workspace: Workspace, clock: HandClock, ann: str) -> None:
    posting_times.set_slots(
        workspace, ann, [Slot(day, 60 * h) for day in range(7) for h in (0, 23)]
    )
    today = morning(clock, 0)
    assert [one.at for one in offered(workspace, today)] == [today.replace(hour=23)]
    assert offered(workspace, today - DAY) == ()


def test_times_of_the_brand_are_for_accounts_without_their_own(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    brand = brands.add(workspace, "Demo", times=daily(15))
    for account in (ann, bob):
        brands.link(workspace, brand.id, account)
    posting_times.set_slots(workspace, bob, daily(9))
    start = morning(clock)
    assert [(one.at.hour, one.account_ids) for one in offered(workspace, start)] == [
        (9, (bob,)),
        (15, (ann,)),
    ]


def test_one_brand_alone(workspace: Workspace, clock: HandClock, ann: str, bob: str) -> None:
    one = brands.add(workspace, "One", times=daily(8))
    two = brands.add(workspace, "Two", times=daily(20))
    brands.link(workspace, one.id, ann)
    brands.link(workspace, two.id, bob)
    start = morning(clock)
    assert [slot.at.hour for slot in offered(workspace, start)] == [8, 20]
    assert [slot.at.hour for slot in offered(workspace, start, brand_id=two.id)] == [20]


def test_a_time_near_another_post_of_the_account_is_taken(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    for account in (ann, bob):
        posting_times.set_slots(workspace, account, daily(9))
    start = morning(clock)
    near = start.replace(hour=9, minute=5)
    post = scheduled(workspace, ann, at=near)
    assert [one.account_ids for one in offered(workspace, start)] == [(bob,)]
    # Its platform holds it and puts it live at that moment: neither the calendar nor the queue
    # gives the time to another post.
    force(workspace, post.deliveries[0].id, D.PROCESSING)
    assert [one.account_ids for one in offered(workspace, start)] == [(bob,)]
    queued = [
        posting_times.enqueue(workspace, draft(workspace, ann).id, "UTC").content.scheduled_at
        for _ in range(2)
    ]
    assert near.replace(minute=0) not in queued
    force(workspace, post.deliveries[0].id, D.SCHEDULED)
    posts.delete(workspace, post.id)
    assert [one.account_ids for one in offered(workspace, start)] == [tuple(sorted((ann, bob)))]


def test_as_far_ahead_as_this_workspace_schedules(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    posting_times.set_slots(workspace, ann, daily(9))
    start = morning(clock)
    for months in (1, MONTHS_AHEAD + 3):
        settings.put(workspace, settings.MONTHS_AHEAD, months)
        found = offered(workspace, start, days=400)
        last = latest(clock.now(), months)
        assert last - DAY < found[-1].at <= last


def test_on_the_clocks_of_the_zone(workspace: Workspace, clock: HandClock, ann: str) -> None:
    """Clocks of Vilnius jump from 3 to 4 on 28 March 2027 (the IANA database)."""
    settings.put(workspace, settings.MONTHS_AHEAD, 12)
    posting_times.set_slots(
        workspace, ann, [Slot(day, minute) for day in range(7) for minute in (210, 540)]
    )
    start = datetime(2027, 3, 27, tzinfo=UTC)
    found = free_slots(workspace, start=start, end=start + 2 * DAY, zone="Europe/Vilnius")
    assert [one.at.strftime("%d %H:%M") for one in found] == [
        *("27 01:30", "27 07:00"),
        *("28 01:30", "28 06:00"),  # half past three is skipped: half past four
    ]


def test_times_of_a_brand_are_offered_before_it_has_an_account(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    brand = brands.add(workspace, "Demo", times=daily(9))
    other = brands.add(workspace, "Other", times=daily(20))
    start = morning(clock)
    nine, eight = start.replace(hour=9), start.replace(hour=20)
    assert offered(workspace, start) == (
        FreeSlot(nine, brands=("Demo",)),
        FreeSlot(eight, brands=("Other",)),
    )
    assert offered(workspace, start, brand_id=brand.id) == (FreeSlot(nine, brands=("Demo",)),)
    brands.start_campaign(workspace, other.id, (start + DAY).date())
    assert [one.at for one in offered(workspace, start, days=2)] == [nine, nine + DAY, eight + DAY]
    draft(workspace, ann, scheduled_at=nine)
    assert offered(workspace, start) == ()
    brands.link(workspace, brand.id, ann)
    tomorrow = offered(workspace, start + DAY, brand_id=brand.id)
    assert [(one.account_ids, one.brands) for one in tomorrow] == [((ann,), ())]
