"""Counting and cutting the words of a post as TikTok counts them: in UTF-16 units."""

from __future__ import annotations

from brandcraft_desktop.domain.text.links import with_addresses
from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.units import utf16_length
from brandcraft_desktop.publishers.tiktok.limits import CAPTION
from brandcraft_desktop.publishers.tiktok.spans import find_spans


def measure(text: str, limit: int = CAPTION) -> Measure:
    """A caption; a photo's title or description with their own `limit`."""
    return _RULER.to(limit).measure(text)


def cut(text: str, limit: int = CAPTION) -> str:
    """The text shortened to what TikTok takes."""
    return _RULER.to(limit).cut(text)


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return with_addresses(text, find_spans(text))


_RULER = Ruler(utf16_length, CAPTION, _atoms)
