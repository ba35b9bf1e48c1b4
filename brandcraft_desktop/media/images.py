"""Fitting a picture to a recipe: upright, cut, framed, without metadata, in sRGB, small enough."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.media_rules import Recipe
from brandcraft_desktop.domain.shaping import scaled_size
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import jpeg_strip
from brandcraft_desktop.media.composing import composed, on_white, side_needed
from brandcraft_desktop.media.large import divisor, is_large
from brandcraft_desktop.media.pictures import opened, orientation, upright_size, upright_srgb

if TYPE_CHECKING:
    from PIL.Image import Image

# Below 60 the blocks of JPEG show; fewer pixels then look better than worse ones.
QUALITIES = (60, 66, 71, 76, 80, 84, 88, 92)
SHRINK = 0.85
SMALLEST = 64  # pixels of the long side: below that nothing is left to see

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


@dataclass(frozen=True)
class Fitted:
    """A finished picture in memory; pixels after orientation."""

    data: bytes
    mime: str
    width: int
    height: int


def fit(path: Path, name: str, recipe: Recipe) -> Fitted:
    """The picture at `path` by the recipe; the same input always gives the same bytes.

    Raises `BadInput` for a picture that can't be read or can't be made small enough.
    """
    if recipe.mime not in _FORMATS:
        raise BadInput(f"“{name}” can't be made into {recipe.mime}.", field="media")
    with opened(path, name) as picture:
        size = picture.size
        untouched = _untouched(picture, path, recipe)
        if untouched is None:
            whole = upright_size(picture)
            # Smaller ones are decoded whole: that is exact, and fast enough.
            side = side_needed(recipe, *whole) if is_large(picture) else None
            if side is not None and picture.format == "JPEG":
                by = divisor(size, side)
                picture.draft("RGB", (size[0] // by, size[1] // by))
            clean = upright_srgb(picture, side)
    if untouched is not None:
        return Fitted(untouched, recipe.mime, *size)
    clean = composed(clean, recipe, whole)
    if recipe.mime == "image/jpeg" and clean.mode == "RGBA":
        clean = on_white(clean)
    smallest = max(SMALLEST, recipe.min_side)
    while True:
        data = _best(clean, recipe)
        if data is not None:
            return Fitted(data, recipe.mime, *clean.size)
        if max(clean.size) <= smallest:
            raise BadInput(
                f"“{name}” can't be made small enough.",
                f"It must fit into {recipe.max_bytes:,} bytes.",
                "Choose a simpler picture.",
                field="media",
            )
        clean = _scaled(clean, max(smallest, int(max(clean.size) * SHRINK)))


def _untouched(picture: Image, path: Path, recipe: Recipe) -> bytes | None:
    """The file's own pixels without metadata, where nothing else about it must change."""
    if (
        recipe.mime != "image/jpeg"
        or picture.format != "JPEG"
        or picture.mode not in ("RGB", "L")
        or picture.info.get("icc_profile")
        or orientation(picture) != 1
        or max(picture.size) > recipe.max_side
        or recipe.crop is not None
        or recipe.frame is not None
    ):
        return None
    picture.load()  # a file that is cut off must be found out here
    data = jpeg_strip.stripped(path.read_bytes())
    return data if data is not None and len(data) <= recipe.max_bytes else None


def _scaled(picture: Image, side: int) -> Image:
    from PIL.Image import Resampling

    size = scaled_size(*picture.size, side)
    if size == picture.size:
        return picture
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=3.0)


def _best(picture: Image, recipe: Recipe) -> bytes | None:
    """The best encoding within the bytes allowed; None if even the plainest is too large."""
    if recipe.mime == "image/png":
        data = _encoded(picture, recipe.mime, 0)
        return data if len(data) <= recipe.max_bytes else None
    best: bytes | None = None
    low, high = 0, len(QUALITIES)
    guess = high - 1  # most pictures fit at once
    while low < high:
        data = _encoded(picture, recipe.mime, QUALITIES[guess])
        if len(data) <= recipe.max_bytes:
            best, low = data, guess + 1
        else:
            high = guess
        guess = (low + high) // 2
    return best


def _encoded(picture: Image, mime: str, quality: int) -> bytes:
    target = BytesIO()
    if mime == "image/png":
        picture.save(target, "PNG", optimize=True)
    elif mime == "image/webp":
        picture.save(target, "WEBP", quality=quality, method=4)
    else:
        picture.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()
