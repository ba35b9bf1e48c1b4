"""Which computer this is, and whether a database file is still the one it was here."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

_SYSTEM_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def machine_number() -> str:
    """A stable name of this computer: the system's, else one kept outside every home.

    It says nothing about the computer itself and never leaves it unhashed.
    https://www.freedesktop.org/software/systemd/man/latest/machine-id.html
    """
    for path in _SYSTEM_FILES:
        with suppress(OSError):
            number = path.read_text().strip()
            if len(number) == 32:
                return number
    from platformdirs import user_config_path

    own = user_config_path("brandcraft", appauthor=False) / "machine"
    with suppress(OSError):
        return own.read_text().strip()
    own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = secrets.token_hex(16)
    with suppress(FileExistsError), own.open("x") as file:
        file.write(number)
        return number
    return own.read_text().strip()


def hashed(*parts: str) -> str:
    """A short name made of parts; the parts cannot be read from it."""
    plain = "\0".join(parts).encode(errors="surrogateescape")  # a path may be no UTF-8
    return hashlib.sha256(plain).hexdigest()[:16]


def home_machine(root: Path) -> str:
    """The machine part of owner tokens: this computer and this home."""
    return hashed(machine_number(), os.fspath(root))


def publishing_mark(workspace_id: str, database: Path | None) -> str:
    """What the workspace row keeps of the computer that publishes: "machine:file".

    The second half is the database file's number on its disk, so a copy of the home on the same
    computer is noticed too. "" for a server: any number of computers may share it.
    """
    if database is None:
        return ""
    return f"{hashed(machine_number(), workspace_id)}:{database.stat().st_ino}"
