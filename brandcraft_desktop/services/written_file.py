"""Writing one file that a person keeps: the place is looked at first, and all of it or nothing."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Final

from brandcraft_desktop.errors import BadInput, DiskFull, StorageTrouble

_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows has no quota
Opened = Callable[[Path], AbstractContextManager[object]]


def check_place(file: Path, what: str, opened: Opened) -> None:
    """Refuse a place where no file can be, or where something else would be lost.

    `what` names the file inside a sentence ("backup"); `opened` opens one of its kind and raises
    `BadInput` for any other. Raises `errors.BadInput`.
    """
    title = f"The {what} can't be written there."
    try:
        file.exists()
    except OSError as error:  # a name that is too long
        raise BadInput(title, _says(error), "Choose another name.", field="file") from error
    if not file.parent.is_dir():
        raise BadInput(
            title,
            f"The folder {file.parent} does not exist.",
            "Choose a folder that exists.",
            field="file",
        )
    if file.is_dir():
        raise BadInput(title, f"{file} is a folder.", "Name a file in it.", field="file")
    if not file.exists():
        return
    if not file.is_file():  # a pipe or a device: reading it could wait for ever
        raise _another_file(file, what)
    try:
        with opened(file):
            return
    except BadInput as error:
        raise _another_file(file, what) from error


@contextmanager
def in_words(waiting: Path) -> Iterator[None]:
    """Errors of the disk in words, and nothing half-written left behind."""
    try:
        yield
    except OSError as error:
        # It may be the disk of the file or that of the workspace, so neither is blamed.
        title = "The file could not be written."
        raise _disk_says(error, title, "Choose another name or another folder.") from error
    finally:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)


@contextmanager
def brought_in_words(title: str) -> Iterator[None]:
    """Errors of the disk while something is taken out of a file; `title` says what failed."""
    try:
        yield
    except OSError as error:
        raise _disk_says(error, title, "Check the disk, then try again.") from error


def _disk_says(error: OSError, title: str, action: str) -> StorageTrouble:
    if error.errno in _FULL:
        return DiskFull(title, _says(error), "Free some space, then try again.")
    return StorageTrouble(title, _says(error), action)


def _says(error: OSError) -> str:
    return f"The computer says: {error.strerror or type(error).__name__}."


def _another_file(file: Path, what: str) -> BadInput:
    return BadInput(
        "Nothing was written: there is another file of that name.",
        f"{file} is no whole {what} of Brandcraft, so it is not replaced.",
        "Choose another name.",
        field="file",
    )
