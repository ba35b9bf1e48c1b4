"""A home's window from its start to its end, and once more around a restore."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.application import Parts, Program
from brandcraft_desktop.ui.beginning import open_application
from brandcraft_desktop.ui.shell.ending import Ending
from brandcraft_desktop.ui.single_instance import RAISE, STAY, Role, SingleInstance
from brandcraft_desktop.ui.tasks import Bug
from brandcraft_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

BROUGHT_BACK = (
    "The backup is here. What was planned for a moment before now is looked for on the platforms "
    "and not sent by itself; what was here before is kept among the backups."
)


class Restart:
    """Opens a workspace after putting a backup in its place, which is tried once.

    `done` says whether it came. Where it did not, nothing was changed: what was there is opened
    all the same, for posts are due, and the error is told.
    """

    def __init__(self, parts: Parts, file: Path) -> None:
        self._parts = parts
        self._file: Path | None = file
        self.done = False
        self.trouble: BrandcraftError | None = None

    def open(self) -> Workspace:
        """Raises what opening raises."""
        if self._file is not None:
            file, self._file = self._file, None
            try:
                self._parts.restore(file)
                self.done = True
            except BrandcraftError as error:
                self.trouble = error
        return self._parts.open_workspace()

    def begin(self, instance: SingleInstance | None) -> Program:
        """The program that does so, and tells."""
        again = replace(self._parts, open_workspace=self.open, is_new=lambda: False)
        program = Program(again, instance)

        def tell() -> None:
            if self.trouble is not None:
                program.window.show_error(self.trouble)
            elif self.done:
                program.window.notice.show_notice("info", BROUGHT_BACK)

        program.window.ready.connect(tell)
        return program


def run(parts: Parts, arguments: list[str], *, minimised: bool = False) -> int:
    """Show the window of a home until the person quits; gives the exit code."""
    application = open_application(arguments)
    remembered = WindowState(parts.home)
    theme.apply(
        application,
        remembered.scheme,
        remembered.text_scale,
        reduced_motion=remembered.reduced_motion,
    )
    instance = SingleInstance(parts.run_folder)
    role = instance.begin(message=STAY if minimised else RAISE)
    if role is Role.RAISED:
        return 0
    if role is Role.DEAF:
        sys.stderr.write("Another Brandcraft holds this workspace but does not answer.\n")
        return 1
    program = Program(parts, instance)
    while True:
        code, told_to_end = _live(application, program, minimised=minimised)
        if program.restoring is None or told_to_end:
            return code
        program.window.deleteLater()
        program.deleteLater()
        program = Restart(parts, program.restoring).begin(instance)
        minimised = False


def _live(application: QApplication, program: Program, *, minimised: bool) -> tuple[int, bool]:
    """One program from its start to its end; and whether the system told it to end meanwhile."""
    _show_bugs(program)
    ending = Ending(program)
    ending.wanted.connect(program.end)
    program.ended.connect(application.quit)
    program.start(minimised=minimised)
    try:
        code = application.exec()
    finally:
        program.end()
        told_to_end = ending.told()
        ending.release()
    return code, told_to_end


def _show_bugs(program: Program) -> None:
    """A slot's exception never reaches its emitter: show it instead of losing it."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            known = error if isinstance(error, BrandcraftError) else Bug(repr(error))
            program.window.show_error(known)

    sys.excepthook = hook
