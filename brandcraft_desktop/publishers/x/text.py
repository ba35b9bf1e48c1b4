"""Counting and cutting a text as X counts it."""

from __future__ import annotations

from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.split import split as split_text
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


def split(text: str, numbering: str | None) -> tuple[str, ...]:
    """The parts of a thread; links, mentions and tags stay whole where they can."""
    return split_text(text, fits=_fits, atoms=_atoms, numbering=numbering)


def _fits(text: str) -> bool:
    return weights.length(text) <= weights.LIMIT


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in find_spans(text))
