"""A picture cut, framed and scaled down to its final size, in as few steps as that takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandcraft_desktop.domain.media_edit import Framing
from brandcraft_desktop.domain.media_rules import Frame, Recipe
from brandcraft_desktop.domain.shaping import cut, scaled_size, shaped, window

if TYPE_CHECKING:
    from PIL.Image import Image

# The blurred ground is made of so few pixels that no detail is left, then enlarged.
_GROUND_SIDE = 64
_GROUND_RADIUS = 4.0

_Corners = tuple[int, int, int, int]


def kept(recipe: Recipe, width: int, height: int) -> _Corners:
    """What of an upright picture is left in sight: left, top, right and bottom in pixels."""
    left, top, right, bottom = cut(recipe.crop, width, height)
    inner = window(recipe.frame, right - left, bottom - top)
    return left + inner[0], top + inner[1], left + inner[2], top + inner[3]


def side_needed(recipe: Recipe, width: int, height: int) -> int:
    """How long the long side of the whole picture must be for all pixels the result can show."""
    left, top, right, bottom = kept(recipe, width, height)
    longest = max(right - left, bottom - top)
    return -(-max(width, height) * min(recipe.max_side, longest) // longest)


def composed(picture: Image, recipe: Recipe, whole: tuple[int, int]) -> Image:
    """The finished picture; `whole` is its upright size before it was perhaps decoded smaller."""
    corners = kept(recipe, *whole)
    final = scaled_size(*shaped(*whole, recipe.crop, recipe.frame), recipe.max_side)
    frame = recipe.frame
    if frame is None or frame.framing is Framing.CROP:
        return _resized(picture, whole, corners, final)
    width, height = corners[2] - corners[0], corners[3] - corners[1]
    inner = _inside(width, height, final)
    content = _flat(_resized(picture, whole, corners, inner))
    ground = _ground(content, frame, final)
    ground.paste(content, ((final[0] - inner[0]) // 2, (final[1] - inner[1]) // 2))
    return ground


def on_white(picture: Image) -> Image:
    """What is see-through comes to lie on white."""
    from PIL import Image

    ground = Image.new("RGB", picture.size, (255, 255, 255))
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _flat(picture: Image) -> Image:
    return on_white(picture) if picture.mode == "RGBA" else picture


def _resized(
    picture: Image, whole: tuple[int, int], corners: _Corners, size: tuple[int, int]
) -> Image:
    """A part of the picture in this size; `corners` are meant in the size of the whole."""
    from PIL.Image import Resampling

    if picture.size == whole:
        part = picture if corners == (0, 0, *whole) else picture.crop(corners)
        if part.size == size:
            return part
        return part.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
    by = (picture.width / whole[0], picture.height / whole[1])
    box = (corners[0] * by[0], corners[1] * by[1], corners[2] * by[0], corners[3] * by[1])
    return picture.resize(size, Resampling.LANCZOS, box=box, reducing_gap=3.0)


def _inside(width: int, height: int, final: tuple[int, int]) -> tuple[int, int]:
    """The size in which the whole is seen within borders; never larger than it was."""
    factor = min(1.0, final[0] / width, final[1] / height)
    return (
        min(final[0], max(1, round(width * factor))),
        min(final[1], max(1, round(height * factor))),
    )


def _ground(content: Image, frame: Frame, size: tuple[int, int]) -> Image:
    from PIL import Image, ImageFilter, ImageOps
    from PIL.Image import Resampling

    if frame.framing is Framing.BARS:
        return Image.new("RGB", size, frame.colour)
    small = scaled_size(*size, _GROUND_SIDE)
    filled = ImageOps.fit(content, small, Resampling.BOX)
    blurred = filled.filter(ImageFilter.GaussianBlur(_GROUND_RADIUS))
    return blurred.resize(size, Resampling.BICUBIC)
