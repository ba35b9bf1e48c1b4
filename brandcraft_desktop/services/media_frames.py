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
    if path is None:
        return None
    with tempfile.TemporaryDirectory(prefix="frame-", dir=workspace.home.thumbnails) as folder:
        shown = Path(folder) / "frame.jpg"
        decode(path, sha256[:8], shown, moment=milliseconds)
        return shown.read_bytes()
