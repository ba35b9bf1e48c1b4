"""Who is alive: each process holds a locked file in the home's `run` folder as long as it lives."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from brandcraft_desktop.file_lock import FileLock

_SUFFIX = ".alive"


class Presence:
    """This process's own sign of life. `owner` is its token, "machine:pid:nonce".

    The kernel lets the lock go when the process dies, however it dies; a process that is only
    stopped (SIGSTOP, a sleeping laptop) still holds it.
    """

    def __init__(self, folder: Path, machine: str) -> None:
        """`machine` names this computer and home; nobody elsewhere may have the same."""
        self._folder = folder
        self._machine = machine
        self.name = f"{os.getpid()}-{secrets.token_hex(6)}"
        self.owner = f"{machine}:{self.name.replace('-', ':')}"
        # Locked under another name first: a file with the right name is never seen unlocked.
        making = folder / f"{self.name}.making"
        self._lock = FileLock(making)
        self._lock.acquire()
        making.rename(folder / f"{self.name}{_SUFFIX}")

    def alive(self, owner: str) -> bool | None:
        """Whether the process with that token lives; None if it belongs to another machine."""
        machine, _, name = owner.partition(":")
        if machine != self._machine:
            return None
        return _held(self._folder / f"{name.replace(':', '-')}{_SUFFIX}")

    def others(self) -> tuple[int, ...]:
        """Process ids of the others that live on this home."""
        found = []
        for path in self._folder.glob(f"*{_SUFFIX}"):
            name = path.name.removesuffix(_SUFFIX)
            if name != self.name and _held(path):
                found.append(int(name.partition("-")[0]))
        return tuple(sorted(found))

    def tidy(self) -> None:
        """Remove what dead processes left."""
        for path in self._folder.glob(f"*{_SUFFIX}"):
            if path.name != f"{self.name}{_SUFFIX}" and not _held(path):
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """We are going."""
        (self._folder / f"{self.name}{_SUFFIX}").unlink(missing_ok=True)
        self._lock.close()


def _held(path: Path) -> bool:
    """Whether somebody holds the file's lock."""
    if not path.exists():
        return False
    lock = FileLock(path)
    try:
        return not lock.acquire(shared=True, wait=False)
    finally:
        lock.close()
