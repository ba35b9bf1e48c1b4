"""Counting and cutting a text as Facebook counts it: in characters."""

from __future__ import annotations

from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import ranges
from brandcraft_desktop.publishers.facebook.limits import CHARACTERS
from brandcraft_desktop.publishers.facebook.spans import find_spans


def measure(text: str) -> Measure:
    """The text of a post."""
    return RULER.measure(text)


def cut(text: str) -> str:
    """The text shortened to what Facebook takes."""
    return RULER.cut(text)


def split(text: str, numbering: str | None) -> tuple[str, ...]:
    """Parts that would fit, although there are no threads here."""
    return RULER.split(text, numbering)


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return ranges(find_spans(text))


RULER = Ruler(len, CHARACTERS, _atoms)
