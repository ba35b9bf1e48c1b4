"""The process dies while somebody types: what is missing was typed in the last half second."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.tasks import Tasks
from tests.media.files import photo
from tests.punctuality import MEASURING
from tests.ui.editor.typing_process import WALL, typed
from tests.ui.editor.world import StandingClock, Way, open_world

ROOT = Path(__file__).parents[3]
KEYS = 150
BEHIND = 0.5
"""Seconds that may be lost, promised where it is measured."""
MOST_LOST = 50
"""Keys, elsewhere: a machine that is held up holds up the typing, too, which takes a second."""


def test_what_was_typed_survives_the_kill_of_its_process(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    folder, picture = tmp_path / "home", photo(tmp_path / "beach.jpg", (320, 240))
    pressed, killed = _type_and_kill(folder, picture)
    workspace = open_world(folder, StandingClock())
    try:
        (found,) = posts.recoverable(workspace)  # as the greeting of the next start offers it
        content = found.content
        kept = content.text
        assert typed(len(pressed)).startswith(kept), "the words are those that were typed"
        lost = pressed[len(kept) :]
        if MEASURING:
            print(f"lost {len(lost)} keys, {killed - lost[0] if lost else 0:.3f} s")
        assert len(lost) <= MOST_LOST
        if MEASURING and lost:
            assert killed - lost[0] <= BEHIND
        assert content.variants["x"].text == "only on X"
        assert [one.name for one in found.media] == ["beach.jpg"]
        assert content.wall_time == WALL.isoformat()
        assert content.scheduled_at is not None
        with _page(workspace, qtbot) as page:
            page.open_post(found.id)
            qtbot.waitUntil(lambda: page.controller.post is not None, timeout=10_000)
            assert page.view.composer.text() == kept
            assert [tile.name for tile in page.view.strip.items.tiles] == ["beach.jpg"]
            assert page.controller.when.wall == WALL
            page.view.tabs.set_current("x")
            assert page.view.composer.text() == "only on X"
    finally:
        close(workspace)


@contextmanager
def _page(workspace: Workspace, bot: QtBot) -> Iterator[EditorPage]:
    """The editor of the next start."""
    shell = QObject()
    tasks, bridge = Tasks(shell), Bridge(shell)
    page = EditorPage(Context(workspace, tasks, bridge, Way()))
    page.resize(1196, 752)
    page.show()
    try:
        yield page
    finally:
        page.leave()
        bot.waitUntil(lambda: not tasks.busy, timeout=10_000)
        page.close()
        tasks.close()
        page.deleteLater()
        shell.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _type_and_kill(folder: Path, picture: Path) -> tuple[list[float], float]:
    """When each key was pressed, and when the process was killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.editor.typing_process", str(folder), str(picture)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    limit = threading.Timer(120, process.kill)
    limit.start()
    pressed: list[float] = []
    try:
        assert process.stdout.readline() == "ready\n"
        while len(pressed) < KEYS:
            pressed.append(float(process.stdout.readline().split()[1]))
        killed = time.monotonic()
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().splitlines()
        pressed += [float(line.split()[1]) for line in rest if len(line.split()) == 2]
        process.wait(20)
    finally:
        limit.cancel()
        process.kill()
        process.wait(20)
        process.stdout.close()
    return pressed, killed
