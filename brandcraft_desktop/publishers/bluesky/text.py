"""Counting and cutting a text as Bluesky counts it."""

from __future__ import annotations

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.measure import Measure, counted
from brandcraft_desktop.domain.text.shorten import shorten
from brandcraft_desktop.domain.text.spans import ranges
from brandcraft_desktop.domain.text.split import split as split_text
from brandcraft_desktop.domain.text.units import utf8_length
from brandcraft_desktop.publishers.bluesky.facets import find_spans
from brandcraft_desktop.publishers.bluesky.info import BYTES, GRAPHEMES, INFO


def measure(text: str) -> Measure:
    """The text in graphemes; `valid` also wants at most 3000 bytes of UTF-8."""
    return counted(
        graphemes.count(text), GRAPHEMES, INFO.text.unit, valid=utf8_length(text) <= BYTES
    )


def cut(text: str) -> str:
    """The text shortened to what Bluesky takes."""
    return shorten(text, fits=_fits, atoms=_atoms)


def split(text: str, numbering: str | None) -> tuple[str, ...]:
    """The parts of a thread; links, mentions and tags stay whole where they can."""
    return split_text(text, fits=_fits, atoms=_atoms, numbering=numbering)


def _fits(text: str) -> bool:
    # A grapheme has at least one character, so most texts need no counting at all.
    if len(text) > BYTES or utf8_length(text) > BYTES:
        return False
    return len(text) <= GRAPHEMES or graphemes.count(text) <= GRAPHEMES


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return ranges(find_spans(text))
