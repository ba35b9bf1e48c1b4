"""The library page on a real workspace, in a window that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from brandcraft_desktop.domain.events import MediaChanged
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.services import media
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.library import LibraryPage
from brandcraft_desktop.ui.tasks import Tasks
from tests.services.desk import add_media, set_media
from tests.ui.publisher.world import StandingClock, Way, add_accounts, open_world

NO_KEY = Qt.KeyboardModifier.NoModifier


@dataclass
class Desk:
    """Everything a test looks at and puts its hands on."""

    page: LibraryPage
    workspace: Workspace
    accounts: dict[str, str]
    way: Way
    clock: StandingClock
    folder: Path
    bot: QtBot

    def add(self, *names: str) -> list[str]:
        """Files that are ready, as rows; ids in the order of the names."""
        ids = []
        for name in names:
            self.clock.moment += timedelta(seconds=1)
            film = name.endswith(".mp4")
            media_id = add_media(self.workspace, name)
            set_media(
                self.workspace,
                media_id,
                sha256=sha256(media_id.encode()).hexdigest(),
                kind=(MediaKind.VIDEO if film else MediaKind.IMAGE).value,
                mime="video/mp4" if film else "image/jpeg",
                duration=12.0 if film else None,
            )
            ids.append(media_id)

        def tell(_: Connection, emit: Emit) -> None:
            for one in ids:
                emit(MediaChanged(one))

        change(self.workspace, tell)
        return ids

    def wait(self, fact: Callable[[], object]) -> None:
        """Until the screen shows it."""
        self.bot.waitUntil(lambda: bool(fact()), timeout=5_000)

    def names(self) -> list[str]:
        """What the grid shows."""
        return [view.name for view in self.page.items.files]

    def shows(self, *names: str) -> None:
        """Wait until the grid shows exactly these."""
        try:
            self.wait(lambda: self.names() == list(names))
        finally:
            assert self.names() == list(names)

    def view(self, media_id: str) -> MediaView:
        """How a file is kept."""
        return media.show(self.workspace, media_id)

    def index(self, media_id: str) -> QModelIndex:
        """Where a file stands."""
        row = self.page.items.row_of(media_id)
        assert row >= 0
        return self.page.items.index(row)

    def click(self, media_id: str, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press on a file."""
        grid = self.page.grid
        grid.scrollTo(self.index(media_id))
        at = grid.visualRect(self.index(media_id)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, keys, at)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key over the grid."""
        QTest.keyClick(self.page.grid, key, keys)

    def chosen(self) -> list[str]:
        """Names of the chosen files."""
        return [view.name for view in self.page.grid.chosen()]

    def dialog(self, kind: type[QDialog] = QDialog) -> QDialog:
        """The dialog that is open, as soon as it is."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Light theme, no motion, British dates, left to right."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(before)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The page, open and empty."""
    clock = StandingClock()
    workspace = open_world(tmp_path / "home", clock)
    accounts = add_accounts(workspace)
    tasks, bridge, way = Tasks(), Bridge(), Way()
    unsubscribe = bridge.connect_to(workspace.bus.subscribe)
    page = LibraryPage(Context(workspace, tasks, bridge, way))
    page.resize(1196, 752)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield Desk(page, workspace, accounts, way, clock, tmp_path, qtbot)
    unsubscribe()
    tasks.close()
    close(workspace)
