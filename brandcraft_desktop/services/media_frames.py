"""One frame of a video, to choose a cover by."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.media.video import decode
from brandcraft_desktop.services.media import original

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def frame(workspace: Workspace, sha256: str, milliseconds: int) -> bytes | None:
    """The frame of a video at a moment, as a JPEG of at most 1024 pixels a side; None: no file.

    Costs a decoder in a process of its own: never on the main thread. Raises `BadInput` where no
    frame can be decoded.
    """
    path = original(workspace, sha256)
    return None if path is None else _decoded(workspace, path, sha256[:8], milliseconds)


def poster(workspace: Workspace, path: Path) -> bytes:
    """A telling frame of a video that was made, like `frame`."""
    return _decoded(workspace, path, path.name[:8], None)


def _decoded(workspace: Workspace, path: Path, name: str, milliseconds: int | None) -> bytes:
    with tempfile.TemporaryDirectory(prefix="frame-", dir=workspace.home.thumbnails) as folder:
        shown = Path(folder) / "frame.jpg"
        decode(path, name, shown, moment=milliseconds)
        return shown.read_bytes()
