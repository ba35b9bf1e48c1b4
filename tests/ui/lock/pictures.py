"""Draws the lock into a folder.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.lock.pictures <folder>``.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.lock import Tried
from brandcraft_desktop.services import lock
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.beginning import make_application
from tests.ui.stage import stage


def one(workspace: Workspace) -> None:
    lock.add(workspace, "Anna Example", "four quiet green boats")


def two(workspace: Workspace) -> None:
    one(workspace)
    lock.add(workspace, "Bo Example", "four quiet green boats")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    application = make_application(sys.argv[:1])
    assert isinstance(application, QApplication)
    for name, prepare in (("one", one), ("two", two)):
        with tempfile.TemporaryDirectory() as folder, stage(Path(folder), prepare=prepare) as made:
            page = made.program.locking.page
            for size in (QSize(1280, 800), QSize(1024, 640), QSize(480, 360)):
                made.window.resize(size)
                made.settle()
                made.window.grab().save(str(target / f"lock_{name}_{size.width()}.png"))
            made.window.resize(1024, 640)
            page.show_tried(Tried(False, 2))
            made.settle()
            made.window.grab().save(str(target / f"lock_{name}_wrong.png"))
            page.show_tried(Tried(False, 0, timedelta(seconds=30)))
            made.settle()
            made.window.grab().save(str(target / f"lock_{name}_wait.png"))
            page.forgot.click()
            made.settle()
            made.window.grab().save(str(target / f"lock_{name}_forgot.png"))
            application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            made.settle()
            made.window.grab().save(str(target / f"lock_{name}_forgot_rtl.png"))
            application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
