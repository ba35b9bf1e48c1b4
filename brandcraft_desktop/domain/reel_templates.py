"""The looks a reel can have: data alone; `media/reel*.py` draw them.

All measures are pixels of 1080 x 1920. What is written on a panel has its contrast by these
colours (the tests hold them against WCAG); on a bare ground it is reckoned from the real pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from brandcraft_desktop.domain.reel import Area, Gradient, Ground, Plain
from brandcraft_desktop.errors import BadInput


class Letters(StrEnum):
    """The kinds of letters there are."""

    MEDIUM = "medium"
    BOLD = "bold"
    HEAVY = "heavy"
    SERIF = "serif"


class Place(StrEnum):
    """Where the words stand in their column."""

    START = "start"  # where a line begins: at the left, at the right in Arabic
    MIDDLE = "middle"


@dataclass(frozen=True)
class Panel:
    """A card that the words are written on; `edge` draws its outline."""

    colour: str
    edge: str = ""
    sides: int = 84  # free at the left and the right of it
    radius: int = 44


@dataclass(frozen=True)
class Template:
    """One look.

    `column` is where words may be. `largest` and `easy` are sizes of letters: the words shrink from
    the one to the other before they are divided into cards, and further only where a single picture
    must hold them. `mark` is an ornament above the words; `behind` the colour of a bar behind each
    line; `low` puts the words at the lower end of the column.
    """

    id: str
    name: str
    ground: Ground
    column: Area
    letters: Letters
    largest: int
    easy: int
    spacing: float
    inks: tuple[str, ...]
    muted: tuple[str, ...]
    accent: str = ""
    place: Place = Place.START
    panel: Panel | None = None
    mark: str = ""
    behind: str = ""
    low: bool = False


_CARD = Area(140, 332, 920, 1186)
_MIDDLE = Area(156, 290, 924, 1240)
_START = Area(96, 300, 924, 1240)

TEMPLATES = (
    Template(
        "card",
        "Post card",
        Gradient("#8f7bff", "#ff9a8b"),
        _CARD,
        Letters.MEDIUM,
        largest=76,
        easy=50,
        spacing=1.34,
        inks=("#12141a",),
        muted=("#5f6778",),
        accent="#5b3fd6",
        panel=Panel("#ffffff"),
    ),
    Template(
        "card_dark",
        "Dark card",
        Gradient("#1d2a52", "#0a0d16"),
        _CARD,
        Letters.MEDIUM,
        largest=76,
        easy=50,
        spacing=1.34,
        inks=("#f3f5f9",),
        muted=("#a3abbd",),
        accent="#a796ff",
        panel=Panel("#15181f", edge="#2f3644"),
    ),
    Template(
        "quote",
        "Big quote",
        Plain("#f4ede2"),
        _START,
        Letters.SERIF,
        largest=104,
        easy=62,
        spacing=1.24,
        inks=("#231a12", "#fdf8f0"),
        muted=("#6a5747", "#e7d9c6"),
        accent="#c2542d",
        mark="quote",
    ),
    Template(
        "gradient",
        "Gradient",
        Gradient("#4a2bd0", "#d6296f"),
        _MIDDLE,
        Letters.HEAVY,
        largest=112,
        easy=64,
        spacing=1.16,
        inks=("#ffffff", "#14131a"),
        muted=("#ffffff", "#14131a"),
        place=Place.MIDDLE,
    ),
    Template(
        "photo",
        "Photo",
        Gradient("#1f6f78", "#0b1b2b"),
        _START,
        Letters.HEAVY,
        largest=100,
        easy=60,
        spacing=1.16,
        inks=("#ffffff",),
        muted=("#ffffff",),
        accent="#ffc93c",
        mark="bar",
        low=True,
    ),
    Template(
        "minimal",
        "Minimal",
        Plain("#fafaf7"),
        _START,
        Letters.BOLD,
        largest=92,
        easy=56,
        spacing=1.22,
        inks=("#111215", "#fafaf7"),
        muted=("#5c6068", "#c9cdd6"),
        accent="#1b4bb5",
        mark="bar",
    ),
    Template(
        "highlight",
        "Highlight",
        Gradient("#0f766e", "#123044"),
        Area(118, 300, 906, 1240),
        Letters.BOLD,
        largest=84,
        easy=54,
        spacing=1.5,
        inks=("#101114",),
        muted=("#101114",),
        place=Place.MIDDLE,
        behind="#ffffff",
    ),
)

GROUNDS: tuple[tuple[str, Ground], ...] = (
    ("Violet to coral", Gradient("#8f7bff", "#ff9a8b")),
    ("Indigo to pink", Gradient("#4a2bd0", "#d6296f")),
    ("Deep sea", Gradient("#1f6f78", "#0b1b2b")),
    ("Night", Gradient("#1d2a52", "#0a0d16")),
    ("Meadow", Gradient("#2f9e6e", "#0f4c4a")),
    ("Amber", Gradient("#ffb347", "#e2483d")),
    ("White", Plain("#fafaf7")),
    ("Sand", Plain("#f4ede2")),
    ("Yellow", Plain("#ffd84d")),
    ("Blue", Plain("#1b4bb5")),
    ("Black", Plain("#101114")),
)
"""Backgrounds to choose from, with what they are called."""


def template(name: str) -> Template:
    """The template of this id. Raises `BadInput` naming those that there are."""
    for one in TEMPLATES:
        if one.id == name:
            return one
    raise BadInput(
        f"There is no template “{name}”.",
        "",
        f"The templates are: {', '.join(one.id for one in TEMPLATES)}.",
        field="template",
    )
