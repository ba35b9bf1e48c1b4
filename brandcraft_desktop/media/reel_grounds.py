"""What stands behind the words of a reel: a colour, a gradient, a picture or a frame of a film."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.contrast import (
    BLACK,
    WHITE,
    Colour,
    colour_of,
    luminance,
    mixed,
)
from brandcraft_desktop.domain.reel import (
    HEIGHT,
    WIDTH,
    Area,
    Film,
    Gradient,
    Ground,
    Picture,
    Plain,
)
from brandcraft_desktop.media.pictures import opened, upright_srgb
from brandcraft_desktop.media.video import decode
from brandcraft_desktop.paths import shown_name

if TYPE_CHECKING:
    from PIL.Image import Image

ZOOM = 0.06
"""How much larger a picture has become at the end of a film."""
_GRID = (36, 64)  # a gradient is reckoned at so many points and made smooth between them
_STEP = 16


def painted(ground: Ground) -> Image:
    """The ground in 1080 x 1920; of a film one telling frame. Raises `BadInput` for a bad file.

    Not to be drawn on: while words are changed, the same picture is given again.
    """
    return _painted(ground, _written(ground))


def _written(ground: Ground) -> int:
    """When the file of a ground was written, so that another content is painted anew."""
    if isinstance(ground, Picture | Film):
        with suppress(OSError):  # painting says what is wrong with it
            return ground.path.stat().st_mtime_ns
    return 0


@lru_cache(maxsize=3)
def _painted(ground: Ground, written: int) -> Image:
    from PIL import Image

    if isinstance(ground, Plain):
        return Image.new("RGB", (WIDTH, HEIGHT), colour_of(ground.colour))
    if isinstance(ground, Gradient):
        return _gradient(colour_of(ground.first), colour_of(ground.last))
    if isinstance(ground, Picture):
        return _covering(ground.path, shown_name(ground.path))
    with tempfile.TemporaryDirectory(prefix="reel-") as folder:
        frame = Path(folder) / "frame.jpg"
        decode(ground.path, shown_name(ground.path), frame)
        return _covering(frame, shown_name(ground.path))


def moves(ground: Ground) -> bool:
    """Whether a slow zoom can be seen on it."""
    return isinstance(ground, Picture)


def colours(ground: Ground, picture: Image, area: Area) -> tuple[Colour, Colour]:
    """The darkest and the brightest that may ever be behind this area, or still beyond both.

    A picture moves behind the words, and nobody knows what else a film shows.
    """
    if isinstance(ground, Film):
        return BLACK, WHITE
    if isinstance(ground, Plain):
        colour = colour_of(ground.colour)
        return colour, colour
    across, down = (round(WIDTH * ZOOM), round(HEIGHT * ZOOM)) if moves(ground) else (0, 0)
    part = picture.crop(
        (
            max(0, area.left - across),
            max(0, area.top - down),
            min(WIDTH, area.right + across),
            min(HEIGHT, area.bottom + down),
        )
    )
    # In coarse steps, so that few are left to be judged; each is judged by the end of its step.
    coarse = part.point([value // _STEP * _STEP for value in range(256)] * 3)
    found = coarse.getcolors((256 // _STEP) ** 3) or []
    steps = [(one[0], one[1], one[2]) for _, one in found if isinstance(one, tuple)]
    ends = [
        (min(r + _STEP - 1, 255), min(g + _STEP - 1, 255), min(b + _STEP - 1, 255))
        for r, g, b in steps
    ]
    return min(steps, key=luminance), max(ends, key=luminance)


def _covering(path: Path, name: str) -> Image:
    """A picture that fills everything, cut around its middle."""
    from PIL import Image, ImageOps

    with opened(path, name) as picture:
        clean = upright_srgb(picture, 2 * HEIGHT)
    if clean.mode == "RGBA":
        whole = Image.new("RGB", clean.size, WHITE)
        whole.paste(clean, mask=clean.getchannel("A"))
        clean = whole
    return ImageOps.fit(clean, (WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _gradient(first: Colour, last: Colour) -> Image:
    """From the top left to the bottom right, with a gleam where light would fall."""
    from PIL import Image

    across, down = _GRID
    small = Image.new("RGB", _GRID)
    pixels = []
    for row in range(down):
        for column in range(across):
            x, y = column / (across - 1), row / (down - 1)
            along = 0.35 * x + 0.65 * y
            along = along * along * (3 - 2 * along)
            gleam = max(0.0, 1 - ((x - 0.12) ** 2 + (1.6 * y - 0.1) ** 2) ** 0.5 / 0.9)
            pixels.append(mixed(mixed(first, last, along), WHITE, 0.10 * gleam * gleam))
    small.putdata(pixels)
    return small.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
