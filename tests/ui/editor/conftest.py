"""A page on a real workspace, shown offscreen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.editor.view import EditorView
from brandcraft_desktop.ui.tasks import Tasks
from tests.ui.editor.world import StandingClock, Way, add_account, open_world


@dataclass
class Desk:
    """The page and everything around it."""

    bot: QtBot
    workspace: Workspace
    clock: StandingClock
    way: Way
    page: EditorPage
    tasks: Tasks

    @property
    def view(self) -> EditorView:
        return self.page.view

    def wait(self, true: Callable[[], bool], milliseconds: int = 20_000) -> None:
        self.bot.waitUntil(true, timeout=milliseconds)

    def settle(self) -> None:
        """Everything asked for has come back."""
        self.wait(lambda: not self.tasks.busy)

    def new(self) -> None:
        self.page.open_new()
        self.wait(lambda: self.page.controller.post is not None)

    def choose_all(self) -> None:
        for chip in self.view.accounts.chips:
            if chip.connected and not chip.isChecked():
                chip.click()

    def type(self, text: str) -> None:
        self.bot.keyClicks(self.view.composer, text)

    def stored(self) -> PostView:
        post = self.page.controller.post
        assert post is not None
        return posts.show(self.workspace, post.id)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: StandingClock) -> Iterator[Workspace]:
    opened = open_world(tmp_path / "home", clock)
    add_account(opened, "bluesky", "demo.bsky.social")
    add_account(opened, "x", "demo_studio")
    add_account(opened, "linkedin", "demo-studio")
    yield opened
    close(opened)


@pytest.fixture
def desk(
    qapp: QApplication, qtbot: QtBot, workspace: Workspace, clock: StandingClock
) -> Iterator[Desk]:
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)
    # Owned by Qt: Python might collect them on another thread, with a timer still running.
    shell = QObject()
    tasks, bridge, way = Tasks(shell), Bridge(shell), Way()
    unsubscribe = bridge.connect_to(workspace.bus.subscribe)
    page = EditorPage(Context(workspace, tasks, bridge, way))
    page.resize(1196, 752)
    page.show()
    qtbot.waitExposed(page)
    made = Desk(qtbot, workspace, clock, way, page, tasks)
    yield made
    page.leave()
    made.settle()
    unsubscribe()
    page.close()
    tasks.close()
    page.deleteLater()
    shell.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
