"""Whose turn it is to write when several processes share one SQLite file.

Two locks of the kernel: `write.lock` is held around each transaction. `person.lock` is a
turnstile: who writes for a person holds it (exclusively) from before waiting until done; a
background writer passes through it (shared, letting go at once) before it asks for a turn, and
gives a turn straight back if a person came meanwhile. So a person waits for the one transaction
that is running, and nobody ever polls.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from brandcraft_desktop.file_lock import FileLock
from brandcraft_desktop.paths import private_folder


class Turns(Protocol):
    """How a writer waits for its turn."""

    def take(self, *, person: bool) -> AbstractContextManager[None]:
        """A context that holds the turn."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


class SharedTurns:
    """Turns among the processes that use one folder of locks; one instance a process."""

    def __init__(self, folder: Path) -> None:
        private_folder(folder)
        self._turn = FileLock(folder / "write.lock")
        self._person = FileLock(folder / "person.lock")

    @contextmanager
    def take(self, *, person: bool) -> Iterator[None]:
        """Wait for the turn and hold it."""
        if person:
            with self._person, self._turn:
                yield
            return
        self._wait_behind_people()
        try:
            yield
        finally:
            self._turn.release()

    def _wait_behind_people(self) -> None:
        while True:
            self._person.acquire(shared=True)
            self._person.release()
            self._turn.acquire()
            if self._person.acquire(shared=True, wait=False):
                self._person.release()
                return
            self._turn.release()

    def close(self) -> None:
        """Let go of the files."""
        self._turn.close()
        self._person.close()


class OwnTurns:
    """No turns to take: the database's server queues the writers itself."""

    @contextmanager
    def take(self, *, person: bool) -> Iterator[None]:
        """Nothing to wait for."""
        yield

    def close(self) -> None:
        """Nothing to let go of."""
