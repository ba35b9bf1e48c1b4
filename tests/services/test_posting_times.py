"""Slots, suggestions, what goes out nearby, and the queue, on a real database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from brandcraft_desktop.domain.plan import PostBlocked
from brandcraft_desktop.domain.posting_times import CLOSE, Slot, occurrences
from brandcraft_desktop.domain.schedule import zone_named
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.errors import BadInput, NotFound, Refused
from brandcraft_desktop.services import posting_times, posts
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import HOUR, ann, bob, clock, draft, force, heard, stall, workspace
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "heard", "stall", "workspace"]

DAY = timedelta(days=1)
ZONE = "Europe/Vilnius"


def daily(hour: int) -> list[Slot]:
    """Every day at that hour."""
    return [Slot(weekday, hour * 60) for weekday in range(7)]


def at_clock(clock: HandClock, hour: int, day: int = 0) -> datetime:
    """That hour on the clocks of ZONE, `day` days from today."""
    from zoneinfo import ZoneInfo

    local = clock.now().astimezone(ZoneInfo(ZONE)) + day * DAY
    return local.replace(hour=hour, minute=0, second=0, microsecond=0).astimezone(UTC)


def reasons(workspace: Workspace, *accounts: str) -> dict[str, datetime]:
    found = posting_times.suggestions(workspace, accounts, ZONE)
    assert list(found) == sorted(found, key=lambda one: one.at)
    return {one.reason: one.at for one in found}


def test_slots_are_kept_in_order(workspace: Workspace, ann: str, bob: str) -> None:
    assert posting_times.slots(workspace, ann) == ()
    wanted = [Slot(4, 60), Slot(0, 600), Slot(4, 60), Slot(0, 60)]
    kept = posting_times.set_slots(workspace, ann, wanted)
    assert kept == (Slot(0, 60), Slot(0, 600), Slot(4, 60))
    assert posting_times.slots(workspace, ann) == kept
    assert posting_times.slots(workspace, bob) == ()
    posting_times.set_slots(workspace, ann, [])
    assert posting_times.slots(workspace, ann) == ()
    with pytest.raises(NotFound):
        posting_times.set_slots(workspace, "nobody", [Slot(0, 0)])
    many = [Slot(day, minute) for day in range(7) for minute in range(25)]
    for bad in ([Slot(7, 0)], [Slot(0, 1440)], many):
        with pytest.raises(BadInput):
            posting_times.set_slots(workspace, ann, bad)


def test_the_queue_takes_one_free_slot_after_the_other(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    posting_times.set_slots(workspace, ann, daily(9))
    posting_times.set_slots(workspace, bob, daily(18))
    first_day = 0 if clock.now() < at_clock(clock, 9) - timedelta(minutes=1) else 1
    expected = [at_clock(clock, 9, first_day + n) for n in range(3)]
    taken = []
    for _ in range(3):
        view = posting_times.enqueue(workspace, draft(workspace, ann).id, ZONE)
        assert view.status is PostStatus.SCHEDULED
        assert (view.content.zone, view.content.wall_time[11:16]) == (ZONE, "09:00")
        assert view.content.scheduled_at is not None
        taken.append(view.content.scheduled_at)
    assert taken == expected
    both = posting_times.enqueue(workspace, draft(workspace, ann, bob).id, ZONE)
    assert both.content.scheduled_at is not None
    assert both.content.scheduled_at not in expected  # the other account's time comes first


def test_the_queue_says_why_it_can_not(workspace: Workspace, clock: HandClock, ann: str) -> None:
    post = draft(workspace, ann).id
    with pytest.raises(Refused, match="no posting times"):
        posting_times.enqueue(workspace, post, ZONE)
    posting_times.set_slots(workspace, ann, [Slot(0, 0)])
    with pytest.raises(BadInput, match="time zone"):
        posting_times.enqueue(workspace, post, "Nowhere/At_All")
    nobody = posts.create(workspace, PostContent(text="x"), mode=posts.Mode.DRAFT).id
    with pytest.raises(PostBlocked, match="No account"):
        posting_times.enqueue(workspace, nobody, ZONE)
    for _ in occurrences([Slot(0, 0)], zone_named(ZONE), clock.now()):
        posting_times.enqueue(workspace, draft(workspace, ann).id, ZONE)
    with pytest.raises(Refused, match="queue is full"):
        posting_times.enqueue(workspace, post, ZONE)
    assert posts.show(workspace, post).status is PostStatus.DRAFT


def test_suggestions_name_their_reasons(workspace: Workspace, clock: HandClock, ann: str) -> None:
    assert reasons(workspace, ann) == {}
    posting_times.set_slots(workspace, ann, daily(9))
    free = reasons(workspace, ann)["Next free slot of your weekly times"]
    last = posts.schedule(workspace, draft(workspace, ann).id, at=clock.now() + 40 * HOUR)
    found = reasons(workspace, ann)
    assert found["2 h after your last post"] == clock.now() + 42 * HOUR
    assert found["Next free slot of your weekly times"] == free
    own = posting_times.suggestions(workspace, [ann], ZONE, but=last.id)
    assert [one.reason for one in own] == ["Next free slot of your weekly times"]


def test_a_habit_is_offered_after_three_posts(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    for week in (1, 2, 3):
        post = posts.schedule(workspace, draft(workspace, ann).id, at=clock.now() + HOUR)
        out = at_clock(clock, 11) - week * 7 * DAY + timedelta(minutes=week)
        force(workspace, post.deliveries[0].id, status=D.PUBLISHED, published_at=out)
        named = [one for one in reasons(workspace, ann) if one.endswith("your most used time")]
        assert bool(named) == (week == 3)
    (reason,) = named
    assert reason.split()[1] == "11:00,"


def test_what_stands_in_the_way(workspace: Workspace, clock: HandClock, ann: str, bob: str) -> None:
    at = clock.now() + 5 * HOUR
    post = posts.schedule(workspace, draft(workspace, ann, text="News of today").id, at=at)
    near = at + CLOSE - timedelta(seconds=1)
    (found,) = posting_times.nearby(workspace, [ann, bob], near)
    assert (found.post_id, found.title, found.at) == (post.id, "News of today", at)
    assert found.platform == "kiosk"
    assert posting_times.nearby(workspace, [ann], at + CLOSE) == ()
    assert posting_times.nearby(workspace, [bob], at) == ()
    assert posting_times.nearby(workspace, [ann], at, but=post.id) == ()
    posts.delete(workspace, post.id)
    assert posting_times.nearby(workspace, [ann], at) == ()
