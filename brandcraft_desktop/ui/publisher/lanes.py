"""Puts what overlaps in time side by side, and what has no room behind "+n more"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Span:
    """Where something stands, in pixels from the top."""

    top: int
    height: int

    @property
    def bottom(self) -> int:
        """The first pixel below."""
        return self.top + self.height


@dataclass(frozen=True)
class Lane:
    """Which of how many columns side by side; `lane` counts from the leading side."""

    lane: int
    lanes: int


@dataclass(frozen=True)
class Rest:
    """Spans without room, by their places in the sequence that was given."""

    top: int
    lane: Lane
    hidden: tuple[int, ...]


@dataclass
class _Cluster:
    """Spans that hang together: each overlaps one before it."""

    bottom: int = 0
    ends: list[int] = field(default_factory=list)  # where each lane is free again
    placed: list[tuple[int, int]] = field(default_factory=list)  # place in the sequence, lane


def side_by_side(
    spans: Sequence[Span], most: int, rest_height: int
) -> tuple[dict[int, Lane], tuple[Rest, ...]]:
    """A lane for each span (ordered by top) that has room, and the rest, gathered.

    At most `most` (2 or more) stand beside each other; where more would, the last lane holds
    what is left, in lines of `rest_height`.
    """
    lanes: dict[int, Lane] = {}
    rests: list[Rest] = []
    cluster = _Cluster()
    for number, span in enumerate(spans):
        if span.top >= cluster.bottom:
            _settle(cluster, spans, most, rest_height, lanes, rests)
            cluster = _Cluster()
        free = next((n for n, end in enumerate(cluster.ends) if end <= span.top), None)
        if free is None:
            free = len(cluster.ends)
            cluster.ends.append(0)
        cluster.ends[free] = span.bottom
        cluster.placed.append((number, free))
        cluster.bottom = max(cluster.bottom, span.bottom)
    _settle(cluster, spans, most, rest_height, lanes, rests)
    return lanes, tuple(rests)


def _settle(
    cluster: _Cluster,
    spans: Sequence[Span],
    most: int,
    rest_height: int,
    lanes: dict[int, Lane],
    rests: list[Rest],
) -> None:
    count = min(len(cluster.ends), most)
    crowded = len(cluster.ends) > most
    gathered: list[int] = []
    top = 0
    last = Lane(count - 1, count)
    for number, lane in cluster.placed:
        if not crowded or lane < most - 1:
            lanes[number] = Lane(lane, count)
            continue
        if gathered and spans[number].top >= top + rest_height:
            rests.append(Rest(top, last, tuple(gathered)))
            gathered = []
        if not gathered:
            top = spans[number].top
        gathered.append(number)
    if gathered:
        rests.append(Rest(top, last, tuple(gathered)))
