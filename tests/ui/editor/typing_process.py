"""A person who types without a pause, in a process of its own that is going to be killed.

Run as ``python -m tests.ui.editor.typing_process FOLDER PICTURE``. It opens a new post with two
accounts, a picture, a time and a variant, says "ready" once all of it is saved, and then types
into the shared text for ever. Before each key it prints the number of keys so far and the
monotonic time, which is the same clock in every process.
"""

from __future__ import annotations

import itertools
import sys
import time
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.editor.when import When
from brandcraft_desktop.ui.tasks import Tasks
from tests.ui.editor.world import START, StandingClock, Way, add_account, open_world

LETTERS = "abcdefghijklmnopqrstuvwxyz"
KEY_SECONDS = 0.02
WALL = (START + timedelta(days=2)).replace(tzinfo=None)


def typed(keys: int) -> str:
    """What stands in the text after so many keys."""
    return "".join(itertools.islice(itertools.cycle(LETTERS), keys))


def main(folder: Path, picture: Path) -> None:
    """See the module."""
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)
    workspace = open_world(folder, StandingClock())
    add_account(workspace, "bluesky", "demo.bsky.social")
    add_account(workspace, "x", "demo_studio")
    shell = QObject()
    tasks, bridge = Tasks(shell), Bridge(shell)
    bridge.connect_to(workspace.bus.subscribe)
    page = EditorPage(Context(workspace, tasks, bridge, Way()))
    page.resize(1196, 752)
    page.show()
    page.open_new()
    post = page.controller

    def settle() -> None:
        while tasks.busy or post.post is None or post.autosave.unsaved:
            application.processEvents()
            time.sleep(0.002)

    settle()
    post.set_accounts(tuple(account.id for account in post.accounts))
    page.presenter.show_accounts()
    page.tools.open_tab("x")
    QTest.keyClicks(page.view.composer, "only on X")
    page.view.tabs.set_current("")
    page.view.composer.selectAll()
    post.set_when(When(WALL, "Europe/Vilnius"))
    page.intake.add_files([picture])
    settle()
    while not post.content.media:
        settle()
        application.processEvents()
    settle()
    page.view.tabs.set_current("")
    print("ready", flush=True)
    for keys in itertools.count():
        print(keys, time.monotonic(), flush=True)
        QTest.keyClicks(page.view.composer, LETTERS[keys % len(LETTERS)])
        wake = time.monotonic() + KEY_SECONDS
        while time.monotonic() < wake:
            application.processEvents()
            time.sleep(0.001)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
