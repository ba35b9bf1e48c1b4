"""Keeping the pictures of people and brands in the media store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import thumbnails

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

MAX_BYTES = 10_000_000
READABLE = "Choose a JPEG, PNG or WebP file."


def content(file: Path) -> bytes:
    """What a file holds that a person chose. Raises `BadInput` if it is too large or can't be read.

    Whether that is a picture is found by `preview` and `keep`.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise BadInput(
                f"“{file.name}” is too large.",
                f"A picture here may have up to {MAX_BYTES // 1_000_000} MB.",
                "Save a smaller version of it and choose that.",
                field="avatar",
            )
        return file.read_bytes()
    except OSError as error:
        why = f"{error.strerror or type(error).__name__}."
        raise BadInput(
            f"“{file.name}” can't be opened.", why, "Choose another file.", field="avatar"
        ) from error


def preview(file: Path, side: int) -> bytes:
    """A chosen file as an upright JPEG or PNG of at most `side` pixels a side.

    Raises `BadInput` for a file that `keep` would not take.
    """
    content(file)
    try:
        return thumbnails.reduced(file, file.name, side)
    except BadInput as error:
        raise BadInput(
            f"“{file.name}” can't be read as a picture.", error.cause, READABLE, field="avatar"
        ) from error


def keep_chosen(workspace: Workspace, data: bytes) -> str:
    """Store a picture a person chose, as `keep`. Raises `BadInput` if it is none."""
    kept = keep(workspace, data)
    if kept is None:
        raise BadInput(
            "This picture can't be read.",
            f"It is no picture, broken, or larger than {MAX_BYTES // 1_000_000} MB.",
            READABLE,
            field="avatar",
        )
    return kept


def keep(workspace: Workspace, data: bytes | None) -> str | None:
    """Store a picture and its small versions; None if it is none. Raises `StorageTrouble`."""
    if not data or len(data) > MAX_BYTES:
        return None
    stored = workspace.store.add_bytes(data)
    path = workspace.store.path(stored.sha256)
    try:
        thumbnails.make(path, "avatar", workspace.home.thumbnails, stored.sha256)
    except BadInput:
        # A platform's broken picture must not keep anyone from connecting.
        return None
    return stored.sha256
