"""Draws the frame's own faces into a folder.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.shell.pictures <folder>``.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from tests.ui.publisher.world import NOW, add_accounts, add_post
from tests.ui.shots import draw
from tests.ui.stage import Stage, stage


def missed(workspace: Workspace) -> None:
    accounts = add_accounts(workspace)
    for hours, title in ((3, "Sunday sketchbook"), (20, "Commission slots are open")):
        add_post(
            workspace,
            accounts,
            title,
            at=NOW - timedelta(hours=hours),
            to=("x", "bluesky"),
            status=D.MISSED,
        )


def question(at: Stage) -> QWidget:
    assert at.program.session is not None
    found = at.program.session.greeting.dialog
    assert found is not None
    return found


def nobody(_: Workspace) -> None:
    """Nothing yet."""


def passphrase(at: Stage) -> QWidget:
    dialog = PassphraseDialog(at.window, first=True)
    dialog.open()
    dialog.line.setText("four words")
    dialog.confirm.click()
    return dialog


def sheet(at: Stage) -> QWidget | None:
    at.action("Keyboard shortcuts").trigger()
    return QApplication.activeModalWidget()


def welcome(out: Path) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    with (
        tempfile.TemporaryDirectory() as folder,
        stage(Path(folder), is_new=lambda: True, wait=False) as made,
    ):
        made.wait(lambda: made.window.opening.welcome)
        for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
            theme.apply(application, scheme, reduced_motion=True)
            made.settle()
            made.window.grab().save(str(out / f"welcome_{scheme.value}.png"))
        made.window.resize(800, 600)
        made.settle()
        made.window.grab().save(str(out / "small.png"))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    draw(target, "missed", prepare=missed, show=question)
    draw(target, "passphrase", prepare=nobody, show=passphrase)
    draw(target, "shortcuts", prepare=nobody, show=sheet)
    welcome(target)
