"""Counting and cutting a text as Facebook counts it: in characters."""

from __future__ import annotations

from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import ranges
from brandcraft_desktop.publishers.facebook.limits import CHARACTERS
from brandcraft_desktop.publishers.facebook.spans import find_spans


def measure(text: str, limit: int = CHARACTERS) -> Measure:
    """The text of a post; a video's title with its own `limit`."""
    return _RULER.to(limit).measure(text)


def cut(text: str, limit: int = CHARACTERS) -> str:
    """The text shortened to what Facebook takes."""
    return _RULER.to(limit).cut(text)


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return ranges(find_spans(text))


_RULER = Ruler(len, CHARACTERS, _atoms)
