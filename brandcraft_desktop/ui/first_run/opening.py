"""When the introduction opens by itself: for a new workspace, and until its end was reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.shell.greeting import Greeting
from brandcraft_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from brandcraft_desktop.services.first_run import Step
    from brandcraft_desktop.ui.first_run.dialog import FirstRun


class Introducing(QObject):
    """Asks through the greeting: one question at a time, and none behind the lock."""

    def __init__(
        self,
        window: MainWindow,
        greeting: Greeting,
        tasks: Tasks,
        start_demo: Callable[[], bool],
    ) -> None:
        super().__init__(greeting)
        self._window = window
        self._greeting = greeting
        self._tasks = tasks
        self._start_demo = start_demo

    def begin(self, *, new: bool) -> None:
        """`new`: the workspace was made just now by its person; others go on where they were."""
        workspace = self._window.context.workspace

        def start() -> Step:
            from brandcraft_desktop.services import first_run

            first_run.reach(workspace, first_run.Step.BRAND)
            return first_run.Step.BRAND

        def look() -> Step:
            from brandcraft_desktop.services import first_run

            return first_run.step(workspace)

        if new:
            self._tasks.change(start, self._ask, owner=self)
        else:
            self._tasks.read(look, self._ask, failed=lambda _: None, owner=self)

    def _ask(self, step: Step) -> None:
        from brandcraft_desktop.services.first_run import STEPS

        if step in STEPS:
            self._greeting.ask(lambda: self._make(step))

    def _make(self, step: Step) -> FirstRun:
        from brandcraft_desktop.ui.first_run.dialog import FirstRun

        return FirstRun(
            self._window.context, step, start_demo=self._start_demo, parent=self._window
        )
