"""The words of one card of a reel on a layer of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandcraft_desktop.domain.contrast import Colour, colour_of
from brandcraft_desktop.domain.reel import HEIGHT, WIDTH, Area
from brandcraft_desktop.domain.reel_layout import Setting
from brandcraft_desktop.domain.reel_templates import Place, Template
from brandcraft_desktop.domain.text import bidi
from brandcraft_desktop.media import shapes, typesetting

if TYPE_CHECKING:
    from PIL.Image import Image

CAPITALS = 0.36  # half the height of capitals, as a part of the size
_AROUND = 0.3  # of the size: how far a bar behind a line reaches beyond it


def draw_words(setting: Setting, look: Template, area: Area, spacing: float, ink: Colour) -> Image:
    """The lines in their area: from its top, or in its middle where they are centred."""
    from PIL import Image

    layer = Image.new("RGBA", (WIDTH, HEIGHT), (0, 0, 0, 0))
    pace = setting.size * spacing
    top = float(area.top)
    if look.place is Place.MIDDLE:
        top += (area.height - len(setting.lines) * pace) / 2
    paragraph_right = bidi.begins_right("".join(setting.lines))
    for number, line in enumerate(setting.lines):
        if not line:
            paragraph_right = bidi.begins_right("".join(setting.lines[number + 1 :]))
            continue
        wide = typesetting.width(line, setting.size, look.letters)
        left = area.right - wide if paragraph_right else float(area.left)
        if look.place is Place.MIDDLE:
            left = area.left + (area.width - wide) / 2
        middle = top + pace * (number + 0.5)
        if look.behind:
            _draw_bar(layer, look, left, middle, wide, setting.size, pace)
        typesetting.draw(
            layer,
            line,
            (left, middle + CAPITALS * setting.size),
            size=setting.size,
            letters=look.letters,
            ink=ink,
            from_right=paragraph_right,
        )
    return layer


def _draw_bar(
    layer: Image, look: Template, left: float, middle: float, wide: float, size: int, pace: float
) -> None:
    """Bars touch one another, so that the lines are one shape."""
    around = round(size * _AROUND)
    half = pace / 2 + 1
    area = Area(
        round(left) - around,
        round(middle - half),
        round(left + wide) + around,
        round(middle + half),
    )
    shapes.put(layer, area, colour_of(look.behind), radius=size * 0.24)
