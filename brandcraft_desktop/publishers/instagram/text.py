"""Counting and cutting a caption as Instagram counts it."""

from __future__ import annotations

from brandcraft_desktop.domain.text.links import with_addresses
from brandcraft_desktop.domain.text.measure import Measure, SpanKind
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.publishers.instagram.limits import CAPTION
from brandcraft_desktop.publishers.instagram.spans import find_spans


def measure(text: str) -> Measure:
    """The caption in characters."""
    return _RULER.measure(text)


def cut(text: str) -> str:
    """The caption shortened to what Instagram takes."""
    return _RULER.cut(text)


def hashtags(text: str) -> int:
    """The hashtags, repeated ones included."""
    return _number(text, SpanKind.TAG)


def mentions(text: str) -> int:
    """The mentions, repeated ones included."""
    return _number(text, SpanKind.MENTION)


def _number(text: str, kind: SpanKind) -> int:
    return sum(span.kind is kind for span in find_spans(text))


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return with_addresses(text, find_spans(text))


_RULER = Ruler(len, CAPTION, _atoms)
