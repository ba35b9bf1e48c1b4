"""Small pictures of every file, for screens of double density."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.media.atomic import write_whole
from brandcraft_desktop.media.pictures import opened, upright_srgb

if TYPE_CHECKING:
    from PIL.Image import Image

LONG_SIDE = 1024
FILLED = {ThumbnailSize.SMALL: (184, 144), ThumbnailSize.AVATAR: (128, 128)}


def find(folder: Path, sha256: str, size: ThumbnailSize) -> Path | None:
    """The small picture of a content, if it was made."""
    for suffix in ("jpg", "png"):
        path = _place(folder, sha256, size, suffix)
        if path.is_file():
            return path
    return None


def make(source: Path, name: str, folder: Path, sha256: str) -> None:
    """Make all sizes from the picture at `source`. Raises `BadInput` if it can't be read."""
    with opened(source, name) as picture:
        if picture.format == "JPEG":
            # The decoder itself halves the picture: several times faster for large photos.
            picture.draft("RGB", (LONG_SIDE, LONG_SIDE))
        # Twice as many for the good filter; a long strip of a picture is still cut to a square.
        wanted = 2 * LONG_SIDE * max(1, max(picture.size) // (2 * min(picture.size)))
        clean = upright_srgb(picture, wanted)
    for size in ThumbnailSize:
        suffix, data = _encoded(_small(clean, size))
        write_whole(_place(folder, sha256, size, suffix), data)


def reduced(source: Path, name: str, side: int) -> bytes:
    """The picture at `source` upright, at most `side` pixels a side, as JPEG or PNG.

    Raises `BadInput` if it can't be read.
    """
    from PIL.Image import Resampling

    with opened(source, name) as picture:
        if picture.format == "JPEG":
            picture.draft("RGB", (side, side))
        clean = upright_srgb(picture, 2 * side)
    clean.thumbnail((side, side), Resampling.LANCZOS)
    return _encoded(clean)[1]


def film(folder: Path, sha256: str) -> Path:
    """Where the frames of a video's strip are kept."""
    return folder / sha256[:2] / f"{sha256}-film"


def remove(folder: Path, sha256: str) -> None:
    """Delete all sizes of a content, and the strip of a video."""
    shutil.rmtree(film(folder, sha256), ignore_errors=True)
    for size in ThumbnailSize:
        for suffix in ("jpg", "png"):
            _place(folder, sha256, size, suffix).unlink(missing_ok=True)


def _place(folder: Path, sha256: str, size: ThumbnailSize, suffix: str) -> Path:
    return folder / sha256[:2] / f"{sha256}-{size.value}.{suffix}"


def _small(picture: Image, size: ThumbnailSize) -> Image:
    from PIL import ImageOps
    from PIL.Image import Resampling

    if size in FILLED:
        width, height = FILLED[size]
        # Never scaled up: a tiny picture is cropped to the shape and left as small as it is.
        factor = min(1.0, picture.width / width, picture.height / height)
        shape = (max(1, round(width * factor)), max(1, round(height * factor)))
        return ImageOps.fit(picture, shape, Resampling.LANCZOS)
    small = picture.copy()
    small.thumbnail((LONG_SIDE, LONG_SIDE), Resampling.LANCZOS)
    return small


def _encoded(picture: Image) -> tuple[str, bytes]:
    target = BytesIO()
    if picture.mode == "RGBA":
        picture.save(target, "PNG")
        return "png", target.getvalue()
    picture.save(target, "JPEG", quality=85)
    return "jpg", target.getvalue()
