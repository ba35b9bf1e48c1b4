"""Five thousand files: no turn of the window computes longer than a person notices."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.services import media
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.library import LibraryPage
from brandcraft_desktop.ui.shell.places import LIBRARY
from tests.media.files import photo
from tests.services.many_files import add_many
from tests.ui.publisher.world import add_accounts
from tests.ui.stage import stage
from tests.ui.stalls import watch_turns

MANY = 5_000
CONTENTS = 12
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def test_no_turn_stalls_while_thousands_are_looked_through(qtbot: QtBot, tmp_path: Path) -> None:
    def fill(workspace: Workspace) -> None:
        add_accounts(workspace)
        paths = [
            photo(tmp_path / f"{number}.jpg", (200 + number, 150)) for number in range(CONTENTS)
        ]
        added = media.add(workspace, paths)
        contents = [view.sha256 for view in added]
        for one in contents:
            media.thumbnail(workspace, one)
        media.delete_many(workspace, [view.id for view in added])
        add_many(workspace, MANY, contents=contents)

    with stage(tmp_path / "home", prepare=fill) as at:
        page = at.page(LIBRARY)  # its parts are made here: that is the cost of every page
        assert isinstance(page, LibraryPage)
        grid, items = page.grid, page.items
        bar = grid.verticalScrollBar()
        quiet = at.program.tasks

        def press(key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
            """Within a turn, so that it counts."""
            QTimer.singleShot(0, lambda: QTest.keyClick(grid, key, keys))

        with watch_turns() as turns:
            # Down to the end, window after window.
            def at_the_end() -> bool:
                bar.setValue(min(bar.value() + 4_000, bar.maximum()))
                return len(items.files) == MANY and bar.value() == bar.maximum()

            turns.run_until(at_the_end)
            for share in (0, 3, 1, 2, 0):  # to and fro, as one pulls the handle
                bar.setValue(bar.maximum() * share // 3)
                turns.run_for(60)
            turns.run_until(lambda: not quiet.busy)
            # All are chosen, then one after the other by key.
            press(Qt.Key.Key_A, CTRL)
            turns.run_until(lambda: len(grid.chosen()) == MANY)
            press(Qt.Key.Key_Home)
            for _ in range(20):
                press(Qt.Key.Key_Right)
                turns.run_for(10)
            for _ in range(5):
                press(Qt.Key.Key_PageDown, SHIFT)
                turns.run_for(10)
            press(Qt.Key.Key_End, SHIFT)
            turns.run_until(lambda: len(grid.chosen()) == MANY - 20)
            press(Qt.Key.Key_Home)
            turns.run_until(page.details.uses.isVisible)
            # Another file comes in: everything loaded is read again, and stays where it is.
            view = media.add(at.workspace, [photo(tmp_path / "new.jpg", (99, 77))])[0]
            turns.run_until(lambda: items.row_of(view.id) == 0)
            QTest.keyClicks(page.header.search, "evening year3")
            turns.run_until(lambda: 0 < len(items.files) < MANY // 8)
            turns.run_until(lambda: not quiet.busy)
        turns.assert_quick()
