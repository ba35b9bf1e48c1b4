"""Posts by local day: once each, of a brand, of a platform, whatever clocks do, and quickly."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, insert, update

from brandcraft_desktop.domain.activity import Period, last_year, whole_year
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import Origin, Stage
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import activity, brands, posts
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import HOUR, ann, bob, clock, force, scheduled, stall, workspace
from tests.services.engine_world import KIOSK, HandClock

__all__ = ["ann", "bob", "clock", "stall", "workspace"]

VILNIUS = "Europe/Vilnius"
MANY = 30_000


def out(workspace: Workspace, at: datetime, *accounts: str, **more: object) -> str:
    """A post that was published at `at`."""
    post = scheduled(workspace, *accounts, **more)  # type: ignore[arg-type]
    for number, delivery in enumerate(post.deliveries):
        force(workspace, delivery.id, D.PUBLISHED, published_at=at + number * 24 * HOUR)
    return post.id


def test_days_are_those_of_the_persons_clocks(workspace: Workspace, ann: str) -> None:
    out(workspace, datetime(2026, 10, 10, 20, 59, tzinfo=UTC), ann)  # 23:59 in Vilnius
    out(workspace, datetime(2026, 10, 10, 21, 0, tzinfo=UTC), ann)  # midnight there
    out(workspace, datetime(2026, 12, 31, 22, 30, tzinfo=UTC), ann)  # already next year there
    year = activity.activity(workspace, whole_year(2026), VILNIUS)
    assert year.published == {date(2026, 10, 10): 1, date(2026, 10, 11): 1}
    assert year.total == 2
    there = activity.activity(workspace, whole_year(2026), "UTC")
    assert there.published == {date(2026, 10, 10): 2, date(2026, 12, 31): 1}


def test_a_post_counts_once_on_its_first_day(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    first = datetime(2026, 10, 10, 12, tzinfo=UTC)
    out(workspace, first, ann, bob)  # bob's a day later
    day = Period(date(2026, 10, 10), date(2026, 10, 10))
    after = Period(date(2026, 10, 11), date(2026, 10, 11))
    assert activity.activity(workspace, day, "UTC").total == 1
    assert activity.activity(workspace, after, "UTC").total == 0
    on = activity.activity(workspace, day, "UTC", platform=KIOSK)
    assert on.total == 1
    assert activity.activity(workspace, day, "UTC", platform="nowhere").total == 0


def test_what_counts_and_what_does_not(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    brand = brands.add(workspace, "Demo")
    today = clock.now().date()
    mine = out(workspace, clock.now(), ann, brand_id=brand.id)
    out(workspace, clock.now(), ann)
    binned = out(workspace, clock.now(), ann, brand_id=brand.id)
    posts.delete(workspace, binned)
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.posts)
            .where(tables.posts.c.id == mine)
            .values(origin=Origin.IMPORTED.value)
        )
    )
    ahead = scheduled(workspace, ann, bob, at=clock.now() + 48 * HOUR, brand_id=brand.id)
    failed = scheduled(workspace, ann, brand_id=brand.id)
    force(workspace, failed.deliveries[0].id, D.FAILED)
    shown = activity.activity(workspace, last_year(today, 0), "UTC", brand_id=brand.id)
    assert shown.published == {today: 1}
    everything = activity.activity(workspace, whole_year(today.year), "UTC")
    assert everything.published == {today: 2}
    due = ahead.content.scheduled_at
    assert due is not None
    wide = Period(today, today + timedelta(days=7))
    coming = activity.activity(workspace, wide, "UTC", brand_id=brand.id)
    assert coming.scheduled == {due.date(): 1}
    assert activity.ahead(workspace, brand_id=brand.id) == 1
    assert activity.ahead(workspace) == 1
    assert (shown.streak.current, shown.streak.best) == (1, 1)


def test_the_years_with_something_to_show(workspace: Workspace, clock: HandClock, ann: str) -> None:
    this = clock.now().year
    assert activity.years(workspace, "UTC") == (this,)
    out(workspace, datetime(this - 2, 6, 1, tzinfo=UTC), ann)
    assert activity.years(workspace, "UTC") == (this, this - 1, this - 2)
    brand = brands.add(workspace, "Demo")
    assert activity.years(workspace, "UTC", brand_id=brand.id) == (this,)


def test_tens_of_thousands_of_posts_stay_quick(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    brand = brands.add(workspace, "Demo")
    now, today = clock.now(), clock.now().date()

    def fill(connection: Connection) -> None:
        common = {"created_at": now, "updated_at": now, "stage": Stage.COMMITTED.value}
        own = {**common, "origin": Origin.OWN.value, "brand_id": brand.id}
        connection.execute(
            insert(tables.posts), [{"id": f"p{number}", **own} for number in range(MANY)]
        )
        connection.execute(
            insert(tables.deliveries),
            [
                {
                    "id": f"d{number}{account}",
                    "post_id": f"p{number}",
                    "account_id": account,
                    "status": D.PUBLISHED.value,
                    "created_at": now,
                    "published_at": now - timedelta(minutes=number * 30),
                }
                for number in range(MANY)
                for account in (ann, bob)
            ],
        )

    workspace.database.write(fill)
    began = time.thread_time()
    shown = activity.activity(workspace, last_year(today, 0), "UTC", brand_id=brand.id)
    took = time.thread_time() - began
    assert 17_000 < shown.total < MANY  # the older ones lie before the window
    assert took < 1.5, f"{took:.2f} s of processor time"
