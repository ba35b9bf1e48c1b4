"""A picture as large as a screen can use it, for looking closely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandcraft_desktop.media.thumbnails import reduced
from brandcraft_desktop.services.media import original

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def screen(workspace: Workspace, sha256: str, side: int) -> bytes | None:
    """A picture upright, at most `side` pixels a side, as JPEG or PNG; None: no file.

    Decodes the whole: never on the main thread. Raises `BadInput` where it can't be read.
    """
    path = original(workspace, sha256)
    return reduced(path, sha256[:8], side) if path is not None else None
