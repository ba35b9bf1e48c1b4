"""macOS: a property list in ~/Library/LaunchAgents (`man launchd.plist`)."""

from __future__ import annotations

import plistlib
from collections.abc import Sequence
from pathlib import Path
from xml.parsers.expat import ExpatError

from brandcraft_desktop.domain.login_start import LoginEntry

LABEL = "com.brandcraft.desktop"


def agents_folder() -> Path:
    """Where launchd looks when this person logs in."""
    return Path.home() / "Library" / "LaunchAgents"


def launch_agent(command: Sequence[str]) -> bytes:
    """The list that starts `command` once at login, in the desktop session only."""
    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
        }
    )


def read_launch_agent(data: bytes) -> LoginEntry:
    """What a list says; one that is none starts nothing."""
    try:
        found: object = plistlib.loads(data)
    except (plistlib.InvalidFileException, ExpatError, ValueError):
        return LoginEntry(())
    if not isinstance(found, dict):
        return LoginEntry(())
    words = found.get("ProgramArguments")
    command = tuple(str(word) for word in words) if isinstance(words, list) else ()
    held_back = found.get("Disabled") is True or found.get("RunAtLoad") is not True
    return LoginEntry(command, held_back)


class LaunchAgent:
    """The list itself.

    It is only written and removed: `launchctl bootout` would end the program that launchd started
    from it, which is this one.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{LABEL}.plist"
        self.place = str(self._path)

    def read(self) -> LoginEntry | None:
        """What stands there now. Raises OSError."""
        try:
            return read_launch_agent(self._path.read_bytes())
        except FileNotFoundError:
            return None

    def write(self, command: Sequence[str]) -> None:
        """Start `command` at login. Raises OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        making = self._path.with_suffix(".making")
        making.write_bytes(launch_agent(command))
        making.replace(self._path)

    def remove(self) -> None:
        """Start nothing any more. Raises OSError."""
        self._path.unlink(missing_ok=True)
