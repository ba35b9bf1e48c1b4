"""A moment of a video as a picture of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path

from brandcraft_desktop.domain.media_rules import MediaFacts
from brandcraft_desktop.media.images import Fitted
from brandcraft_desktop.media.video import decode

SIDE = 2048  # pixels at most: Pinterest advises 1000x1500 for covers


def still(
    path: Path, name: str, milliseconds: int, *, facts: MediaFacts | None, workplace: Path
) -> Fitted:
    """The frame at a moment, as a JPEG; `workplace` is a folder for what comes between.

    With the `facts` of the video it has square pixels. Costs a decoder in a process of its own.
    Raises `BadInput` where no frame can be decoded.
    """
    from PIL import Image

    with tempfile.TemporaryDirectory(prefix="still-", dir=workplace) as folder:
        shown = Path(folder) / "still.jpg"
        decode(path, name, shown, moment=milliseconds, facts=facts, side=SIDE)
        with Image.open(shown) as picture:
            width, height = picture.size
        return Fitted(shown.read_bytes(), "image/jpeg", width, height)
