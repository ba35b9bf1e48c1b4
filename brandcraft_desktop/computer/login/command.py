"""What starts this program again: it may come as an AppImage, frozen, packaged or in a venv."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

PACKAGE = "brandcraft_desktop"
SCRIPT = "brandcraft"
WINDOWLESS = "pythonw.exe"  # Windows' other Python: it opens no console


def launch_command() -> tuple[str, ...]:
    """The program that runs right now, as words of a command that works from anywhere."""
    return command_for(
        sys.executable,
        frozen=bool(getattr(sys, "frozen", False)),
        environment=os.environ,
        is_there=lambda path: Path(path).is_file(),
    )


def command_for(
    executable: str,
    *,
    frozen: bool,
    environment: Mapping[str, str],
    is_there: Callable[[PurePath], bool],
) -> tuple[str, ...]:
    """The same of any program.

    An AppImage mounts itself in a folder that is another one at each start, so its own file is
    named: https://docs.appimage.org/packaging-guide/environment-variables.html. Its variables reach
    everything that is started from one, a terminal for example: they are believed only where our
    program lies inside.
    """
    place = Path(executable)
    image, mounted = environment.get("APPIMAGE", ""), environment.get("APPDIR", "")
    if image and mounted and place.is_relative_to(mounted):
        return (image,)
    if frozen:
        return (executable,)
    windowless = place.with_name(WINDOWLESS)
    if is_there(windowless):
        return (str(windowless), "-m", PACKAGE)
    # Beside the interpreter, in a venv's folder as in /usr/bin: not whatever PATH holds by then.
    script = place.with_name(SCRIPT)
    if is_there(script):
        return (str(script),)
    return (executable, "-m", PACKAGE)
