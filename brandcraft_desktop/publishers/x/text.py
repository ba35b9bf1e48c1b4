"""Counting, cutting and splitting a text as X counts it."""

from __future__ import annotations

from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.remembered import remembered
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import ranges
from brandcraft_desktop.publishers.x import weights
from brandcraft_desktop.publishers.x.spans import find_spans

UNIT = "characters"


def measure(text: str) -> Measure:
    """The text in X's weighted characters; `valid` also wants no character X refuses.

    As in twitter-text, an empty text is not valid; with media, X takes one.
    """
    length = weights.length(text)
    return Measure(
        length=length,
        limit=weights.LIMIT,
        remaining=weights.LIMIT - length,
        unit=UNIT,
        valid=0 < length <= weights.LIMIT and weights.is_acceptable(text),
    )


def fits_until(text: str) -> int:
    """The Python index where the text goes over the limit; its length if it does not."""
    return weights.fits_until(text)


def cut(text: str) -> str:
    """The text shortened to what X takes."""
    return RULER.cut(text)


def split(text: str, numbering: str | None) -> tuple[str, ...]:
    """The parts of a thread; links, mentions and tags stay whole where they can."""
    return RULER.split(text, numbering)


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return ranges(find_spans(text))


RULER = Ruler(remembered(weights.length), weights.LIMIT, _atoms, UNIT, takes=weights.is_acceptable)
