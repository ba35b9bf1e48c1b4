"""Files that can be made again: whole or not there, but not worth waiting for the disk."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from brandcraft_desktop.paths import private_file, private_folder


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that no reader ever sees half of it. Raises OSError."""
    with writing_whole(path) as file:
        file.write(data)


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """The same piece by piece: the file has its name when the block is left. Raises OSError."""
    private_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with private_file(temporary) as file:
            yield file
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
