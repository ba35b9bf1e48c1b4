"""What happened to single posts of a long list changes their lines alone, and ends up the same as
a list that is made anew.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.status import DeliveryStatus, Origin, PostStatus
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.posts import Sort, Tab
from brandcraft_desktop.ui.publisher import listing
from brandcraft_desktop.ui.publisher.filters import Filters
from brandcraft_desktop.ui.publisher.list_items import HEADING, ROW, PostItems
from brandcraft_desktop.ui.publisher.reading import ListWish
from tests.ui.publisher.conftest import Desk, hours
from tests.ui.publisher.test_list import click, open_list, titles
from tests.ui.publisher.world import NOW, set_status

MIDNIGHT = NOW.replace(hour=0, minute=0)
WISH = ListWish(Tab.ALL, "", None, Filters(), today=MIDNIGHT)
NEWEST = ListWish(Tab.ALL, "", None, Filters(), Sort.NEWEST)
TODAY = NOW.date()
POSTS = 8


def post(number: int, hour: int, title: str = "Post", late: int = 0) -> PostRow:
    """One planned so many hours from now, that went out so many days later."""
    planned = NOW + timedelta(hours=hour)
    at = planned + timedelta(days=late)
    return PostRow(
        f"p{number}",
        PostStatus.PUBLISHED,
        Origin.OWN,
        title,
        "",
        at,
        (),
        moment=planned,
        changed_at=at,
    )


def lines(items: QAbstractItemModel) -> list[str]:
    """What the list shows: headings, and the posts below them."""
    found = []
    for number in range(items.rowCount()):
        index = items.index(number, 0)
        row = index.data(ROW)
        shown = f"{row.id} {row.title} {row.at}" if isinstance(row, PostRow) else None
        found.append(shown or str(index.data(HEADING)))
    return found


def anew(rows: dict[str, PostRow], *, by_day: bool = True) -> PostItems:
    """The list as it is made from the start."""
    items = PostItems({}, lambda _: None)
    items.by_day = by_day
    order = sorted(rows.values(), key=lambda row: (row.moment, row.id))
    ahead = [row for row in order if row.moment is not None and row.moment >= MIDNIGHT]
    past = [row for row in reversed(order) if row not in ahead]
    items.show([*ahead, *past], TODAY, complete=True)
    return items


LATE = st.integers(0, 2)
happened = st.dictionaries(
    st.integers(0, POSTS - 1),
    st.one_of(st.none(), st.tuples(st.integers(-72, 72), st.sampled_from(["Post", "Other"]), LATE)),
    min_size=1,
    max_size=4,
)


@given(
    st.dictionaries(
        st.integers(0, POSTS - 1), st.tuples(st.integers(-72, 72), st.just("Post"), LATE)
    ),
    st.lists(happened, max_size=5),
    st.booleans(),
)
def test_it_ends_up_as_if_made_anew(
    start: dict[int, tuple[int, str, int]],
    changes: list[dict[int, tuple[int, str, int] | None]],
    by_day: bool,
) -> None:
    rows = {f"p{number}": post(number, *to) for number, to in start.items()}
    items = anew(rows, by_day=by_day)
    watched = QAbstractItemModelTester(items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for change in changes:
        touched = frozenset(f"p{number}" for number in change)
        new = [post(number, *to) for number, to in change.items() if to is not None]
        rows = {key: row for key, row in rows.items() if key not in touched}
        rows |= {row.id: row for row in new}
        items.patch(touched, new, WISH.before)
        assert lines(items) == lines(anew(rows, by_day=by_day))
        assert items.posts == len(rows)
    watched.deleteLater()


def test_only_its_own_line_is_painted_anew(qapp: QApplication) -> None:
    rows = {f"p{number}": post(number, number) for number in range(POSTS)}
    items = anew(rows)
    told: list[int] = []
    items.dataChanged.connect(lambda first, _: told.append(first.row()))
    items.modelReset.connect(lambda: pytest.fail("the list was made anew"))
    items.patch(frozenset({"p3"}), [post(3, 3, "Another")], WISH.before)
    assert [items.index(line, 0).data(ROW).id for line in told] == ["p3"]


def test_what_belongs_into_a_later_window_waits_for_it(qapp: QApplication) -> None:
    items = PostItems({}, lambda _: None)
    items.show([post(1, 5), post(2, 4)], TODAY, complete=False)
    items.patch(frozenset({"p1"}), [post(1, 1)], NEWEST.before)
    assert [row.id for row in items.rows()] == ["p2"]
    items.append([post(2, 4), post(1, 1)], complete=True)
    assert [row.id for row in items.rows()] == ["p2", "p1"], "one that is there comes once"


def test_where_the_order_is_another_the_post_is_found_nevertheless(qapp: QApplication) -> None:
    items = PostItems({}, lambda _: None)
    items.by_day = False
    items.show([post(1, 1), post(2, 3), post(3, 2)], TODAY, complete=True)
    items.patch(frozenset({"p1", "p3"}), [post(3, 2, "Other")], WISH.before)
    assert [row.title for row in items.rows()] == ["Post", "Other"]


def test_ticks_and_the_place_stay_when_a_post_moves(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "RELOADED", 2)
    made = [desk.add(f"Post {number}", hours(24 * number)) for number in range(4)]
    open_list(desk, 4)
    for number in (1, 2):
        click(desk, made[number], 18)
    table = desk.page.list.table
    desk.wait(lambda: not desk.page._context.tasks.busy)
    desk.page.list.items.modelReset.connect(lambda: pytest.fail("the list was made anew"))
    set_status(desk.workspace, made[2], "bluesky", DeliveryStatus.FAILED)
    desk.wait(desk.page.list.bar.retry.isVisible)
    assert titles(desk) == ["Post 0", "Post 1", "Post 2", "Post 3"]
    to = hours(24 * 5)
    wall = to.strftime("%Y-%m-%dT%H:%M")
    posts.move(desk.workspace, made[1].id, at=to, zone="UTC", wall_time=wall)
    desk.wait(lambda: titles(desk) == ["Post 0", "Post 2", "Post 3", "Post 1"])
    assert [row.title for row in table.chosen()] == ["Post 2", "Post 1"]
    posts.delete(desk.workspace, made[2].id)
    desk.wait(lambda: titles(desk) == ["Post 0", "Post 3", "Post 1"])
    assert desk.page.list.bar.count.text() == "1 selected"
    heads = [table.rowHeight(line) for line in range(table.model().rowCount())]
    measures = table.measures
    assert heads == [measures.head, measures.row] * 3, "a heading has another height than a post"
