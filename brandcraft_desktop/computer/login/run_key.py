"""Windows: a value of the registry key that lists what starts at login.

https://learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys. Task Manager and
Settings leave that value alone and note in `StartupApproved` what the person switched off: twelve
bytes, the first of which is odd then (seen on Windows 10 and 11; Microsoft documents it nowhere).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from typing import Protocol

from brandcraft_desktop.domain.login_start import LoginEntry

NAME = "Brandcraft"
RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


class Registry(Protocol):
    """The current user's part of the registry."""

    def read(self, key: str, name: str) -> str | bytes | None:
        """A value, or None where there is none. Raises OSError."""
        ...

    def write(self, key: str, name: str, value: str) -> None:
        """Keep a text. Raises OSError."""
        ...

    def delete(self, key: str, name: str) -> None:
        """Forget a value; fine where there is none. Raises OSError."""
        ...


class RunKey:
    """The value itself."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.place = rf"HKEY_CURRENT_USER\{RUN}, {NAME}"

    def read(self) -> LoginEntry | None:
        """What stands there now. Raises OSError."""
        line = self._registry.read(RUN, NAME)
        if not isinstance(line, str):
            return None
        mark = self._registry.read(APPROVED, NAME)
        held_back = isinstance(mark, bytes) and bool(mark) and mark[0] % 2 == 1
        return LoginEntry(tuple(words_of(line)), held_back)

    def write(self, command: Sequence[str]) -> None:
        """Start `command` at login, also where it was switched off before. Raises OSError."""
        self._registry.write(RUN, NAME, subprocess.list2cmdline(command))
        self._registry.delete(APPROVED, NAME)

    def remove(self) -> None:
        """Start nothing any more. Raises OSError."""
        self._registry.delete(RUN, NAME)
        self._registry.delete(APPROVED, NAME)


def words_of(line: str) -> list[str]:
    """The words of a Windows command line, by the rules that `list2cmdline` writes by.

    https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
    """
    found: list[str] = []
    word, begun, quoted, slashes = "", False, False, 0
    for one in line:
        if one == "\\":
            slashes += 1
            continue
        if one == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            begun, slashes = True, 0
            continue
        word, begun, slashes = word + "\\" * slashes, begun or slashes > 0, 0
        if one in " \t" and not quoted:
            found += [word] if begun else []
            word, begun = "", False
        else:
            word, begun = word + one, True
    word += "\\" * slashes
    return [*found, *([word] if begun or slashes else [])]


if sys.platform == "win32":
    import winreg

    class CurrentUser:
        """`Registry` of the person who runs this."""

        def read(self, key: str, name: str) -> str | bytes | None:
            """See `Registry`."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    value: object = winreg.QueryValueEx(opened, name)[0]
            except FileNotFoundError:
                return None
            return value if isinstance(value, (str, bytes)) else None

        def write(self, key: str, name: str, value: str) -> None:
            """See `Registry`."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)

        def delete(self, key: str, name: str) -> None:
            """See `Registry`."""
            try:
                with winreg.OpenKey(
                    winreg.HKEY_CURRENT_USER, key, access=winreg.KEY_SET_VALUE
                ) as opened:
                    winreg.DeleteValue(opened, name)
            except FileNotFoundError:
                return
