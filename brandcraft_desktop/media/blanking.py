"""Emptying places of a file in a copy of it, so that nothing in the copy moves."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.media.atomic import writing_whole

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Blank:
    """From `place` on, `head` and then `zeros` bytes of 0."""

    place: int
    head: bytes
    zeros: int


def write_stripped(path: Path, target: Path, found: tuple[Blank, ...]) -> None:
    """A copy of the file with these places emptied, whole or not there. Raises OSError."""
    with path.open("rb") as source, writing_whole(target) as copy:
        shutil.copyfileobj(source, copy, CHUNK)
        for blank in found:
            copy.seek(blank.place)
            copy.write(blank.head)
            left = blank.zeros
            while left > 0:
                left -= copy.write(bytes(min(left, CHUNK)))
