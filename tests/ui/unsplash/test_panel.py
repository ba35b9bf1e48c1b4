"""Searching and choosing photos, against real HTTP: by what a person sees and does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.photos import KeyRefused
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.services import media, unsplash
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.tasks import Tasks
from brandcraft_desktop.ui.unsplash import UnsplashDialog, UnsplashPanel, open_unsplash
from tests.integrations.unsplash_stand import KEY, UnsplashStand, unsplash_stand
from tests.ui.editor.world import StandingClock, Way
from tests.ui.unsplash.house import open_beside


@dataclass
class Room:
    """A dialog and everything around it."""

    bot: QtBot
    stand: UnsplashStand
    workspace: Workspace
    tasks: Tasks
    way: Way
    dialog: UnsplashDialog
    added: list[tuple[MediaView, ...]] = field(default_factory=list)

    @property
    def panel(self) -> UnsplashPanel:
        return self.dialog.panel

    def wait(self, true: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(true()), timeout=20_000)

    def settle(self) -> None:
        self.wait(lambda: not self.tasks.busy)

    def search(self, words: str) -> None:
        """Type and press Enter."""
        self.panel.search.selectAll()
        self.bot.keyClicks(self.panel.search, words)
        self.bot.keyClick(self.panel.search, Qt.Key.Key_Return)
        self.settle()

    def key(self, *keys: Qt.Key) -> None:
        for one in keys:
            self.bot.keyClick(self.panel.grid, one)


@pytest.fixture
def stand() -> Iterator[UnsplashStand]:
    with unsplash_stand() as made:
        yield made


@pytest.fixture
def with_key() -> bool:
    return True


@pytest.fixture
def room(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, stand: UnsplashStand, with_key: bool
) -> Iterator[Room]:
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)
    workspace = open_beside(tmp_path / "home", StandingClock(), stand, key=with_key)
    shell = QObject()
    tasks, bridge, way = Tasks(shell), Bridge(shell), Way()
    unsubscribe = bridge.connect_to(workspace.bus.subscribe)
    window = QWidget()
    window.resize(1000, 800)
    window.show()
    added: list[tuple[MediaView, ...]] = []
    dialog = open_unsplash(Context(workspace, tasks, bridge, way), window, added.append)
    qtbot.waitExposed(dialog)
    made = Room(qtbot, stand, workspace, tasks, way, dialog, added)
    made.settle()
    yield made
    made.settle()
    unsubscribe()
    window.close()
    tasks.close()
    window.deleteLater()
    shell.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    close(workspace)


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser was asked for."""
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return opened


def test_typing_searches_after_a_pause_and_only_once(room: Room) -> None:
    room.bot.keyClicks(room.panel.search, "boat")
    assert room.stand.asked == []
    room.wait(lambda: room.panel.items.photos)
    room.settle()
    assert [one.split("?")[0] for one in room.stand.asked] == ["/search/photos"]
    assert room.panel.state.state() == "content"
    room.search("bread")
    assert len(room.panel.items.photos) == 3
    asked = len(room.stand.asked)
    room.search("boat")
    assert len(room.panel.items.photos) == 30
    assert len(room.stand.asked) == asked, "what was found before is not asked for again"


def test_scrolling_brings_every_photo_once(room: Room) -> None:
    room.search("boat")
    assert len(room.panel.items.photos) == 30
    bar = room.panel.grid.verticalScrollBar()
    while len(room.panel.items.photos) < 70:
        bar.setValue(bar.maximum())
        room.settle()
    bar.setValue(bar.maximum())
    room.settle()
    ids = [one.id for one in room.panel.items.photos]
    assert len(set(ids)) == len(ids) == 70
    assert len(room.stand.asked) == 3


def test_only_pictures_in_view_are_fetched(room: Room) -> None:
    room.search("boat")
    room.bot.waitUntil(lambda: not room.tasks.busy and bool(room.panel.pictures._kept))
    assert 0 < len(room.panel.pictures._kept) < 30
    assert room.stand.downloads == room.stand.fetched == {}


def test_several_are_chosen_by_keys_and_added(room: Room) -> None:
    room.search("boat")
    room.panel.grid.setFocus()
    assert not room.panel.take.isEnabled()
    room.key(Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert room.panel.take.text() == "Add 2 to library"
    chosen = room.panel.grid.chosen()
    room.key(Qt.Key.Key_Return)
    room.wait(lambda: room.added)
    assert not (shiboken6.isValid(room.dialog) and room.dialog.isVisible())
    (views,) = room.added
    assert [view.state for view in views] == [MediaState.PROCESSED] * 2
    assert room.stand.downloads == {one.id: 1 for one in chosen}
    assert {one.id for one in media.list_media(room.workspace)} == {one.id for one in views}


def test_enter_takes_the_photo_the_focus_is_on(room: Room) -> None:
    room.search("boat")
    room.panel.grid.setFocus()
    room.key(Qt.Key.Key_Right, Qt.Key.Key_Return)
    room.wait(lambda: room.added)
    assert len(room.added[0]) == 1


def cell(room: Room, row: int) -> QPoint:
    return room.panel.grid.visualRect(room.panel.items.index(row)).center()


def test_a_click_chooses_and_a_double_click_adds(room: Room) -> None:
    room.search("boat")
    view = room.panel.grid.viewport()
    for row in (0, 1, 0):
        room.bot.mouseClick(view, Qt.MouseButton.LeftButton, pos=cell(room, row))
    assert [one.id for one in room.panel.grid.chosen()] == [room.panel.items.photos[1].id]
    room.bot.mouseClick(view, Qt.MouseButton.LeftButton, pos=cell(room, 1))
    room.bot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=cell(room, 1))
    room.wait(lambda: room.added)
    assert len(room.added[0]) == 1


def test_names_lead_to_their_photographers(room: Room, links: list[str]) -> None:
    room.search("boat")
    grid = room.panel.grid
    name = grid.name_rect(room.panel.items.index(1)).center()
    room.bot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=name)
    profile = "https://unsplash.com/@user1?utm_source=brandcraft&utm_medium=referral"
    assert links == [profile]
    assert grid.chosen() == ()
    grid.setCurrentIndex(room.panel.items.index(1))
    room.panel.credit.linkActivated.emit(profile)
    assert links == [profile, profile]
    words = room.panel.credit.text()
    assert "Photo by " in words
    assert "Tomás Ferreira" in words
    assert "https://unsplash.com/?utm_source=brandcraft&amp;utm_medium=referral" in words


def test_every_photo_says_what_it_is(room: Room) -> None:
    room.search("boat")
    index = room.panel.items.index(1)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Red bicycle at a wall, photo by Tomás Ferreira"
    room.panel.grid.setCurrentIndex(index)
    assert room.panel.about.text() == "Red bicycle at a wall · 800 × 1200"


def face(room: Room) -> str:
    """What stands in place of the photos."""
    shown = room.panel.state.currentWidget()
    assert shown is not None
    return shown.accessibleName()


def test_nothing_found_says_so(room: Room) -> None:
    room.search("qwx")
    assert room.panel.state.state() == "empty"
    assert face(room) == "No photos for “qwx”. Try fewer words."


def test_the_limit_says_when_there_is_more(room: Room) -> None:
    room.stand.used = room.stand.limit - 1
    room.search("boat")
    assert room.panel.left.text() == "0 more requests this hour"
    bar = room.panel.grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    room.settle()
    words = "Unsplash limit reached. More at 10:00. Your key may ask 50 times an hour."
    assert room.panel.notice.text() == words
    assert len(room.panel.items.photos) == 30
    asked = len(room.stand.asked)
    bar.setValue(0)
    bar.setValue(bar.maximum())
    room.settle()
    assert len(room.stand.asked) == asked, "scrolling on asks nobody until one tries again"
    room.search("bread")
    assert room.panel.state.state() == "error"
    assert face(room) == words
    room.stand.used = 0
    room.panel.engine.again()
    room.settle()
    assert len(room.panel.items.photos) == 3


def test_offline_can_be_tried_again(room: Room) -> None:
    for listener in room.stand.listeners.values():
        listener.down()
    room.search("boat")
    assert face(room).startswith("You are offline, or Unsplash is.")
    for listener in room.stand.listeners.values():
        listener.up()
    room.panel.engine.again()
    room.settle()
    assert room.panel.state.state() == "content"


def test_what_fails_halfway_goes_on_behind_what_is_there(room: Room) -> None:
    room.search("boat")
    room.panel.grid.setFocus()
    room.key(Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space)
    room.stand.trouble("download", "reset", nth=2)
    room.panel.take.click()
    room.wait(lambda: not room.panel.notice.isHidden())
    assert room.panel.notice.text().startswith("You are offline")
    assert room.dialog.isVisible()
    assert len(media.list_media(room.workspace)) == 1
    room.panel.notice._buttons[0].click()
    room.wait(lambda: room.added)
    assert len(room.added[0]) == 2
    assert set(room.stand.downloads.values()) == {1}


def test_closing_after_a_failure_keeps_what_came_in(room: Room) -> None:
    room.search("boat")
    room.panel.grid.setFocus()
    room.key(Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space)
    room.stand.trouble("download", "reset", nth=2)
    room.panel.take.click()
    room.wait(lambda: not room.panel.notice.isHidden())
    room.dialog.cancel.click()
    assert [len(views) for views in room.added] == [1]


def test_a_refused_key_is_asked_for_anew(room: Room) -> None:
    room.stand.keys = {"another-Access-Key-9876543210"}
    room.search("boat")
    panel = room.panel
    assert panel.key_form.isVisible()
    assert panel.key_form.notice.text().startswith("Unsplash refused the key.")
    assert KEY not in panel.key_form.notice.text()
    room.bot.keyClicks(panel.key_form.line, "another-Access-Key-9876543210")
    panel.key_form.button.click()
    room.settle()
    room.wait(panel.search.isVisible)
    room.search("boat")
    assert len(panel.items.photos) == 30


class TestWithoutAKey:
    """The form stands where the photos will."""

    @pytest.fixture
    def with_key(self) -> bool:
        return False

    def test_it_explains_and_takes_one(self, room: Room, links: list[str]) -> None:
        form = room.panel.key_form
        assert form.isVisible()
        assert not room.panel.search.isVisible()
        assert not room.panel.take.isVisible()
        assert form.line.hasFocus()
        form.link.click()
        assert links == ["https://unsplash.com/oauth/applications"]
        room.bot.keyClicks(form.line, "far too short")
        room.bot.keyClick(form.line, Qt.Key.Key_Return)
        room.settle()
        assert form.notice.text().startswith("This is no Access Key of Unsplash.")
        assert room.dialog.isVisible()
        form.line.clear()
        room.bot.keyClicks(form.line, KEY)
        room.bot.keyClick(form.line, Qt.Key.Key_Return)
        room.settle()
        room.wait(room.panel.search.isVisible)
        assert form.line.text() == ""
        room.search("boat")
        assert len(room.panel.items.photos) == 30

    def test_a_wrong_one_is_not_kept(self, room: Room) -> None:
        form = room.panel.key_form
        room.bot.keyClicks(form.line, "wrong-Access-Key-0123456789")
        form.button.click()
        room.settle()
        assert form.notice.text().startswith("Unsplash refused the key.")
        assert not unsplash.key_state(room.workspace).there
        with pytest.raises(KeyRefused):
            unsplash.set_key(room.workspace, "wrong-Access-Key-0123456789")
