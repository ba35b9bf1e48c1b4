"""Counting, cutting and splitting a text as LinkedIn counts it: before it is escaped."""

from __future__ import annotations

from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import ranges
from brandcraft_desktop.publishers.linkedin.limits import CHARACTERS
from brandcraft_desktop.publishers.linkedin.spans import find_spans


def measure(text: str) -> Measure:
    """The text in characters."""
    return RULER.measure(text)


def cut(text: str) -> str:
    """The text shortened to what LinkedIn takes."""
    return RULER.cut(text)


def split(text: str, numbering: str | None) -> tuple[str, ...]:
    """Parts that fit a post each. Raises `BadInput` where nothing fits a part."""
    return RULER.split(text, numbering)


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return ranges(find_spans(text))


RULER = Ruler(len, CHARACTERS, _atoms)
