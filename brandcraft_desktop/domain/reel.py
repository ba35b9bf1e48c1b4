"""A reel made from words: what it is made of, where nothing covers it, how long it lasts.

Where apps lay their own things over a film of 1080 x 1920, the strictest figure on each side:
Instagram and Facebook keep 14 % at the top, 35 % at the bottom and 6 % at both sides free of words
(Meta, "safe zones" of its ads guide for Reels; the same for Stories since 2026-03). TikTok gives
its zones as drawings only (ads.tiktok.com, "TikTok Auction In-Feed Ads"); who measured them says
150 pixels at the top, 440 at the bottom and 150 at the right, where its buttons stand. YouTube has
a panel of buttons at the right (support.google.com, "YouTube Shorts ads") and covers about 25 % at
the bottom.

Reading: 200 words a minute, slower than the 238 that adults read silently (Brysbaert 2019), for a
reel is watched while doing something else; 250 signs a minute of Chinese and its like
(Trauzettel-Klosinski 2012 measured 255).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from brandcraft_desktop.domain.contrast import colour_of
from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.errors import BadInput

WIDTH, HEIGHT, FRAMES = 1080, 1920, 30

WORDS_A_MINUTE = 200
SIGNS_A_MINUTE = 250
LETTERS_A_WORD = 12  # a longer word, an address or Thai without spaces counts as several
LEAST_SECONDS, MOST_SECONDS = 4.0, 90.0
"""What the reading time gives; who chooses a length may go from 3 (Instagram) to 180 (YouTube)."""
SHORTEST, LONGEST = 3.0, 180.0
HURRIED = 1.5
"""How many times faster than comfortable a text may have to be read before it is refused."""
SETTLING = 0.8  # seconds until the eye has found a new card
LEAST_CARD = 1.5  # seconds

MOST_IN_ONE = 16  # code points of one grapheme; the longest emoji have about as many

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af]")


@dataclass(frozen=True)
class Area:
    """A rectangle in pixels; right and bottom are the first ones outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.bottom - self.top

    def holds(self, other: Area) -> bool:
        """Whether the other one lies within."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


SAFE = Area(66, 270, WIDTH - 150, HEIGHT - 672)
"""What no app covers: all words and faces stay in it."""


@dataclass(frozen=True)
class Plain:
    """One colour, "#rrggbb"."""

    colour: str


@dataclass(frozen=True)
class Gradient:
    """From one colour at the top left to another at the bottom right."""

    first: str
    last: str


@dataclass(frozen=True)
class Picture:
    """A picture file, cut to 9:16 around its middle."""

    path: Path


@dataclass(frozen=True)
class Film:
    """A video file, cut to 9:16, played again and again until the reel ends; without its sound."""

    path: Path


Ground = Plain | Gradient | Picture | Film


@dataclass(frozen=True)
class Reel:
    """Everything a person decides about it.

    `ground` None is the template's own; `seconds` None lasts as long as reading takes; `avatar` a
    picture of the author, without which the first letter of the name stands there. `still` is a
    picture instead of a film.
    """

    text: str
    name: str = ""
    handle: str = ""
    author: bool = True
    avatar: Path | None = None
    template: str = "card"
    ground: Ground | None = None
    seconds: float | None = None
    sound: Path | None = None
    still: bool = False


def checked(reel: Reel) -> Reel:
    """The reel with tidy words. Raises `BadInput` for what can't become one."""
    from brandcraft_desktop.domain.reel_templates import template

    template(reel.template)
    text = tidy(reel.text)
    if not any(unicodedata.category(one)[0] in "LNPS" for one in text):
        raise BadInput(
            "There are no words to show.",
            "A reel is made from a text, and this one is empty.",
            "Write something first.",
            field="text",
        )
    _check_colours(reel.ground)
    if reel.seconds is not None and not SHORTEST <= reel.seconds <= LONGEST:
        raise BadInput(
            f"A reel can't last {reel.seconds:g} seconds.",
            f"The platforms take {SHORTEST:g} to {LONGEST:g} seconds.",
            "Choose a length in between, or leave it to the reading time.",
            field="seconds",
        )
    _check_length(text, reel.seconds)
    return replace(
        reel, text=text, name=" ".join(reel.name.split()), handle=" ".join(reel.handle.split())
    )


def tidy(text: str) -> str:
    """The words as they are shown: no blank ends of lines, at most one empty line in a row.

    Letters that carry a tower of marks keep the first few: the others would cover other lines.
    """
    from brandcraft_desktop.domain.text.clean import normalise

    lines = [
        line.strip()
        for line in re.split("[\n\u2028\u2029]", normalise(text).text.replace("\t", " "))
    ]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(joined) > 2 * graphemes.count(joined):
        joined = "".join(one[:MOST_IN_ONE] for one in graphemes.graphemes(joined))
    return joined


def reading_seconds(text: str) -> float:
    """How long reading takes at a comfortable pace."""
    signs = len(_UNSPACED.findall(text))
    words = sum(
        ceil(graphemes.count(word) / LETTERS_A_WORD) for word in _UNSPACED.sub(" ", text).split()
    )
    return words * 60 / WORDS_A_MINUTE + signs * 60 / SIGNS_A_MINUTE


def timetable(cards: tuple[str, ...], seconds: float | None = None) -> tuple[float, ...]:
    """How long each card is shown, in whole frames; together `seconds`, else by reading time."""
    wanted = [max(LEAST_CARD, reading_seconds(card) + SETTLING) for card in cards]
    total = sum(wanted)
    whole = min(max(total, LEAST_SECONDS), MOST_SECONDS) if seconds is None else seconds
    ends: list[int] = []
    so_far = 0.0
    for one in wanted:
        so_far += one
        ends.append(round(so_far / total * whole * FRAMES))
    starts = [0, *ends[:-1]]
    return tuple((end - start) / FRAMES for start, end in zip(starts, ends, strict=True))


def hurried(text: str, seconds: float) -> bool:
    """Whether many will not come to the end of it."""
    return reading_seconds(text) > seconds * 1.1


def _check_length(text: str, seconds: float | None) -> None:
    needed = reading_seconds(text)
    if needed <= (seconds or MOST_SECONDS) * HURRIED:
        return
    ways = "Shorten it, or make a reel of its best sentences."
    if seconds is None:
        room = f"left to the reading time, a reel lasts {MOST_SECONDS:g} seconds at most"
    else:
        room = f"the length you chose is {seconds:g} seconds"
    if needed <= LONGEST * HURRIED:
        ways = f"Shorten it, or choose a longer length yourself: up to {LONGEST:g} seconds."
    raise BadInput(
        "This text is too long for a reel.",
        f"Reading it takes {needed / 60:.1f} minutes; {room}.",
        ways,
        field="text",
    )


def _check_colours(ground: Ground | None) -> None:
    written: tuple[str, ...] = ()
    if isinstance(ground, Plain):
        written = (ground.colour,)
    elif isinstance(ground, Gradient):
        written = (ground.first, ground.last)
    for one in written:
        try:
            colour_of(one)
        except ValueError:
            raise BadInput(
                f"“{one}” is no colour.",
                "",
                "Write it as #rrggbb, for example #1b4bb5.",
                field="ground",
            ) from None
