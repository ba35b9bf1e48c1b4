"""Smooth shapes for pictures: Pillow draws them with steps, so they are drawn large and shrunk."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.contrast import BLACK, Colour
from brandcraft_desktop.domain.reel import Area

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGER = 4
_SOFT = 8


def put(
    layer: Image, area: Area, colour: Colour, *, radius: float = 0, strength: float = 1.0
) -> None:
    """A rectangle with round corners on a see-through layer."""
    from PIL import Image

    shape = Image.new("RGBA", (area.width, area.height), (*colour, 0))
    shape.putalpha(_rounded(area.width, area.height, radius, strength))
    layer.alpha_composite(shape, (area.left, area.top))


def put_picture(layer: Image, picture: Image, area: Area, *, radius: float) -> None:
    """A picture cut to a shape with round corners."""
    from PIL import Image, ImageOps

    fitted = ImageOps.fit(picture, (area.width, area.height), Image.Resampling.LANCZOS)
    fitted = fitted.convert("RGBA")
    fitted.putalpha(_rounded(area.width, area.height, radius, 1.0))
    layer.alpha_composite(fitted, (area.left, area.top))


def put_shadow(layer: Image, area: Area, *, radius: float) -> None:
    """What a card lying above the ground throws on it: soft, and a little below."""
    from PIL import Image, ImageDraw, ImageFilter

    reach = 16  # small pixels around it, where the shadow fades away
    size = (area.width // _SOFT + 2 * reach, area.height // _SOFT + 2 * reach)
    small = Image.new("L", size, 0)
    ImageDraw.Draw(small).rounded_rectangle(
        (reach, reach, size[0] - reach - 1, size[1] - reach - 1), radius / _SOFT, fill=78
    )
    soft = small.filter(ImageFilter.GaussianBlur(5))
    soft = soft.resize((size[0] * _SOFT, size[1] * _SOFT), Image.Resampling.BICUBIC)
    shade = Image.new("RGBA", soft.size, (*BLACK, 0))
    shade.putalpha(soft)
    left, top = area.left - reach * _SOFT, area.top - reach * _SOFT + 26
    layer.alpha_composite(shade, (max(0, left), max(0, top)), (max(0, -left), max(0, -top)))


def put_veil(layer: Image, area: Area, colour: Colour, share: float) -> None:
    """A veil over everything: as thick as `share` around `area`, thinner far from it."""
    from PIL import Image

    reach = 520
    rows = []
    for row in range(layer.height):
        away = max(area.top - 60 - row, row - area.bottom - 60, 0)
        part = min(1.0, away / reach)
        rows.append(round(255 * share * (1 - 0.35 * part * part * (3 - 2 * part))))
    # Never thinner than reckoned: a rounded half would be.
    rows = [min(255, value + 1) if share else 0 for value in rows]
    column = Image.new("L", (1, layer.height))
    column.putdata(rows)
    veil = Image.new("RGBA", layer.size, (*colour, 0))
    veil.putalpha(column.resize(layer.size, Image.Resampling.NEAREST))
    layer.alpha_composite(veil)


def _rounded(width: int, height: int, radius: float, strength: float) -> Image:
    """Only the corners are drawn large: the rest of a shape has no edge that is not straight."""
    from PIL import Image, ImageDraw

    full = round(255 * strength)
    mask = Image.new("L", (width, height), full)
    side = min(ceil(radius), width // 2, height // 2)
    if side < 1:
        return mask
    large = Image.new("L", (side * _LARGER, side * _LARGER), 0)
    reach = 2 * side * _LARGER
    ImageDraw.Draw(large).ellipse((0, 0, reach - 1, reach - 1), fill=full)
    corner = large.resize((side, side), Image.Resampling.BOX)
    flip, turn = Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM
    mask.paste(corner, (0, 0))
    mask.paste(corner.transpose(flip), (width - side, 0))
    mask.paste(corner.transpose(turn), (0, height - side))
    mask.paste(corner.transpose(flip).transpose(turn), (width - side, height - side))
    return mask
