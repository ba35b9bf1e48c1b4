"""Linux and its kin: a file in ~/.config/autostart.

https://specifications.freedesktop.org/autostart-spec/latest/ and
https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from brandcraft_desktop.domain.login_start import LoginEntry

FILE = "brandcraft.desktop"
_RESERVED = set(" \t\n\"'\\><~|&;$*?#()`")
_ESCAPED_IN_QUOTES = '"`$\\'
_IN_VALUES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_OUT_OF_VALUES = {"\\": "\\", "n": "\n", "t": "\t", "r": "\r", "s": " "}
_HELD_BACK = (("Hidden", "true"), ("X-GNOME-Autostart-enabled", "false"))


def autostart_folder() -> Path:
    """Where this person's desktop looks at login."""
    named = os.environ.get("XDG_CONFIG_HOME", "")
    # The base directory specification: a relative path is invalid and passed over.
    base = Path(named) if named.startswith("/") else Path.home() / ".config"
    return base / "autostart"


def desktop_file(command: Sequence[str]) -> str:
    """The entry that starts `command` at login."""
    line = " ".join(_quoted(word) for word in command)
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Version=1.0\n"
        "Name=Brandcraft\n"
        "Comment=Publishes your posts when they are due\n"
        f"Exec={_as_value(line)}\n"
        "Icon=brandcraft\n"
        "Terminal=false\n"
        "StartupNotify=false\n"
        "X-GNOME-Autostart-enabled=true\n"
    )


def read_desktop_file(text: str) -> LoginEntry:
    """What a file says, also one that the desktop's own settings have written anew."""
    values: dict[str, str] = {}
    inside = False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.strip() == "[Desktop Entry]"
        elif inside and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            values[name.strip()] = value.strip()
    held_back = any(values.get(name, "").lower() == word for name, word in _HELD_BACK)
    return LoginEntry(tuple(_words(_from_value(values.get("Exec", "")))), held_back)


class AutostartFile:
    """The file itself."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self.place = str(self._path)

    def read(self) -> LoginEntry | None:
        """What stands there now. Raises OSError."""
        try:
            return read_desktop_file(self._path.read_text(encoding="utf-8", errors="replace"))
        except FileNotFoundError:
            return None

    def write(self, command: Sequence[str]) -> None:
        """Start `command` at login. Raises OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        making = self._path.with_suffix(".making")  # a desktop may look at any moment
        making.write_text(desktop_file(command), encoding="utf-8")
        making.replace(self._path)

    def remove(self) -> None:
        """Start nothing any more. Raises OSError."""
        self._path.unlink(missing_ok=True)


def _quoted(word: str) -> str:
    plain = word.replace("%", "%%")
    if plain and not _RESERVED & set(plain):
        return plain
    return '"' + "".join(f"\\{one}" if one in _ESCAPED_IN_QUOTES else one for one in plain) + '"'


def _as_value(text: str) -> str:
    return "".join(_IN_VALUES.get(one, one) for one in text)


def _from_value(text: str) -> str:
    rest = iter(text)
    return "".join(_OUT_OF_VALUES.get(next(rest, ""), "") if one == "\\" else one for one in rest)


def _words(line: str) -> list[str]:
    """The words of an Exec line; field codes such as %U, which others add, are left out."""
    found: list[str] = []
    word, begun, quoted, rest = "", False, False, iter(line)
    for one in rest:
        if one == '"':
            quoted, begun = not quoted, True
        elif one == "\\" and quoted:
            word += next(rest, "")
        elif one == "%":
            code = next(rest, "")
            word, begun = (word + "%", True) if code == "%" else (word, begun)
        elif one in " \t" and not quoted:
            found += [word] if begun else []
            word, begun = "", False
        else:
            word, begun = word + one, True
    return [*found, *([word] if begun else [])]
