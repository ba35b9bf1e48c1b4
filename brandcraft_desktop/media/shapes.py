"""Smooth shapes for pictures: Pillow draws them with steps, so they are drawn large and shrunk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandcraft_desktop.domain.contrast import BLACK, Colour
from brandcraft_desktop.domain.reel import Area

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGER = 3
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

    small = Image.new("L", (layer.width // _SOFT, layer.height // _SOFT), 0)
    ImageDraw.Draw(small).rounded_rectangle(
        tuple(
            value / _SOFT for value in (area.left, area.top + 26, area.right - 1, area.bottom + 25)
        ),
        radius / _SOFT,
        fill=78,
    )
    soft = small.filter(ImageFilter.GaussianBlur(5)).resize(layer.size, Image.Resampling.BICUBIC)
    shade = Image.new("RGBA", layer.size, (*BLACK, 0))
    shade.putalpha(soft)
    layer.alpha_composite(shade)


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
    from PIL import Image, ImageDraw

    large = Image.new("L", (width * _LARGER, height * _LARGER), 0)
    ImageDraw.Draw(large).rounded_rectangle(
        (0, 0, width * _LARGER - 1, height * _LARGER - 1),
        radius * _LARGER,
        fill=round(255 * strength),
    )
    return large.resize((width, height), Image.Resampling.BOX)
