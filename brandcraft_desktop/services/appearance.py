"""How the window looks: settings that lie in a file beside the workspace, not in it.

The window is painted before any workspace is open, and people who share one have different eyes.
The file is the window's own, written with Qt's QSettings; whoever writes here needs no Qt. A window
that runs is told, and reads it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.errors import StorageTrouble
from brandcraft_desktop.paths import private_file
from brandcraft_desktop.services import settings
from brandcraft_desktop.services.transaction import change
from brandcraft_desktop.services.written_file import in_words

if TYPE_CHECKING:
    from brandcraft_desktop.paths import Home
    from brandcraft_desktop.services.workspace import Workspace

SMALLEST, BIGGEST = 90, 150
THEME = settings.choice("ui.theme", "system", ("system", "light", "dark"))
TEXT_SIZE = settings.number("ui.text_size", 100, SMALLEST, BIGGEST)  # percent
REDUCE_MOTION = settings.flag("ui.reduce_motion", False)

_KEYS = {THEME.name: "scheme", TEXT_SIZE.name: "text_scale", REDUCE_MOTION.name: "reduced_motion"}
_GENERAL = "[General]"  # where QSettings keeps names without a group


def is_one(name: str) -> bool:
    """Whether a setting of this name lies in the file."""
    return name in _KEYS


def stored(home: Home, name: str) -> str | None:
    """The value as `settings` writes it; None where nobody chose one."""
    key = _KEYS[name]
    lines = _lines(home)
    place = _place(lines, key)
    if place is None:
        return None
    return _shown(name, lines[place].partition("=")[2].strip().strip('"'))


def put(workspace: Workspace, name: str, text: str) -> None:
    """Write a value that `settings.check` took, and tell a running window.

    Raises `errors.StorageTrouble`.
    """
    home, key = workspace.home, _KEYS[name]
    lines = _lines(home)
    line, place = f"{key}={_kept(name, text)}", _place(lines, key)
    if place is not None:
        lines[place] = line
    elif _GENERAL in lines:
        lines.insert(lines.index(_GENERAL) + 1, line)
    else:
        lines[:0] = [_GENERAL, line]
    making = home.window.with_suffix(".making")  # a window may read it at any moment
    with in_words(making):
        making.unlink(missing_ok=True)
        with private_file(making) as file:
            file.write(("\n".join(lines) + "\n").encode(errors="surrogateescape"))
        making.replace(home.window)
    change(workspace, lambda _, emit: emit(SettingChanged(name)), person=True)


def _lines(home: Home) -> list[str]:
    try:
        return home.window.read_bytes().decode(errors="surrogateescape").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StorageTrouble(
            "How the window looks can't be read.",
            f"{home.window}: {error.strerror or type(error).__name__}.",
            "Make this file yours to read and write.",
        ) from error


def _place(lines: list[str], key: str) -> int | None:
    """The line of a key in the general group."""
    inside = False
    for number, line in enumerate(lines):
        if line.startswith("["):
            inside = line.strip() == _GENERAL
        elif inside and line.partition("=")[0].strip() == key:
            return number
    return None


def _shown(name: str, kept: str) -> str | None:
    if name == REDUCE_MOTION.name:
        return str(kept == "yes").lower()
    if name == TEXT_SIZE.name:
        try:
            return str(round(float(kept) * 100))
        except (ValueError, OverflowError):
            return None
    return kept


def _kept(name: str, text: str) -> str:
    if name == REDUCE_MOTION.name:
        return "yes" if text == "true" else ""
    return str(int(text) / 100) if name == TEXT_SIZE.name else text
