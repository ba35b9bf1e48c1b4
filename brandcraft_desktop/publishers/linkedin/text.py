"""Counting and cutting a text as LinkedIn counts it: characters, before they are escaped."""

from __future__ import annotations

from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import ranges
from brandcraft_desktop.publishers.linkedin.limits import CHARACTERS
from brandcraft_desktop.publishers.linkedin.spans import find_spans


def measure(text: str) -> Measure:
    """The text in characters."""
    return _RULER.measure(text)


def cut(text: str) -> str:
    """The text shortened to what LinkedIn takes."""
    return _RULER.cut(text)


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return ranges(find_spans(text))


_RULER = Ruler(len, CHARACTERS, _atoms)
