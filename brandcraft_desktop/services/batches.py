"""Many ids in portions that one statement takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

AT_ONCE = 500
"""Far below what a statement may bind: 32,766 in SQLite (https://sqlite.org/limits.html)."""


def batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in their order, at most `AT_ONCE` at a time."""
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
