"""Opening files from strangers: only ordinary ones, and never one that is waited for."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from brandcraft_desktop.media import refusals

# A pipe would block until somebody writes into it; Windows has neither the flag nor such pipes.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def opened_ordinary(path: Path, name: str) -> BinaryIO:
    """The file, to be read and closed. `name` is what a person calls it.

    Raises `BadInput` for a folder, a pipe, a device, and for what is not there or not readable.
    """
    try:
        _check(path.stat().st_mode, name)  # opening a device may already do something
        handle = os.open(path, _FLAGS)
    except OSError as error:
        raise refusals.unreadable(name, error) from error
    try:
        _check(os.fstat(handle).st_mode, name)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _check(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise refusals.folder(name)
    if not stat.S_ISREG(mode):
        raise refusals.not_ordinary(name)
