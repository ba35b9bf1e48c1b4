"""The content-addressed store: a file lies under the SHA-256 of its bytes, once."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from brandcraft_desktop.errors import BadInput, DiskFull, StorageTrouble
from brandcraft_desktop.paths import private_file, private_folder

CHUNK = 1024 * 1024
# What must stay free after an import, so that the database can still write.
RESERVE = 64 * 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


@dataclass(frozen=True)
class Stored:
    """A file in the store."""

    sha256: str
    bytes: int


class Store:
    """Files by content under one folder; safe for several threads and processes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """Where a file with this content lies or would lie."""
        if not _DIGEST.fullmatch(sha256):
            raise BadInput("That is not the name of a stored file.")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def has(self, sha256: str) -> bool:
        """Whether the content is there."""
        return self.path(sha256).is_file()

    def add_bytes(self, data: bytes) -> Stored:
        """Keep bytes. Raises `DiskFull`, `StorageTrouble`."""
        return self.add(BytesIO(data), expected=len(data))

    def add_file(self, path: Path) -> Stored:
        """Keep a copy of a file. Raises `DiskFull`, `StorageTrouble`, OSError if unreadable."""
        with path.open("rb") as source:
            return self.add(source, expected=os.fstat(source.fileno()).st_size)

    def add(self, source: BinaryIO, *, expected: int = 0, most: int | None = None) -> Stored:
        """Copy a stream of about `expected` bytes; complete and on the disk, or not there at all.

        Of a stream that has more than `most` bytes one more is read: a file that somebody keeps
        writing has no end. Raises `DiskFull`, `StorageTrouble`; a read error of the source passes
        through.
        """
        self.check_room(expected)
        waiting = self.root / "incoming"
        temporary = waiting / secrets.token_hex(16)
        try:
            with in_words():
                private_folder(waiting)
                target = private_file(temporary)
            with target:
                stored = _copy(source, target, most)
            self._settle(temporary, stored)
        finally:
            temporary.unlink(missing_ok=True)
        return stored

    def remove(self, sha256: str) -> None:
        """Delete a content; gone already is fine."""
        with in_words():
            self.path(sha256).unlink(missing_ok=True)

    def contents(self) -> Iterator[str]:
        """Every content that is there."""
        for path in self.root.glob("??/??/*"):
            if _DIGEST.fullmatch(path.name):
                yield path.name

    def clear_incoming(self, before: datetime) -> None:
        """Delete copies that a crash left behind, last written before that moment."""
        for path in (self.root / "incoming").glob("*"):
            if path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)

    def _settle(self, temporary: Path, stored: Stored) -> None:
        place = self.path(stored.sha256)
        with in_words():
            if place.is_file() and place.stat().st_size == stored.bytes:
                os.utime(place)  # fresh again: a purge must not take it for a forgotten copy
                return
            private_folder(place.parent)
            temporary.chmod(0o400)
            temporary.replace(place)
            _sync_folder(place.parent)

    def check_room(self, expected: int) -> None:
        """Whether so many bytes more fit on the disk. Raises `DiskFull`, `StorageTrouble`."""
        with in_words():
            private_folder(self.root)
            free = shutil.disk_usage(self.root).free
        if free < expected + RESERVE:
            raise no_room(expected + RESERVE - free)


def no_room(missing: int) -> DiskFull:
    """The error for a full disk; `missing` in bytes."""
    return DiskFull(
        "There is not enough room on the disk.",
        f"About {max(1, missing // 1_000_000):,} MB more are needed to keep a copy of the file.",
        "Free some space, then add it again. Nothing was changed.",
    )


@contextmanager
def in_words() -> Iterator[None]:
    """Turns the system's errors while writing into ours."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise no_room(RESERVE) from error
        raise StorageTrouble(
            "The media folder can't be written.",
            error.strerror or "",
            "Check that the disk is connected and that you may write there.",
        ) from error


def _copy(source: BinaryIO, target: BinaryIO, most: int | None) -> Stored:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK if most is None else min(CHUNK, most + 1 - size)):
        digest.update(chunk)
        size += len(chunk)
        with in_words():
            target.write(chunk)
    with in_words():
        target.flush()
        os.fsync(target.fileno())
    return Stored(digest.hexdigest(), size)


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder last; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
