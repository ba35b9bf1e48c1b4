"""The calendar, the list with its tabs and search, and the next post."""

from __future__ import annotations

import itertools
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, update

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import MediaChoice, PostContent, PostRow, PostView
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import batches, brands, posts
from brandcraft_desktop.services.posts import Tab
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import (
    HOUR,
    add_media,
    ann,
    bob,
    clock,
    draft,
    force,
    scheduled,
    stall,
    workspace,
)
from tests.services.engine_world import HandClock, add_account
from tests.services.many_posts import add_posts
from tests.services.scripts import IN_ANY_CASE, IN_MANY_SCRIPTS

__all__ = ["ann", "bob", "clock", "stall", "workspace"]
DAY = timedelta(days=1)


def titles(rows: tuple[PostRow, ...]) -> list[str]:
    return [row.title for row in rows]


def test_the_month(workspace: Workspace, clock: HandClock, ann: str, bob: str) -> None:
    start = datetime(2026, 11, 1, tzinfo=clock.now().tzinfo)
    end = datetime(2026, 12, 1, tzinfo=clock.now().tzinfo)
    second = scheduled(workspace, ann, bob, text="second", at=clock.now() + 2 * HOUR)
    scheduled(workspace, ann, text="first", at=clock.now() + HOUR)
    scheduled(workspace, ann, text="last moment", at=end - timedelta(microseconds=1))
    scheduled(workspace, ann, text="next month", at=end)
    draft(workspace, ann, text="an idea", scheduled_at=clock.now() + 3 * HOUR)
    draft(workspace, ann, text="no time")
    gone = scheduled(workspace, ann, text="gone", at=clock.now() + HOUR)
    posts.delete(workspace, gone.id)
    temp = posts.open_new(workspace, at=clock.now() + HOUR)
    posts.save(workspace, temp.id, PostContent(text="open", scheduled_at=clock.now() + HOUR))
    found = posts.month(workspace, start=start, end=end)
    assert titles(found) == ["first", "second", "an idea", "last moment"]
    row = found[1]
    assert (row.id, row.status, row.at, row.movable) == (
        second.id,
        PostStatus.SCHEDULED,
        clock.now() + 2 * HOUR,
        True,
    )
    assert [(mark.platform, mark.status) for mark in row.marks] == [("kiosk", D.SCHEDULED)] * 2


def test_a_month_of_more_posts_than_one_statement_binds(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    people = {"ann": ann, "bob": bob, "cat": add_account(workspace, name="cat")}
    few = batches.AT_ONCE + 100  # SQLite takes 32,766: so many posts would be slow to make
    ids = add_posts(workspace, people, 2 * few, until=clock.now())

    def tell_sqlite(connection: Connection) -> None:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, few)

    workspace.database.read(tell_sqlite)
    found = posts.month(workspace, start=clock.now() - 365 * DAY, end=clock.now() + DAY)
    assert [row.id for row in found] == list(ids)
    assert all(row.marks for row in found)
    kept = posts.page(workspace, only=ids, limit=len(ids), start=clock.now() - 365 * DAY)
    assert {row.id for row in kept} == set(ids), "what changed is read again the same way"


def test_a_published_post_stands_where_it_came_out(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    post = scheduled(workspace, ann, bob, at=clock.now() + HOUR)
    out = clock.now() + 3 * DAY
    force(workspace, post.deliveries[0].id, D.PUBLISHED, published_at=out + HOUR)
    force(workspace, post.deliveries[1].id, D.PUBLISHED, published_at=out)
    on_day = posts.month(workspace, start=out - HOUR, end=out + HOUR)
    assert [row.at for row in on_day] == [out]
    assert not on_day[0].movable
    planned = posts.month(workspace, start=clock.now(), end=clock.now() + 2 * HOUR)
    assert planned == ()


def test_drafts_without_a_time(workspace: Workspace, clock: HandClock, ann: str) -> None:
    draft(workspace, ann, text="older")
    clock.advance(minutes=1)
    draft(workspace, text="newer")
    draft(workspace, ann, text="timed", scheduled_at=clock.now() + HOUR)
    scheduled(workspace, ann, text="scheduled")
    assert titles(posts.unscheduled(workspace)) == ["newer", "older"]


def many(workspace: Workspace, clock: HandClock, ann: str, bob: str) -> None:
    """One of each kind."""
    for text in ("draft", "scheduled", "waiting", "publishing", "published", "partly"):
        if text == "draft":
            draft(workspace, ann, text=text)
        elif text == "waiting":
            picture = add_media(workspace, state=MediaState.PENDING)
            scheduled(workspace, ann, text=text, media=(MediaChoice(picture, "x"),))
        else:
            post = scheduled(workspace, ann, bob, text=text)
            if text == "publishing":
                force(workspace, post.deliveries[0].id, D.PUBLISHING)
            if text in {"published", "partly"}:
                force(workspace, post.deliveries[0].id, D.PUBLISHED)
                last = D.PUBLISHED if text == "published" else D.FAILED
                force(workspace, post.deliveries[1].id, last)
        clock.advance(seconds=1)
    for status in (D.FAILED, D.MISSED, D.UNCONFIRMED, D.CANCELED):
        post = scheduled(workspace, ann, text=status.value)
        force(workspace, post.deliveries[0].id, status)
        clock.advance(seconds=1)
    posts.delete(workspace, draft(workspace, ann, text="deleted").id)
    temp = posts.open_new(workspace)
    posts.save(workspace, temp.id, PostContent(text="temp"))


def test_tabs_and_their_figures(workspace: Workspace, clock: HandClock, ann: str, bob: str) -> None:
    many(workspace, clock, ann, bob)
    shown = {tab: set(titles(posts.page(workspace, tab=tab))) for tab in Tab}
    assert shown == {
        Tab.ALL: {
            *("draft", "scheduled", "waiting", "publishing", "published", "partly"),
            *("failed", "missed", "unconfirmed", "canceled"),
        },
        Tab.DRAFTS: {"draft"},
        Tab.SCHEDULED: {"scheduled", "waiting", "publishing"},
        Tab.PUBLISHED: {"published", "partly"},
        Tab.ATTENTION: {"partly", "failed", "missed", "unconfirmed"},
    }
    counts = posts.counts(workspace)
    assert (
        counts.everything,
        counts.drafts,
        counts.scheduled,
        counts.published,
        counts.attention,
    ) == tuple(len(shown[tab]) for tab in Tab)
    assert titles(posts.missed(workspace)) == ["missed"]
    assert posts.counts_publishing(workspace) == 1


def test_what_is_ahead_comes_soonest_first_the_rest_newest_first(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    for hours in (3, 1, 2):
        scheduled(workspace, ann, text=str(hours), at=clock.now() + hours * HOUR)
    assert titles(posts.page(workspace, tab=Tab.SCHEDULED)) == ["1", "2", "3"]
    assert titles(posts.page(workspace)) == ["3", "2", "1"]


def test_pages_hold_every_post_once(workspace: Workspace, clock: HandClock, ann: str) -> None:
    for number in range(23):
        draft(workspace, ann, text=f"{number}", scheduled_at=clock.now() + HOUR)
    whole = titles(posts.page(workspace))
    parts = [
        title
        for offset in range(0, 30, 5)
        for title in titles(posts.page(workspace, offset=offset, limit=5))
    ]
    assert parts == whole
    assert len(set(parts)) == 23
    assert titles(posts.everything(workspace)) == whole


def test_a_window_of_time(workspace: Workspace, clock: HandClock, ann: str) -> None:
    for hours in range(1, 5):
        scheduled(workspace, ann, text=str(hours), at=clock.now() + hours * HOUR)
    found = posts.page(workspace, start=clock.now() + 2 * HOUR, end=clock.now() + 4 * HOUR)
    assert titles(found) == ["3", "2"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("coffee", ["100% coffee"]),
        ("COFFEE", ["100% coffee"]),
        ("100%", ["100% coffee"]),
        ("%", ["100% coffee"]),
        ("snake_case", ["snake_case"]),
        ("_", ["snake_case"]),
        ("snakeXcase", []),
        ("\\", ["back\\slash"]),
        ("tea  pot", ["tea in a pot"]),
        ("pot tea", ["tea in a pot"]),
        ("tea coffee", []),
        ("hidden", ["noted"]),
        ("'; DROP TABLE posts; --", []),
    ],
)
def test_search(workspace: Workspace, ann: str, words: str, found: list[str]) -> None:
    for text in ("100% coffee", "snake_case", "snakeYcase", "back\\slash", "tea in a pot"):
        draft(workspace, ann, text=text)
    draft(workspace, ann, text="noted", notes="hidden words")
    assert titles(posts.page(workspace, search=words)) == found
    assert titles(posts.search(workspace, words)) == found
    assert posts.counts(workspace, search=words).everything == len(found)


@pytest.mark.parametrize(("words", "found"), IN_ANY_CASE)
def test_search_in_any_case(workspace: Workspace, ann: str, words: str, found: str) -> None:
    for text in IN_MANY_SCRIPTS:
        draft(workspace, ann, text=text)
    assert titles(posts.search(workspace, words)) == ([found] if found else [])
    assert posts.counts(workspace, search=words).drafts == bool(found)


def test_capitals_of_several_letters(workspace: Workspace, ann: str) -> None:
    draft(workspace, ann, text="DIE STRASSE")
    assert titles(posts.search(workspace, "straße")) == ["DIE STRASSE"]


def test_search_by_account_in_any_case(workspace: Workspace, bob: str) -> None:
    draft(workspace, add_account(workspace, name="Ümit"), text="his")
    draft(workspace, bob, text="to the other")
    assert titles(posts.search(workspace, "ümiT HIS")) == ["his"]


def test_search_by_account(workspace: Workspace, ann: str, bob: str) -> None:
    draft(workspace, ann, text="to ann")
    draft(workspace, bob, text="to the other")
    assert titles(posts.search(workspace, "@bob")) == ["to the other"]
    assert posts.search(workspace, "  ") == ()


def test_one_brand(workspace: Workspace, clock: HandClock, ann: str) -> None:
    brand = brands.add(workspace, "Bakery")
    scheduled(workspace, ann, text="ours", brand_id=brand.id)
    scheduled(workspace, ann, text="theirs", at=clock.now() + timedelta(minutes=5))
    assert titles(posts.page(workspace, brand_id=brand.id)) == ["ours"]
    assert posts.counts(workspace, brand_id=brand.id).everything == 1
    coming = posts.next_post(workspace, brand_id=brand.id)
    assert coming is not None
    assert coming.title == "ours"


def test_the_next_post(workspace: Workspace, clock: HandClock, ann: str, bob: str) -> None:
    assert posts.next_post(workspace) is None
    scheduled(workspace, ann, text="later", at=clock.now() + 2 * HOUR)
    soon = scheduled(workspace, ann, bob, text="sooner", title="Named", at=clock.now() + HOUR)
    coming = posts.next_post(workspace)
    assert coming is not None
    assert (coming.post_id, coming.title, coming.at, coming.platforms) == (
        soon.id,
        "Named",
        clock.now() + HOUR,
        ("kiosk",),
    )
    posts.delete(workspace, soon.id)
    coming = posts.next_post(workspace)
    assert coming is not None
    assert coming.title == "later"
    assert posts.due_before(workspace, clock.now() + 3 * HOUR) == 1
    assert posts.due_before(workspace, clock.now() + 2 * HOUR) == 0


def test_a_row_s_picture_and_words(workspace: Workspace, ann: str) -> None:
    first, second = add_media(workspace), add_media(workspace)
    post = draft(
        workspace,
        ann,
        text="  Many\nwords " + "and more " * 40,
        media=(MediaChoice(second), MediaChoice(first)),
    )
    row = posts.page(workspace)[0]
    assert row.title.startswith("Many words and more")
    assert row.title.endswith("…")
    assert len(row.title) <= 60
    assert len(row.excerpt) <= 160
    assert row.thumbnail_sha256 == post.media[0].sha256
    assert titles((posts.page(workspace)[0],)) != ["Untitled post"]
    draft(workspace, ann, text=" ")
    assert "Untitled post" in titles(posts.page(workspace))


@pytest.mark.parametrize(
    ("status", "movable"),
    [
        (D.SCHEDULED, True),
        (D.MISSED, True),
        (D.CANCELED, True),
        (D.FAILED, False),
        (D.PUBLISHING, False),
        (D.PUBLISHED, False),
        (D.UNCONFIRMED, False),
    ],
)
def test_what_can_be_dragged(
    workspace: Workspace, clock: HandClock, ann: str, status: D, movable: bool
) -> None:
    """A row says so exactly where moving works."""
    from brandcraft_desktop.errors import Refused

    post = scheduled(workspace, ann)
    force(workspace, post.deliveries[0].id, status)
    assert posts.page(workspace)[0].movable is movable
    if movable:
        posts.move(workspace, post.id, at=clock.now() + 2 * HOUR)
    else:
        with pytest.raises(Refused):
            posts.move(workspace, post.id, at=clock.now() + 2 * HOUR)


def test_what_a_brand_leaves_out_is_counted(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    start = datetime(2026, 11, 1, tzinfo=clock.now().tzinfo)
    end = datetime(2026, 12, 1, tzinfo=clock.now().tzinfo)
    cafe, books = brands.add(workspace, "Cafe"), brands.add(workspace, "Books")
    for text, brand_id, at in (
        ("coffee", cafe.id, clock.now() + HOUR),
        ("novel", books.id, clock.now() + HOUR),
        ("novel in spring", books.id, end + DAY),
        ("nobody's", None, clock.now() + HOUR),
    ):
        made = scheduled(workspace, ann, text=text, at=at)
        content = replace(made.content, brand_id=brand_id)
        posts.save(workspace, made.id, content)
    gone = scheduled(workspace, ann, text="gone", at=clock.now() + HOUR)
    posts.delete(workspace, gone.id)

    def month(brand_id: str) -> int:
        return posts.month_outside(workspace, start=start, end=end, brand_id=brand_id)

    assert (month(cafe.id), month(books.id)) == (2, 2)
    for brand in (cafe, books):
        left_out = posts.month_outside(workspace, start=start, end=end, brand_id=brand.id)
        every = posts.month(workspace, start=start, end=end)
        own = posts.month(workspace, start=start, end=end, brand_id=brand.id)
        assert left_out == len(every) - len(own)

    def listed(tab: Tab, search: str = "") -> int:
        return posts.page_outside(workspace, tab=tab, brand_id=cafe.id, search=search)

    assert listed(Tab.ALL) == 3
    assert listed(Tab.SCHEDULED) == 3
    assert listed(Tab.DRAFTS) == 0
    assert listed(Tab.ALL, "novel spring") == 1


def planned_for(workspace: Workspace, post: PostView, at: datetime) -> None:
    """A post whose time came while nobody looked."""
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.posts).where(tables.posts.c.id == post.id).values(scheduled_at=at)
        )
    )


def test_the_list_begins_with_today(workspace: Workspace, clock: HandClock, ann: str) -> None:
    today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    for name, at in (
        ("in May", today + 30 * DAY),
        ("tomorrow", today + DAY),
        ("tonight", today + 23 * HOUR),
    ):
        scheduled(workspace, ann, text=name, at=at)
    this_morning = scheduled(workspace, ann, text="this morning", at=today + 22 * HOUR)
    planned_for(workspace, this_morning, today)
    for name, ago in (("last week", 7), ("yesterday", 1)):
        one = scheduled(workspace, ann, text=name, at=today + 40 * DAY)
        planned_for(workspace, one, today - ago * DAY)
    draft(workspace, ann, text="an idea")
    wanted = [
        "this morning",
        "tonight",
        "tomorrow",
        "in May",
        "an idea",
        "yesterday",
        "last week",
    ]
    whole = posts.page(workspace, today=today)
    assert titles(whole) == wanted
    for size in (1, 2, 3, 4, 5, 6):  # windows that end anywhere, also between the two walks
        found = [
            title
            for offset in range(0, len(wanted), size)
            for title in titles(posts.page(workspace, today=today, limit=size, offset=offset))
        ]
        assert found == wanted
    order = posts.Order(posts.Sort.DATE, Tab.ALL, today)
    for above, below in itertools.combinations(whole, 2):
        assert order.before(above, below)
        assert not order.before(below, above)
