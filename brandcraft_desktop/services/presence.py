"""Who is alive: each process holds a locked file in the home's `run` folder as long as it lives."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from brandcraft_desktop.file_lock import FileLock

_SUFFIX = ".alive"
_PUBLISHES = ".publishes"


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
        self._lock = _locked(folder / f"{self.name}{_SUFFIX}")

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

    def publishes(self) -> PublishingMark:
        """Say that this process sends what is due from now on, until the mark is taken back."""
        return PublishingMark(self._folder / f"{self.name}-{secrets.token_hex(3)}{_PUBLISHES}")

    def somebody_publishes(self) -> bool:
        """Whether a process on this home, this one too, sends what is due.

        One on another computer that shares the database can't be seen.
        """
        return any(_held(path) for path in self._folder.glob(f"*{_PUBLISHES}"))

    def publishing(self) -> tuple[int, ...]:
        """The ids of the processes on this home that send what is due, this one too."""
        held = (path for path in self._folder.glob(f"*{_PUBLISHES}") if _held(path))
        return tuple(sorted({int(path.name.partition("-")[0]) for path in held}))

    def tidy(self) -> None:
        """Remove what dead processes left."""
        for suffix in (_SUFFIX, _PUBLISHES):
            for path in self._folder.glob(f"*{suffix}"):
                if path.name != f"{self.name}{_SUFFIX}" and not _held(path):
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        """We are going."""
        (self._folder / f"{self.name}{_SUFFIX}").unlink(missing_ok=True)
        self._lock.close()


class PublishingMark:
    """Stands as long as an engine runs; the kernel takes it back when the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = _locked(path)

    def close(self) -> None:
        """It sends no more; harmless when repeated."""
        self._path.unlink(missing_ok=True)
        self._lock.close()


def _locked(path: Path) -> FileLock:
    """A new file that is held. Locked under another name first: it is never seen unlocked."""
    making = path.with_name(f"{path.name}.making")
    lock = FileLock(making)
    lock.acquire()
    making.rename(path)
    return lock


def _held(path: Path) -> bool:
    """Whether somebody holds the file's lock."""
    if not path.exists():
        return False
    lock = FileLock(path)
    try:
        return not lock.acquire(shared=True, wait=False)
    finally:
        lock.close()
