"""Counting and cutting a caption as Instagram counts it: in characters."""

from __future__ import annotations

from brandcraft_desktop.domain.text.links import with_addresses
from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.publishers.instagram.limits import CAPTION
from brandcraft_desktop.publishers.instagram.spans import find_spans


def measure(text: str) -> Measure:
    """The caption."""
    return RULER.measure(text)


def cut(text: str) -> str:
    """The caption shortened to what Instagram takes."""
    return RULER.cut(text)


def split(text: str, numbering: str | None) -> tuple[str, ...]:
    """Parts that would fit, although there are no threads here."""
    return RULER.split(text, numbering)


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return with_addresses(text, find_spans(text))


RULER = Ruler(len, CAPTION, _atoms)
