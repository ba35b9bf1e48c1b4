"""Counting and cutting a text as Bluesky counts it."""

from __future__ import annotations

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.remembered import remembered
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import ranges
from brandcraft_desktop.domain.text.units import utf8_length
from brandcraft_desktop.publishers.bluesky.facets import find_spans
from brandcraft_desktop.publishers.bluesky.info import BYTES, GRAPHEMES, INFO


def measure(text: str) -> Measure:
    """The text in graphemes; `valid` also wants at most 3000 bytes of UTF-8."""
    return RULER.measure(text)


def cut(text: str) -> str:
    """The text shortened to what Bluesky takes."""
    return RULER.cut(text)


def split(text: str, numbering: str | None) -> tuple[str, ...]:
    """The parts of a thread; links, mentions and tags stay whole where they can."""
    return RULER.split(text, numbering)


def _few_bytes(text: str) -> bool:
    return len(text) <= BYTES and utf8_length(text) <= BYTES


def _short(text: str) -> bool:
    # A grapheme has at least one character, so most texts need no counting at all.
    return len(text) <= GRAPHEMES


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return ranges(find_spans(text))


RULER = Ruler(
    remembered(graphemes.count), GRAPHEMES, _atoms, INFO.text.unit, also=_few_bytes, quick=_short
)
