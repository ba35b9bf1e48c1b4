"""Draws a reel: its ground, what stands still on it, and the words of each card, as layers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brandcraft_desktop.domain import reel_layout
from brandcraft_desktop.domain.contrast import (
    BLACK,
    TEXT,
    WHITE,
    Colour,
    colour_of,
    luminance,
    mixed,
    veil_for,
    worst,
)
from brandcraft_desktop.domain.reel import HEIGHT, SAFE, WIDTH, Area, Film, Ground, Picture, Reel
from brandcraft_desktop.domain.reel_layout import Box, Setting
from brandcraft_desktop.domain.reel_templates import Letters, Place, Template, template
from brandcraft_desktop.domain.text import bidi
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import reel_grounds, shapes, typesetting
from brandcraft_desktop.media.reel_author import Author, author_of, draw_author
from brandcraft_desktop.media.reel_words import draw_words

if TYPE_CHECKING:
    from PIL.Image import Image

PADDING = 56  # of a panel, above and below
PILL = 30  # what a pill around the author reaches beyond the words
APART = 44  # between the author and the words
BAR = Area(0, 0, 96, 12)
_MARK_HEIGHT = {"quote": 128, "bar": 56, "": 0}
_MARGIN = 0.15  # of contrast: colours are judged in coarse steps
LEAST_VEIL = 0.3
"""On pictures of one's own: words look at ease there only with a little shade behind them."""


@dataclass(frozen=True)
class Layers:
    """A reel to be put together: `fixed` lies over the ground, one of `cards` over both.

    `texts` are the words of the cards, `undrawable` what no font here has: it is left out.
    """

    ground: Image
    fixed: Image
    cards: tuple[Image, ...]
    texts: tuple[str, ...]
    undrawable: tuple[str, ...]
    size: int

    def picture(self, card: int = 0, height: int = HEIGHT) -> Image:
        """One finished picture, `height` pixels high."""
        from PIL.Image import Resampling

        whole = self.ground.convert("RGBA")
        whole.alpha_composite(self.fixed)
        whole.alpha_composite(self.cards[min(card, len(self.cards) - 1)])
        plain = whole.convert("RGB")
        if height == HEIGHT:
            return plain
        size = (round(height * WIDTH / HEIGHT), height)
        return plain.resize(size, Resampling.LANCZOS, reducing_gap=2.0)


@dataclass(frozen=True)
class _Colours:
    ink: Colour
    muted: Colour
    veil: Colour
    share: float


def layers(reel: Reel) -> Layers:
    """Draw a checked reel. Raises `BadInput` for a ground that can't be read, and for words that
    have no room in a single picture.
    """
    from PIL import Image

    look = template(reel.template)
    author = author_of(reel, look.column.width - (2 * PILL if look.behind else 0))
    settings, texts = _set(reel, look, author)
    right = bidi.begins_right(texts[0])
    spacing = typesetting.spacing(reel.text, look.letters, look.spacing)
    high = max(_height(one, spacing) for one in settings)
    whole, words, author_top, mark_top = _placed(look, author, high)
    ground = reel.ground or look.ground
    picture = reel_grounds.painted(ground)
    colours = _colours(look, ground, picture, whole)
    fixed = Image.new("RGBA", (WIDTH, HEIGHT), (0, 0, 0, 0))
    if colours.share:
        shapes.put_veil(fixed, whole, colours.veil, colours.share)
    _draw_panel(fixed, look, whole)
    _draw_mark(fixed, look, mark_top, right=right)
    if author is not None:
        _draw_author(fixed, look, author, reel, author_top, colours, right=right)
    cards = tuple(_clipped(draw_words(one, look, words, spacing, colours.ink)) for one in settings)
    return Layers(
        picture,
        fixed,
        cards,
        texts,
        typesetting.undrawable(reel.text, look.letters),
        settings[0].size,
    )


def _set(
    reel: Reel, look: Template, author: Author | None
) -> tuple[tuple[Setting, ...], tuple[str, ...]]:
    """The words in lines, all cards in letters of one size."""

    def measure(text: str, size: int) -> float:
        return typesetting.width(text, size, look.letters)

    spacing = typesetting.spacing(reel.text, look.letters, look.spacing)
    box = Box(look.column.width, look.column.height - _around(look, author), spacing)
    if reel.still:
        texts: tuple[str, ...] = (reel.text,)
    else:
        texts = reel_layout.divided(reel.text, box, measure, look.easy)
    fitted = [
        reel_layout.fit(
            text, box, measure, largest=look.largest, easy=look.easy, least=reel_layout.LEAST
        )
        for text in texts
    ]
    size = min(one.size for one in fitted)
    found = [reel_layout.at_size(text, box, measure, size) for text in texts]
    if not all(reel_layout.has_room(one, box) for one in found):
        raise BadInput(
            "This text has no room in a single picture.",
            f"Letters smaller than {reel_layout.LEAST} pixels can't be read on a telephone.",
            "Make a video of it, which shows it in parts, or shorten it.",
            field="text",
        )
    if look.panel is None:
        pairs = zip(found, texts, strict=True)
        found = [reel_layout.balanced(one, text, box, measure) for one, text in pairs]
    return tuple(found), texts


def _height(setting: Setting, spacing: float) -> int:
    return round(len(setting.lines) * setting.size * spacing)


def _around(look: Template, author: Author | None) -> int:
    """Pixels that other things than the words take of the column."""
    return _MARK_HEIGHT[look.mark] + (author.height + APART if author is not None else 0)


def _placed(look: Template, author: Author | None, high: int) -> tuple[Area, Area, int, int]:
    """All of it, the words, and where author and ornament begin."""
    column = look.column
    total = high + _around(look, author)
    top = column.bottom - total if look.low else (column.top + column.bottom - total) // 2
    whole = Area(column.left, top, column.right, top + total)
    after_mark = top + _MARK_HEIGHT[look.mark]
    if look.panel is not None:  # as posts look: who says it stands first
        first = after_mark + (author.height + APART if author is not None else 0)
        return whole, Area(column.left, first, column.right, first + high), after_mark, top
    words = Area(column.left, after_mark, column.right, after_mark + high)
    return whole, words, words.bottom + APART, top


def _colours(look: Template, ground: Ground, picture: Image, whole: Area) -> _Colours:
    """The ink that needs the thinnest veil on what is really behind the words."""
    inks = [colour_of(one) for one in look.inks]
    muted = [colour_of(one) for one in look.muted]
    if look.panel is not None or look.behind:
        return _Colours(inks[0], muted[0], BLACK, 0.0)
    behind = reel_grounds.colours(ground, picture, whole)
    tried: list[tuple[float, int, Colour]] = []
    for number, ink in enumerate(inks):
        veil = BLACK if luminance(ink) > 0.4 else WHITE
        tried.append((veil_for(ink, behind, veil, TEXT + _MARGIN), number, veil))
    share, number, veil = min(tried, key=lambda one: one[:2])
    if isinstance(ground, Picture | Film):
        share = max(share, LEAST_VEIL)
    ink, quiet = inks[number], muted[number]
    veiled = tuple(mixed(one, veil, share) for one in behind)
    return _Colours(ink, quiet if worst(quiet, veiled) >= TEXT + _MARGIN else ink, veil, share)


def _draw_panel(layer: Image, look: Template, whole: Area) -> None:
    panel = look.panel
    if panel is None:
        return
    area = Area(panel.sides, whole.top - PADDING, WIDTH - panel.sides, whole.bottom + PADDING)
    shapes.put_shadow(layer, area, radius=panel.radius)
    if panel.edge:
        edge = Area(area.left - 2, area.top - 2, area.right + 2, area.bottom + 2)
        shapes.put(layer, edge, colour_of(panel.edge), radius=panel.radius + 2)
    shapes.put(layer, area, colour_of(panel.colour), radius=panel.radius)


def _draw_mark(layer: Image, look: Template, top: int, *, right: bool) -> None:
    column = look.column
    if look.mark == "bar":
        left = column.right - BAR.width if right else column.left
        area = Area(left, top, left + BAR.width, top + BAR.height)
        shapes.put(layer, area, colour_of(look.accent), radius=BAR.height / 2)
    elif look.mark == "quote":
        size = 300
        sign = "\u201d" if right else "\u201c"
        wide = typesetting.width(sign, size, Letters.SERIF)
        left = round(column.right - wide if right else column.left - 8)
        typesetting.draw(
            layer,
            sign,
            (left, top + 212),
            size=size,
            letters=Letters.SERIF,
            ink=colour_of(look.accent),
        )


def _draw_author(
    layer: Image,
    look: Template,
    author: Author,
    reel: Reel,
    top: int,
    colours: _Colours,
    *,
    right: bool,
) -> None:
    column = look.column
    left = column.right - author.width if right else column.left
    if look.place is Place.MIDDLE:
        left = (column.left + column.right - author.width) // 2
    if look.behind:
        pill = Area(left - 14, top - 12, left + author.width + PILL, top + author.height + 12)
        shapes.put(layer, pill, colour_of(look.behind), radius=pill.height / 2)
    disc = colour_of(look.accent) if look.accent else colours.ink
    draw_author(
        layer,
        author,
        reel,
        (left, top),
        ink=colours.ink,
        muted=colours.muted,
        disc=disc,
        from_right=right,
    )


def _clipped(card: Image) -> Image:
    """Nothing of the words outside of what apps leave free, whatever marks letters carry."""
    from PIL import Image

    box = (SAFE.left, SAFE.top, SAFE.right, SAFE.bottom)
    clean = Image.new("RGBA", card.size, (0, 0, 0, 0))
    clean.paste(card.crop(box), box[:2])
    return clean
