"""Larger text: nothing that has one place in the window is cut, also when it grows while open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QDateTimeEdit, QToolButton

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.brand import BrandPage
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.library import LibraryPage
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.places import ACCOUNTS, BRAND, CREATE, LIBRARY, PUBLISHER, SETTINGS
from tests.services.many_files import add_many
from tests.ui.publisher.world import NOW, Made, add_accounts, add_post
from tests.ui.stage import Stage, stage

SIZES = ((1280, 800), (1024, 640))
SCALES = (1.0, 1.5)
LONG = "Kept as draft. It waits in the list of drafts, and nothing goes out before it has a time. "
made: list[Made] = []


def prepare(workspace: Workspace) -> None:
    accounts = add_accounts(workspace)
    made[:] = [add_post(workspace, accounts, "Pack", at=NOW + timedelta(days=5), to=("x",))]
    add_many(workspace, 3)
    add_post(workspace, accounts, "An idea", at=None, to=("x",), status=D.DRAFT)


@pytest.fixture
def at(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path, prepare=prepare) as found:
        yield found
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)


@pytest.fixture(params=[(*size, scale) for size in SIZES for scale in SCALES])
def dressed(at: Stage, qapp: QApplication, request: pytest.FixtureRequest) -> Stage:
    """The window in each size, its text made larger while it is open."""
    width, height, scale = request.param
    at.window.resize(width, height)
    theme.apply(qapp, theme.Scheme.LIGHT, scale, reduced_motion=True)
    at.settle()
    return at


def test_the_rail_shows_its_words(dressed: Stage) -> None:
    rail = dressed.window.rail
    for button in rail.findChildren(QToolButton, "nav"):
        bold = QFont(button.font())
        bold.setWeight(QFont.Weight.DemiBold)
        assert QFontMetrics(bold).horizontalAdvance(button.text()) <= button.width() - 6
        assert button.sizeHint().height() <= button.height() + 1
        assert button.geometry().right() < rail.width()


def test_the_month_is_named_and_every_button_is_there(dressed: Stage) -> None:
    page = dressed.page(PUBLISHER)
    assert isinstance(page, PublisherPage)
    header = page.header
    assert header.title.shown_text() in ("November 2026", "Nov 2026")
    for button in (header.today, header.filter, header.tray, header.new):
        assert button.width() >= button.sizeHint().width()
    assert header.new.geometry().right() <= header.width()
    assert "1" in header.tray.text()
    assert header.tray.accessibleName() == "Unscheduled 1"
    assert header.filter.accessibleName() == "Filter"


def test_a_row_of_the_list_holds_its_three_lines(dressed: Stage) -> None:
    page = dressed.page(PUBLISHER)
    assert isinstance(page, PublisherPage)
    page.header.view.button("list").click()
    dressed.settle()
    table = page.list.table
    rows = [n for n in range(table.model().rowCount()) if table.row_at(table.model().index(n, 0))]
    lines = 3 * QFontMetrics(table.font()).height() * 0.9
    assert rows
    assert all(table.rowHeight(number) >= lines for number in rows)


def test_the_library_s_buttons_are_whole(dressed: Stage) -> None:
    page = dressed.page(LIBRARY)
    assert isinstance(page, LibraryPage)
    page.grid.choose([page.items.files[0].id])
    dressed.settle()
    details, header = page.details, page.header
    shelves = header.shelves.findChildren(QToolButton)
    for button in (details.use, details.delete, header.add, *shelves):
        assert button.isVisible()
        assert button.width() >= button.sizeHint().width()
    assert details.use.mapTo(details, details.use.rect().bottomRight()).x() < details.width()
    assert shelves[-1].mapTo(page, shelves[-1].rect().bottomRight()).x() < page.width()
    page.grid.selectAll()
    dressed.settle()
    for button in (page.bar.use, page.bar.tags, page.bar.delete):
        assert button.width() >= button.sizeHint().width()


def test_my_brand_keeps_its_figures_its_map_and_its_buttons(dressed: Stage) -> None:
    page = dressed.page(BRAND)
    assert isinstance(page, BrandPage)
    for button in (page.header.new, page.accounts.connect_button, page.upcoming.write):
        assert button.width() >= button.sizeHint().width()
    assert page.header.new.geometry().right() < page.header.width()
    heat = page.activity.map
    last = heat.table.visualRect(heat.items.index(6, heat.items.columnCount() - 1))
    assert heat.table.viewport().rect().contains(last)
    assert heat.table.geometry().right() < heat.width()
    for line in page.upcoming.lines():
        assert line.when.shown_text() == line.when.text()
    bar = dressed.window.top_bar
    assert bar.next.geometry().right() < bar.width()


def test_in_little_room_the_month_is_named_shortly(at: Stage) -> None:
    page = at.page(PUBLISHER)
    assert isinstance(page, PublisherPage)
    page.header.resize(640, page.header.height())
    assert page.header.filter.text() == ""
    assert page.header.filter.toolTip() == "Filter"
    assert page.header.title.shown_text() in ("November 2026", "Nov 2026")
    page.header.resize(1200, page.header.height())
    assert page.header.filter.text() == "Filter"
    assert page.header.tray.text() == "Unscheduled 1"


def test_the_settings_list_shows_every_section(dressed: Stage) -> None:
    page = dressed.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    dressed.settle()
    shown = page.list.viewport().rect()
    for row in range(page.list.count()):
        line = page.list.visualItemRect(page.list.item(row))
        assert shown.contains(line)
    assert page.list.sizeHintForColumn(0) <= shown.width()


def test_no_setting_is_cut_at_its_end(dressed: Stage) -> None:
    page = dressed.page("settings")
    assert isinstance(page, SettingsPage)
    for section in page.sections:
        room = section.parentWidget()
        assert room is not None
        view = room.parentWidget()
        assert view is not None
        assert section.geometry().right() <= view.width(), section.title
        assert section.minimumSizeHint().width() <= section.width(), section.title


def test_a_toast_shows_all_its_lines(dressed: Stage) -> None:
    toasts = dressed.window.toasts
    for words in ("Saved.", LONG, LONG * 3):
        dressed.window.toast(words, undo=lambda: None, action=("View", lambda: None))
        dressed.settle()
        label = toasts._label
        assert label.height() >= label.heightForWidth(label.width())
        assert toasts.geometry().right() <= dressed.window.width()
        toasts.clear()


def test_a_toast_grows_with_the_text(at: Stage, qapp: QApplication) -> None:
    at.window.toast(LONG * 2)
    at.settle()
    before = at.window.toasts.width()
    theme.apply(qapp, theme.Scheme.LIGHT, 1.5, reduced_motion=True)
    at.settle()
    label = at.window.toasts._label
    assert at.window.toasts.width() > before
    assert label.height() >= label.heightForWidth(label.width())


def test_date_and_time_are_whole(dressed: Stage) -> None:
    dressed.window.open_editor(made[0].id)
    dressed.settle()
    page = dressed.window.page(CREATE)
    assert isinstance(page, EditorPage)
    bar = page.view.bar
    edit = bar.time.edit
    assert isinstance(edit, QDateTimeEdit)
    assert edit.width() >= edit.sizeHint().width()
    assert not edit.geometry().intersects(bar.time.suggest.geometry())
    assert not bar.time.suggest.geometry().intersects(bar.time.zone.geometry())
    assert bar.time.zone.width() >= bar.time.zone.sizeHint().width()
    assert bar.schedule.width() >= bar.schedule.sizeHint().width()


def test_what_was_said_on_a_page_goes_with_it(at: Stage) -> None:
    at.page(PUBLISHER)
    at.window.toast("Link copied")
    at.window.toast("Moved to Friday.", undo=lambda: None)
    at.page(ACCOUNTS)
    assert at.window.toasts.text() == ""
    at.window.toast("Account disconnected")
    at.page(ACCOUNTS)
    assert at.window.toasts.text() == "Account disconnected", "the page was not left"


def test_what_leaving_the_editor_says_stays(at: Stage) -> None:
    at.window.open_editor()
    at.settle()
    page = at.window.page(CREATE)
    assert isinstance(page, EditorPage)
    page.view.composer.insertPlainText("Not finished yet")
    at.page(PUBLISHER)
    assert at.window.toasts.text() == "Kept as draft."
