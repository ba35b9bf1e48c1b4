"""What a counter shows and what a text contains."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Measure:
    """A text's length in the platform's own unit.

    `length` and `limit` are in `unit`; `remaining` may be negative. `valid` also covers limits
    that are not counted in the unit (bytes).
    """

    length: int
    limit: int
    remaining: int
    unit: str
    valid: bool


def counted(length: int, limit: int, unit: str = "characters", *, valid: bool = True) -> Measure:
    """A length held against its limit; `valid` False where another limit is broken already."""
    return Measure(length, limit, limit - length, unit, valid and length <= limit)


class SpanKind(StrEnum):
    """What a platform makes live in a text."""

    LINK = "link"
    MENTION = "mention"
    TAG = "tag"


@dataclass(frozen=True)
class Span:
    """A live piece of a text.

    `start` and `end` are Python string indices, `byte_start` and `byte_end` UTF-8 offsets; ends
    are exclusive. `target` is the address, the handle without "@" or the tag without "#".
    """

    kind: SpanKind
    start: int
    end: int
    byte_start: int
    byte_end: int
    target: str
