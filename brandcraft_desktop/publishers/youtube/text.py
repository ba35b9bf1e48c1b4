"""Counting and cutting the words of a video as YouTube counts them."""

from __future__ import annotations

from collections.abc import Sequence

from brandcraft_desktop.domain.text.measure import Measure
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import ranges
from brandcraft_desktop.domain.text.units import utf8_length
from brandcraft_desktop.publishers.youtube.limits import DESCRIPTION_BYTES, FORBIDDEN
from brandcraft_desktop.publishers.youtube.spans import find_spans


def measure(text: str) -> Measure:
    """The description, in bytes."""
    return RULER.measure(text)


def cut(text: str) -> str:
    """The description shortened to what YouTube takes."""
    return RULER.cut(text)


def split(text: str, numbering: str | None) -> tuple[str, ...]:
    """Parts that would fit, although there are no threads here."""
    return RULER.split(text, numbering)


def forbidden(text: str) -> str:
    """The characters that neither title nor description may hold, each once."""
    return "".join(character for character in FORBIDDEN if character in text)


def tags_together(tags: Sequence[str]) -> str:
    """All tags as YouTube adds them up: commas count, and the quotes around one with a space."""
    return ",".join(f'"{tag}"' if " " in tag else tag for tag in tags)


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return ranges(find_spans(text))


RULER = Ruler(utf8_length, DESCRIPTION_BYTES, _atoms, unit="bytes")
