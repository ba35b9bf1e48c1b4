"""Sample pictures for the demo, painted by the program itself so that nobody's photo is needed."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

WIDTH = 2400
HEIGHT = 1600
_Colour = tuple[int, int, int]


def paint_samples(folder: Path) -> tuple[Path, ...]:
    """A harbour at dusk (JPEG) and a sheet of brush strokes (PNG)."""
    folder.mkdir(parents=True, exist_ok=True)
    harbour = folder / "harbour.jpg"
    _harbour().save(harbour, quality=93)
    strokes = folder / "strokes.png"
    _strokes().save(strokes)
    return harbour, strokes


def _blend(first: _Colour, second: _Colour, share: float) -> _Colour:
    red, green, blue = (
        round(one + (other - one) * share) for one, other in zip(first, second, strict=True)
    )
    return red, green, blue


def _harbour() -> Image.Image:
    from PIL import Image, ImageDraw, ImageFilter

    picture = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(picture)
    horizon = int(HEIGHT * 0.62)
    for y in range(HEIGHT):
        if y < horizon:
            colour = _blend((42, 34, 92), (247, 168, 108), (y / horizon) ** 1.4)
        else:
            colour = _blend((214, 128, 110), (28, 30, 66), (y - horizon) / (HEIGHT - horizon))
        draw.line([(0, y), (WIDTH, y)], fill=colour)
    sun = (int(WIDTH * 0.66), horizon - 120)
    draw.ellipse([sun[0] - 150, sun[1] - 150, sun[0] + 150, sun[1] + 150], fill=(255, 226, 170))
    for row in range(26):
        y = horizon + 14 + row * 22
        half = 150 - row * 4
        draw.line([(sun[0] - half, y), (sun[0] + half, y)], fill=(255, 206, 150), width=6)
    picture = picture.filter(ImageFilter.GaussianBlur(3))
    draw = ImageDraw.Draw(picture)
    for number, left in enumerate((220, 620, 1010, 1830)):
        _boat(draw, left, horizon + 40 + number * 36, 1.0 + number * 0.16)
    return picture


def _boat(draw: ImageDraw.ImageDraw, left: int, water: int, size: float) -> None:
    dark = (24, 22, 48)
    width, height = int(260 * size), int(60 * size)
    draw.polygon(
        [
            (left, water - height),
            (left + width, water - height),
            (left + int(width * 0.86), water),
            (left + int(width * 0.14), water),
        ],
        fill=dark,
    )
    mast = left + width // 2
    top = water - int(430 * size)
    draw.line([(mast, water - height), (mast, top)], fill=dark, width=max(4, int(7 * size)))
    draw.polygon(
        [
            (mast + 8, top + 16),
            (mast + 8, water - height - 14),
            (left + width, water - height - 14),
        ],
        fill=(236, 222, 226),
    )


def _strokes() -> Image.Image:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (1600, 1600), (248, 246, 241))
    draw = ImageDraw.Draw(picture)
    colours: tuple[_Colour, ...] = (
        (91, 63, 214),
        (20, 97, 58),
        (174, 29, 26),
        (27, 75, 181),
        (143, 56, 0),
        (11, 85, 99),
    )
    for number, colour in enumerate(colours):
        middle = 190 + number * 245
        for x in range(130, 1470, 3):
            share = (x - 130) / 1340
            y = middle + 58 * math.sin(share * math.tau * (1 + number * 0.35))
            radius = 14 + 62 * math.sin(share * math.pi) ** 2
            shade = _blend(colour, (255, 255, 255), 0.35 * share)
            draw.ellipse([x - radius, y - radius * 0.6, x + radius, y + radius * 0.6], fill=shade)
    return picture
