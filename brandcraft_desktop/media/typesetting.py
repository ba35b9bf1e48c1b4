"""Lines of text as pictures: every script, every direction, emoji in their colours.

Pillow shapes a piece of one font and one direction (raqm, HarfBuzz); which pieces there are and
where each stands is worked out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.contrast import Colour
from brandcraft_desktop.domain.reel_templates import Letters
from brandcraft_desktop.domain.text import bidi, graphemes
from brandcraft_desktop.domain.text.presentation import is_picture
from brandcraft_desktop.media.fonts import PLAIN_EMOJI, Face, face_for, is_unseen, opened

if TYPE_CHECKING:
    from PIL.Image import Image

_JOINERS = "\u200c\u200d"  # all other unseen characters change nothing within one direction
EMOJI_WIDTH = 1.16  # of the size of letters
_ABOVE, _BELOW = 1.6, 0.9  # of the size: what of a line is drawn, seen from its baseline
_TALL = 1.12  # scripts with signs above and below need more room between lines


@dataclass(frozen=True)
class Piece:
    """Neighbours of one font and direction, or one emoji; `face` None: nothing can draw it."""

    text: str
    face: Face | None
    right_to_left: bool = False


@lru_cache(maxsize=8192)
def width(text: str, size: int, letters: Letters) -> float:
    """How wide a piece of a line is, in pixels."""
    return sum(_advance(piece, size) for piece in pieces(text, letters, from_right=False))


@lru_cache(maxsize=512)
def pieces(line: str, letters: Letters, *, from_right: bool) -> tuple[Piece, ...]:
    """What a line is made of, from left to right."""
    found: list[Piece] = []
    for run in bidi.runs(line, from_right=from_right):
        inside = _by_face(line[run.start : run.end], letters, right_to_left=run.right_to_left)
        found += reversed(inside) if run.right_to_left else inside
    return tuple(found)


def undrawable(text: str, letters: Letters) -> tuple[str, ...]:
    """The graphemes that no font of this machine has, each once."""
    return tuple(
        dict.fromkeys(
            piece.text
            for line in text.split("\n")
            for piece in pieces(line, letters, from_right=False)
            if piece.face is None
        )
    )


def is_tall(text: str, letters: Letters) -> bool:
    """Whether the text has scripts whose lines need more room."""
    first = face_for("n", letters, emoji=False)
    return any(
        piece.face is not None and piece.face != first and not is_picture(piece.text)
        for line in text.split("\n")
        for piece in pieces(line, letters, from_right=False)
        if piece.text.strip()
    )


def spacing(text: str, letters: Letters, usual: float) -> float:
    """How far apart the lines of this text stand."""
    return usual * (_TALL if is_tall(text, letters) else 1.0)


def draw(
    layer: Image,
    text: str,
    at: tuple[float, float],
    *,
    size: int,
    letters: Letters,
    ink: Colour,
    from_right: bool = False,
) -> None:
    """Write one line on a see-through layer, its baseline beginning at `at`."""
    from PIL import Image, ImageDraw

    left, baseline = at
    top = max(0, int(baseline - _ABOVE * size))
    mask = Image.new("L", (layer.width, int((_ABOVE + _BELOW) * size)), 0)
    pen = ImageDraw.Draw(mask)
    for piece in pieces(text, letters, from_right=from_right):
        if piece.face is not None and piece.face.colour:
            _draw_picture(layer, piece, size, left, baseline)
        elif piece.face is not None:
            font, _ = opened(piece.face, size)
            pen.text(
                (left, baseline - top),
                piece.text,
                fill=255,
                font=font,
                anchor="ls",
                direction="rtl" if piece.right_to_left else "ltr",
            )
        left += _advance(piece, size)
    written = Image.new("RGBA", mask.size, (*ink, 0))
    written.putalpha(mask)
    layer.alpha_composite(written, (0, top))


def _advance(piece: Piece, size: int) -> float:
    if piece.face is None:
        return 0.0
    font, larger = opened(piece.face, size)
    if piece.face.colour:
        count = max(1.0, round(font.getlength(piece.text) / max(1.0, font.getlength("\U0001f600"))))
        return count * size * EMOJI_WIDTH
    direction = "rtl" if piece.right_to_left else "ltr"
    return font.getlength(piece.text, direction=direction) * larger


def _draw_picture(layer: Image, piece: Piece, size: int, left: float, baseline: float) -> None:
    """An emoji: drawn in the size its font has, then brought to that of the letters."""
    from PIL import Image, ImageDraw

    if piece.face is None:
        return
    font, _ = opened(piece.face, size)
    box = font.getbbox(piece.text, anchor="ls")
    across, down = int(box[2] - box[0]), int(box[3] - box[1])
    if across < 1 or down < 1:
        return
    drawn = Image.new("RGBA", (across, down), (0, 0, 0, 0))
    pen = ImageDraw.Draw(drawn)
    pen.text(
        (-box[0], -box[1]), piece.text, font=font, embedded_color=True, anchor="ls", fill="#808080"
    )
    wide = max(1, round(_advance(piece, size) - size * 0.08))
    high = max(1, round(down * wide / across))
    drawn = drawn.resize((wide, high), Image.Resampling.LANCZOS)
    middle = baseline - size * 0.36  # of the capitals
    layer.alpha_composite(
        drawn, (max(0, round(left + size * 0.04)), max(0, round(middle - high / 2)))
    )


def _by_face(text: str, letters: Letters, *, right_to_left: bool) -> list[Piece]:
    """A run parted where another font has to draw; blanks go along with what is before them."""
    found: list[Piece] = []
    for cluster in graphemes.graphemes(text):
        if all(is_unseen(one) for one in cluster):
            if (
                cluster in _JOINERS
                and found
                and found[-1].face is not None
                and not found[-1].face.colour
            ):
                found[-1] = Piece(found[-1].text + cluster, found[-1].face, right_to_left)
            continue
        emoji = is_picture(cluster)
        face = _same(found, cluster, emoji=emoji) or face_for(cluster, letters, emoji=emoji)
        alone = face is None or face.colour
        if found and not alone and found[-1].face == face:
            found[-1] = Piece(found[-1].text + cluster, face, right_to_left)
        else:
            found.append(Piece(cluster, face, right_to_left))
    return found


def _same(found: Sequence[Piece], cluster: str, *, emoji: bool) -> Face | None:
    """The font before, for blanks: a word and what follows it shall not be parted by one."""
    if emoji or not found or not cluster.isspace():
        return None
    before = found[-1].face
    return None if before is None or before.colour or before.path.stem == PLAIN_EMOJI else before
