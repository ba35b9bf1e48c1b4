"""Locks on files that the kernel lets go when their holder dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

if sys.platform == "win32":
    import msvcrt

    _PLACE = 1 << 30  # a locked byte cannot be read here, so it lies far behind the words

    def _acquire(descriptor: int, shared: bool, wait: bool) -> bool:
        # msvcrt knows no shared locks: readers exclude each other here, which is only slower.
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _acquire(descriptor: int, shared: bool, wait: bool) -> bool:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class FileLock:
    """One open file to lock; threads of a process that share an instance do not exclude each other.

    As a context it is held exclusively. The file stays on disk: removing it would let two holders
    lock two different files of one name. Raises OSError where the file cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def acquire(self, *, shared: bool = False, wait: bool = True) -> bool:
        """Take the lock, or say False at once with `wait` off; sleeping is the kernel's."""
        return _acquire(self._descriptor, shared, wait)

    def release(self) -> None:
        """Let go; harmless when not held."""
        _release(self._descriptor)

    def close(self) -> None:
        """Let go for good; harmless when repeated."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def write(self, text: str) -> None:
        """Put a short word into the file, for whoever finds it locked."""
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, text.encode())

    def read(self) -> str:
        """The word that a holder left."""
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        return os.read(self._descriptor, 200).decode(errors="replace")

    def __enter__(self) -> FileLock:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
