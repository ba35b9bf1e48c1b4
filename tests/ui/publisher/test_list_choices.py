"""The list: orders, columns, renaming, days and several posts at once, and what empty tabs say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from sqlalchemy import update

from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import brands, posts
from brandcraft_desktop.services.posts import Sort, Tab
from brandcraft_desktop.services.transaction import change
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.publisher import PublisherPage, listing, reading
from brandcraft_desktop.ui.publisher.list_empty import Way, nothing_here
from brandcraft_desktop.ui.publisher.list_items import HEADING
from brandcraft_desktop.ui.publisher.reading import ListPicture, ListWish
from brandcraft_desktop.ui.publisher.title_field import TitleField
from brandcraft_desktop.ui.widgets import set_look
from tests.services.many_posts import add_posts
from tests.ui.publisher.conftest import Desk, hours
from tests.ui.publisher.test_list import click, open_list, several, titles
from tests.ui.publisher.world import NOW, Made

D = DeliveryStatus
__all__ = ["several"]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def headings(desk: Desk) -> list[str]:
    items = desk.page.list.items
    found = [items.index(number, 0).data(HEADING) for number in range(items.rowCount())]
    return [words for words in found if words]


def press(desk: Desk, made: Made, keys: Qt.KeyboardModifier) -> None:
    table, items = desk.page.list.table, desk.page.list.items
    box = table.visualRect(items.index(items.line_of(made.id), 0))
    at = QPoint(box.left() + 200, box.center().y())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, at)


def ticked(desk: Desk) -> list[str]:
    return [row.title for row in desk.page.list.table.chosen()]


def touch(desk: Desk, made: Made, **columns: object) -> None:
    """Something changed it elsewhere."""

    def act(connection, emit) -> None:  # type: ignore[no-untyped-def]
        connection.execute(
            update(tables.posts).where(tables.posts.c.id == made.id).values(**columns)
        )
        emit(PostChanged(made.id))

    change(desk.workspace, act)


def test_the_orders(desk: Desk, several: dict[str, Made]) -> None:
    touch(desk, several["out"], updated_at=NOW + timedelta(hours=1))
    open_list(desk, 4)
    choices = desk.page.list.choices
    assert choices.sort_button.text() == "Sort: date"
    room = choices.sort_button.sizeHint().width()
    set_look(choices.sort_button, "menu", "")
    assert room > choices.sort_button.sizeHint().width(), "the arrow keeps its distance"
    choices.orders[Sort.OLDEST].trigger()
    desk.wait(lambda: titles(desk) == ["Tour", "Brush", "Reply", "Idea"])
    choices.orders[Sort.TITLE].trigger()
    desk.wait(lambda: titles(desk) == ["Brush", "Idea", "Reply", "Tour"])
    assert headings(desk) == []
    choices.orders[Sort.CHANGED].trigger()
    desk.wait(lambda: titles(desk)[0] == "Tour")
    assert headings(desk) == ["Changed: Today, Sunday 22 November"]
    assert choices.sort_button.text() == "Sort: recently changed"
    again = PublisherPage(
        Context(desk.workspace, desk.page._context.tasks, desk.page._context.bridge, desk.way)
    )
    desk.bot.addWidget(again)
    assert again.list.choices.sort is Sort.CHANGED


def test_columns_make_room_for_the_words(desk: Desk, several: dict[str, Made]) -> None:
    open_list(desk, 4)
    table = desk.page.list.table
    before = table.grab().toImage()
    for key in ("picture", "text", "platforms", "state"):
        desk.page.list.choices.columns[key].trigger()
        after = table.grab().toImage()
        assert after != before, f"{key} is drawn although it is hidden"
        before = after
    assert desk.page.list.choices.hidden == {"picture", "text", "platforms", "state"}


def test_ctrl_and_shift_tick_and_a_click_on_a_day_ticks_it_whole(
    desk: Desk, several: dict[str, Made]
) -> None:
    same = desk.add("Second", hours(9))
    open_list(desk, 5)
    press(desk, several["draft"], CTRL)
    press(desk, several["out"], CTRL)
    assert ticked(desk) == ["Idea", "Tour"]
    press(desk, several["draft"], CTRL)
    assert ticked(desk) == ["Tour"]
    press(desk, same, CTRL)
    press(desk, several["failed"], SHIFT)
    assert ticked(desk) == ["Second", "Idea", "Brush", "Tour"]
    QTest.keyClick(desk.page.list.table, Qt.Key.Key_Escape)
    table, items = desk.page.list.table, desk.page.list.items
    heading = table.visualRect(items.index(items.line_of(several["next"].id) - 1, 0))
    at = QPoint(heading.left() + 18, heading.center().y())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert ticked(desk) == ["Reply", "Second"]
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert ticked(desk) == []


def test_the_menu_of_several_does_what_the_bar_does(desk: Desk, several: dict[str, Made]) -> None:
    open_list(desk, 4)
    for name in ("draft", "failed"):
        click(desk, several[name], 18)
    desk.page.list.table.menu_asked.emit(several["draft"].id, QPoint(0, 0))
    menu = desk.page.list.findChild(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert menu is not None
    words = [line.text() for line in menu.actions() if line.text()]
    assert words == ["Move…", "Duplicate", "Retry failed", "Delete", "Clear selection"]
    next(line for line in menu.actions() if line.text() == "Duplicate").trigger()
    menu.close()
    desk.wait(lambda: desk.way.toasts == ["2 drafts made"])


def rename(desk: Desk, made: Made, words: str, key: Qt.Key) -> None:
    table, items = desk.page.list.table, desk.page.list.items
    table.setCurrentIndex(items.index(items.line_of(made.id), 0))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    field = table.findChild(TitleField)
    assert field is not None
    assert field.hasFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, key)


def test_f2_renames_even_what_is_out_and_undo_takes_it_back(
    desk: Desk, several: dict[str, Made]
) -> None:
    open_list(desk, 4)
    rename(desk, several["out"], "Studio tour", Qt.Key.Key_Return)
    desk.wait(lambda: "Studio tour" in titles(desk))
    assert desk.page.list.table.hasFocus()
    assert desk.way.toasts == ["Renamed"]
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: "Tour" in titles(desk))
    rename(desk, several["next"], "Nothing of it", Qt.Key.Key_Escape)
    desk.wait(lambda: desk.page.list.table.findChild(QLineEdit) is None)
    assert "Reply" in titles(desk)


@pytest.mark.parametrize("tab", Tab)
def test_an_empty_tab_says_what_hides_its_posts(tab: Tab) -> None:
    plain = nothing_here(tab, "", filtered=False, brand="")
    assert plain.way is (Way.NONE if tab is Tab.ATTENTION else Way.NEW)
    of_brand = nothing_here(tab, "", filtered=False, brand="Demo Studio")
    assert "for Demo Studio" in of_brand.sentence
    assert of_brand.way is Way.BRAND
    assert nothing_here(tab, "", filtered=True, brand="Demo").way is Way.FILTERS
    assert nothing_here(tab, "qwx", filtered=True, brand="Demo").sentence == (
        "No posts with “qwx” for Demo."
    )
    assert len({nothing_here(one, "", filtered=False, brand="").sentence for one in Tab}) == 5


def test_a_brand_without_posts_offers_all_brands(desk: Desk, several: dict[str, Made]) -> None:
    brand = brands.add(desk.workspace, "Demo Studio")
    open_list(desk, 4)
    desk.way.brand_id = brand.id
    desk.page.brand_changed()
    desk.wait(lambda: desk.page.list.state.state() == "empty")
    shown = desk.page.list.state
    assert "No posts for Demo Studio." in _texts(shown)
    next(one for one in shown.findChildren(type(desk.page.header.new)) if one.isVisible()).click()
    assert desk.way.went == ["all brands"]


def _texts(widget: object) -> list[str]:
    from PySide6.QtWidgets import QLabel, QWidget

    assert isinstance(widget, QWidget)
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_far_down_only_what_changed_is_read_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "RELOADED", 100)
    ids = add_posts(desk.workspace, desk.accounts, 600, until=NOW)
    desk.page.list.choices.orders[Sort.NEWEST].trigger()
    open_list(desk, 256)
    desk.page.list.table.scrollToBottom()
    desk.wait(lambda: desk.page.list.items.posts == 512)
    whole: list[int] = []

    def counting(workspace: Workspace, wish: ListWish, loaded: int) -> ListPicture:
        whole.append(loaded)
        return reading.read_list(workspace, wish, loaded)

    monkeypatch.setattr(listing, "read_list", counting)
    place = desk.page.list.table.verticalScrollBar().value()
    posts.rename(desk.workspace, ids[-3], "Quite another")
    desk.wait(lambda: titles(desk)[2] == "Quite another")
    posts.delete(desk.workspace, ids[-3])
    desk.wait(lambda: desk.page.list.items.posts == 511)
    new = desk.add("Between", NOW - timedelta(hours=1))
    desk.wait(lambda: titles(desk)[1] == "Between")
    assert desk.page.list.items.line_of(new.id) > 0
    shown = [row.id for row in desk.page.list.items.rows()]
    assert shown == [row.id for row in posts.page(desk.workspace, limit=512)]
    assert whole == []
    assert desk.page.list.table.verticalScrollBar().value() > place - 200


class Painted(QObject):
    """Notes how much of a widget is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.heights: list[int] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.heights.append(event.rect().height())
        return False


def come_to_rest(desk: Desk) -> None:
    desk.wait(lambda: not desk.page._context.tasks.busy)
    for _ in range(5):
        QApplication.processEvents()


def test_more_posts_below_the_view_paint_nothing_in_it(desk: Desk) -> None:
    add_posts(desk.workspace, desk.accounts, 600, until=NOW)
    open_list(desk, 256)
    view = desk.page.list
    bar = view.table.verticalScrollBar()
    bar.setValue(200)
    come_to_rest(desk)
    painted, end = Painted(view.table.viewport()), bar.maximum()
    view.items.fetchMore(QModelIndex())
    desk.wait(lambda: view.items.posts == 512)
    desk.wait(lambda: bar.maximum() > end)
    come_to_rest(desk)
    assert painted.heights == []
    assert bar.value() == 200
    last = view.items.index(view.items.rowCount() - 1, 0)  # before those that the end asks for
    bar.setValue(bar.maximum())
    desk.wait(lambda: painted.heights)
    assert view.table.visualRect(last).bottom() <= view.table.viewport().height()
