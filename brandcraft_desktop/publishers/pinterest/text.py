"""Counting and cutting the words of a Pin as Pinterest counts them: in characters."""

from __future__ import annotations

from brandcraft_desktop.domain.text.links import with_addresses
from brandcraft_desktop.domain.text.marked import PLAIN_TAG, Marked
from brandcraft_desktop.domain.text.measure import Measure, SpanKind
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import located
from brandcraft_desktop.publishers.pinterest.limits import DESCRIPTION

_TAGS = Marked(SpanKind.TAG, "#", PLAIN_TAG)


def measure(text: str, limit: int = DESCRIPTION) -> Measure:
    """A description; title and link with their own `limit`."""
    return _RULER.to(limit).measure(text)


def cut(text: str, limit: int = DESCRIPTION) -> str:
    """The text shortened to what Pinterest takes."""
    return _RULER.to(limit).cut(text)


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return with_addresses(text, located(text, _TAGS.find(text)))


_RULER = Ruler(len, DESCRIPTION, _atoms)
