"""From what was found live in a text to spans: in order, without overlaps, with byte offsets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.positions import positions

# Kind, start, end (Python indices, exclusive) and target of one live piece.
Found = tuple[SpanKind, int, int, str]


def located(text: str, found: Iterable[Found]) -> tuple[Span, ...]:
    """The spans in the order of their start."""
    ordered = sorted(found, key=_start)
    if not ordered:
        return ()
    places = positions(text)
    return tuple(
        Span(kind, start, end, places.utf8(start), places.utf8(end), target)
        for kind, start, end, target in ordered
    )


def first_come(found: Iterable[Found]) -> Iterator[Found]:
    """Without overlaps: what starts first stays, of two that start together the first given."""
    reached = 0
    for one in sorted(found, key=_start):
        if one[1] >= reached:
            yield one
            reached = one[2]


def ranges(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """Where the spans stand, as `split` and `shorten` want their atoms."""
    return tuple((span.start, span.end) for span in spans)


def _start(found: Found) -> int:
    return found[1]
