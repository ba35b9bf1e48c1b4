"""Draws every step of the introduction into a folder.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.first_run.pictures <folder>``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.services import brands, first_run
from brandcraft_desktop.services.first_run import STEPS, Step
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.beginning import make_application
from brandcraft_desktop.ui.first_run.dialog import FirstRun
from tests.ui.publisher.world import add_accounts
from tests.ui.stage import Stage, stage


def some(workspace: Workspace) -> None:
    add_accounts(workspace)
    made = brands.add(workspace, "Demo Studio", colour="#0E8A7D")
    brands.start_campaign(workspace, made.id, workspace.clock.now().date())
    first_run.keep_often(workspace, made.id, 4)
    first_run.reach(workspace, Step.BRAND)


def dialog_of(at: Stage) -> FirstRun:
    assert at.program.session is not None
    found = at.program.session.greeting.dialog
    assert isinstance(found, FirstRun)
    return found


def draw(target: Path, application: QApplication, name: str, filled: bool) -> None:
    def prepare(workspace: Workspace) -> None:
        if filled:
            some(workspace)
        first_run.reach(workspace, Step.BRAND)

    with tempfile.TemporaryDirectory() as folder, stage(Path(folder), prepare=prepare) as at:
        at.window.resize(1024, 640)
        dialog = dialog_of(at)
        for step in (*STEPS, Step.DONE):
            at.settle()
            for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
                theme.apply(application, scheme, reduced_motion=True)
                at.settle()
                dialog.grab().save(str(target / f"{name}_{step.value}_{scheme.value}.png"))
            theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)
            usual = dialog.size()
            if step is not Step.DONE:
                dialog.resize(QSize(440, 360))
                at.settle()
                dialog.grab().save(str(target / f"{name}_{step.value}_small.png"))
                dialog.resize(usual)
            application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            at.settle()
            dialog.grab().save(str(target / f"{name}_{step.value}_rtl.png"))
            application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            dialog.skip.click()
        at.settle()
        dialog.reject()
        at.settle()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    running = make_application(sys.argv[:1])
    draw(folder, running, "new", filled=False)
    draw(folder, running, "again", filled=True)
