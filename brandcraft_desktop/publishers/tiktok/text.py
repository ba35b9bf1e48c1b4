"""Counting and cutting the words of a post as TikTok counts them: in UTF-16 units."""

from __future__ import annotations

from brandcraft_desktop.domain.text.links import with_addresses
from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.units import utf16_length
from brandcraft_desktop.publishers.tiktok.limits import CAPTION
from brandcraft_desktop.publishers.tiktok.spans import find_spans


def measure(text: str) -> Measure:
    """The caption of a video; a photo's description has a limit of its own."""
    return RULER.measure(text)


def cut(text: str) -> str:
    """The caption shortened to what TikTok takes."""
    return RULER.cut(text)


def split(text: str, numbering: str | None) -> tuple[str, ...]:
    """Parts that would fit, although there are no threads here."""
    return RULER.split(text, numbering)


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return with_addresses(text, find_spans(text))


RULER = Ruler(utf16_length, CAPTION, _atoms)
