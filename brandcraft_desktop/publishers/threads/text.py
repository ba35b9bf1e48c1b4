"""Counting, cutting and splitting a text as Threads counts it."""

from __future__ import annotations

from brandcraft_desktop.domain.text import emoji
from brandcraft_desktop.domain.text.measure import Measure, SpanKind
from brandcraft_desktop.domain.text.remembered import remembered
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import ranges
from brandcraft_desktop.publishers.threads.limits import CHARACTERS
from brandcraft_desktop.publishers.threads.spans import find_spans, find_tags


def measure(text: str) -> Measure:
    """The text in characters, an emoji being as many as it has bytes."""
    return RULER.measure(text)


def cut(text: str) -> str:
    """The text shortened to what Threads takes."""
    return RULER.cut(text)


def split(text: str, numbering: str | None) -> tuple[str, ...]:
    """The parts of a thread. Raises `BadInput` where nothing fits a part."""
    return RULER.split(text, numbering)


def links(text: str, attachment: str = "") -> int:
    """The different addresses of the text and of the link `attachment`, as Threads counts them."""
    found = {span.target for span in find_spans(text) if span.kind is SpanKind.LINK}
    if attachment:
        found.add(attachment if "://" in attachment else f"https://{attachment}")
    return len(found)


def hashtags(text: str) -> int:
    """The hashtags a person wrote; only the first becomes the topic."""
    return len(find_tags(text))


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return ranges([*find_spans(text), *find_tags(text)])


RULER = Ruler(remembered(emoji.length), CHARACTERS, _atoms)
