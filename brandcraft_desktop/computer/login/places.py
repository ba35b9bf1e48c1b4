"""Which place it is on the system at hand."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Protocol

from brandcraft_desktop.computer.login import desktop_file, launch_agent, run_key
from brandcraft_desktop.domain.login_start import LoginEntry


class LoginPlace(Protocol):
    """Where a system keeps what it starts at login; `place` names it for a person."""

    place: str

    def read(self) -> LoginEntry | None:
        """What stands there now. Raises OSError."""
        ...

    def write(self, command: Sequence[str]) -> None:
        """Start `command` at login. Raises OSError."""
        ...

    def remove(self) -> None:
        """Start nothing any more; fine where nothing was. Raises OSError."""
        ...


def login_place() -> LoginPlace:
    """This system's."""
    if sys.platform == "win32":
        return run_key.RunKey(run_key.CurrentUser())
    if sys.platform == "darwin":
        return launch_agent.LaunchAgent(launch_agent.agents_folder())
    return desktop_file.AutostartFile(desktop_file.autostart_folder())
