"""The window a demo is acted on, and the ways about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from brandcraft_desktop.demo.world import World
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import robot
from brandcraft_desktop.ui.application import Program
from brandcraft_desktop.ui.shell.places import ACCOUNTS, CREATE, PUBLISHER

_WORDS = {PUBLISHER: "Publisher", ACCOUNTS: "Accounts", CREATE: "Create"}


@dataclass(frozen=True)
class Stage:
    """The window, the world behind it, and the folder for pictures of it."""

    program: Program
    world: World
    out: Path
    pictures: list[Path] = field(default_factory=list)

    @property
    def workspace(self) -> Workspace:
        """The one that is open. Raises `robot.GaveUp`."""
        workspace = self.program.workspace
        if workspace is None:
            raise robot.GaveUp("The workspace is closed.")
        return workspace

    def picture(self, name: str, of: robot.Widget | None = None) -> None:
        """A picture of the window (or a dialog) as it is now, without what it says in passing."""
        window = self.program.window
        while window.toasts.text():
            window.toasts.dismiss()
        shown = window if of is None else of
        self.pictures.append(robot.save_picture(shown, self.out / f"{name}.png"))

    def picture_once(self, name: str, of: robot.Widget | None = None) -> None:
        """A picture of what comes again and again: the first time only."""
        if name not in {path.stem for path in self.pictures}:
            self.picture(name, of)

    def go(self, key: str) -> None:
        """To a page, by the rail at the side."""
        window, word = self.program.window, _WORDS[key]
        robot.click(robot.find(window.rail, robot.RailButton, name=word))
        robot.wait_for(f"the page {word}", lambda: window.current_key == key)

    def settle(self) -> None:
        """Wait until nothing is read or kept any more."""
        robot.wait_for("the window to be quiet", lambda: not self.program.tasks.busy)
