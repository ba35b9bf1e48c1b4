"""Counting and cutting the words of a Pin as Pinterest counts them: in characters."""

from __future__ import annotations

from brandcraft_desktop.domain.text.links import with_addresses
from brandcraft_desktop.domain.text.marked import PLAIN_TAG, Marked
from brandcraft_desktop.domain.text.measure import Measure, SpanKind
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import located
from brandcraft_desktop.publishers.pinterest.limits import DESCRIPTION

_TAGS = Marked(SpanKind.TAG, "#", PLAIN_TAG)


def measure(text: str) -> Measure:
    """A description."""
    return RULER.measure(text)


def cut(text: str) -> str:
    """The text shortened to what Pinterest takes."""
    return RULER.cut(text)


def split(text: str, numbering: str | None) -> tuple[str, ...]:
    """Parts that would fit, although there are no threads here."""
    return RULER.split(text, numbering)


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return with_addresses(text, located(text, _TAGS.find(text)))


RULER = Ruler(len, DESCRIPTION, _atoms)
