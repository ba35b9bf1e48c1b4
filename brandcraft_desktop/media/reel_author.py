"""Who says it: a face, a name and a handle beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.contrast import WHITE, Colour, contrast
from brandcraft_desktop.domain.reel import Area, Reel
from brandcraft_desktop.domain.reel_templates import Letters
from brandcraft_desktop.domain.text import bidi, graphemes
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import shapes, typesetting
from brandcraft_desktop.media.pictures import opened, upright_srgb
from brandcraft_desktop.paths import shown_name

if TYPE_CHECKING:
    from PIL.Image import Image

FACE = 96
GAP = 24
NAME, HANDLE = 42, 40
_DARK: Colour = (20, 20, 24)


@dataclass(frozen=True)
class Author:
    """What is written, cut to the room there is; `handle` "" where there is none."""

    name: str
    handle: str
    width: int

    @property
    def height(self) -> int:
        """Pixels down."""
        return FACE


def author_of(reel: Reel, room: int) -> Author | None:
    """Who is shown on this reel within `room` pixels; None where nobody is."""
    name = reel.name or reel.handle
    if not reel.author or not name:
        return None
    handle = reel.handle if reel.name else ""
    if handle:
        handle = "@" + handle.lstrip("@")
    for_words = room - FACE - GAP
    name = _shortened(name, NAME, Letters.BOLD, for_words)
    handle = _shortened(handle, HANDLE, Letters.MEDIUM, for_words)
    wide = max(
        typesetting.width(name, NAME, Letters.BOLD),
        typesetting.width(handle, HANDLE, Letters.MEDIUM),
    )
    return Author(name, handle, FACE + GAP + round(wide))


def draw_author(
    layer: Image,
    author: Author,
    reel: Reel,
    at: tuple[int, int],
    *,
    ink: Colour,
    muted: Colour,
    disc: Colour,
    from_right: bool = False,
) -> None:
    """Draw it with its upper left corner `at`; the face stands at the right in Arabic.

    Raises `BadInput` where the picture of the author can't be read.
    """
    left, top = at
    face = left + author.width - FACE if from_right else left
    _draw_face(layer, reel, Area(face, top, face + FACE, top + FACE), disc)
    lines = [(author.name, NAME, Letters.BOLD, ink)]
    if author.handle:
        lines.append((author.handle, HANDLE, Letters.MEDIUM, muted))
    first = top + (FACE / 2 + NAME * 0.36 if len(lines) == 1 else FACE * 0.41)
    for number, (text, size, letters, colour) in enumerate(lines):
        wide = typesetting.width(text, size, letters)
        start = face - GAP - wide if from_right else left + FACE + GAP
        typesetting.draw(
            layer,
            text,
            (start, first + number * FACE * 0.5),
            size=size,
            letters=letters,
            ink=colour,
            from_right=bidi.begins_right(text),
        )


def _draw_face(layer: Image, reel: Reel, area: Area, disc: Colour) -> None:
    if reel.avatar is not None:
        try:
            with opened(reel.avatar, shown_name(reel.avatar)) as picture:
                shapes.put_picture(layer, upright_srgb(picture, 4 * FACE), area, radius=FACE / 2)
        except BadInput:
            pass  # a face that can't be read is no reason to have no reel: its letter stands there
        else:
            return
    shapes.put(layer, area, disc, radius=FACE / 2)
    words = (reel.name or reel.handle).lstrip("@")
    letter = graphemes.cut(words, 1).upper()
    size = 46
    ink = WHITE if contrast(WHITE, disc) >= contrast(_DARK, disc) else _DARK
    wide = typesetting.width(letter, size, Letters.BOLD)
    typesetting.draw(
        layer,
        letter,
        (area.left + (FACE - wide) / 2, area.top + FACE / 2 + size * 0.36),
        size=size,
        letters=Letters.BOLD,
        ink=ink,
    )


def _shortened(text: str, size: int, letters: Letters, room: int) -> str:
    if typesetting.width(text, size, letters) <= room:
        return text
    signs = graphemes.graphemes(text[:200])
    for count in range(len(signs) - 1, 0, -1):
        short = "".join(signs[:count]).rstrip() + "…"
        if typesetting.width(short, size, letters) <= room:
            return short
    return ""
