"""Writing one file that a person keeps: the place is looked at first, and all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models.trouble import as_trouble

Opened = Callable[[Path], AbstractContextManager[object]]


def check_place(file: Path, what: str, opened: Opened) -> None:
    """Refuse a place where no file can be, or where something else would be lost.

    `what` names the file inside a sentence ("backup"); `opened` opens one of its kind and raises
    `BadInput` for any other. Raises `errors.BadInput`.
    """
    title = f"The {what} can't be written there."
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
        trouble = as_trouble(error, None)
        if trouble is None:
            raise
        raise trouble from error
    finally:
        waiting.unlink(missing_ok=True)


def _another_file(file: Path, what: str) -> BadInput:
    return BadInput(
        "Nothing was written: there is another file of that name.",
        f"{file} is no whole {what} of Brandcraft, so it is not replaced.",
        "Choose another name.",
        field="file",
    )
