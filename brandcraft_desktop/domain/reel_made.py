"""What making a reel gives back: a picture of one card for screens, and the finished file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.views import MediaView


@dataclass(frozen=True)
class ReelPicture:
    """One card as it will look: rows of red, green and blue bytes without gaps.

    `times` are the seconds of each card; `undrawable` what no font of this machine has and is left
    out; `hurried`: many will not come to the end of the text.
    """

    width: int
    height: int
    pixels: bytes
    card: int
    times: tuple[float, ...]
    undrawable: tuple[str, ...] = ()
    hurried: bool = False

    @property
    def seconds(self) -> float:
        """How long the film is."""
        return sum(self.times)


@dataclass(frozen=True)
class ReelMade:
    """A finished file; `seconds` 0 for a still picture."""

    path: Path
    cards: int
    seconds: float
    undrawable: tuple[str, ...] = ()
    hurried: bool = False


@dataclass(frozen=True)
class ReelKept:
    """A reel in the library; the path in `made` is where it was made, and gone."""

    media: MediaView
    made: ReelMade


@dataclass(frozen=True)
class ReelTarget:
    """An account that takes such a file filling a telephone, and the options that make it so."""

    account: Account
    options: Mapping[str, str]


def left_out(undrawable: tuple[str, ...]) -> str:
    """The sentence about characters that can't be drawn; "" where all can."""
    if not undrawable:
        return ""
    shown = " ".join(undrawable[:8]) + (" …" if len(undrawable) > 8 else "")
    one = len(undrawable) == 1
    return (
        f"No font of this computer has {'this character' if one else 'these characters'}: {shown}. "
        f"{'It is' if one else 'They are'} left out."
    )


HURRIED = "At this length many will not finish reading."
