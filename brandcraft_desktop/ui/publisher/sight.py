"""Where an hour grid is scrolled to, and what lies out of sight there. Pixels from the top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MARGIN: Final = 24
"""What is kept above and below of what the view is scrolled to."""


@dataclass(frozen=True)
class Stretch:
    """Where a post lies; `need` where it waits for its person."""

    top: int
    bottom: int
    need: bool = False

    @property
    def middle(self) -> int:
        """A post is in sight where this is."""
        return (self.top + self.bottom) // 2


def above(posts: Sequence[Stretch], at: int) -> tuple[Stretch, ...]:
    """The posts out of sight above a view that begins there."""
    return tuple(one for one in posts if one.middle < at)


def below(posts: Sequence[Stretch], at: int, height: int) -> tuple[Stretch, ...]:
    """The posts out of sight below a view that begins there."""
    return tuple(one for one in posts if one.middle > at + height)


def best(
    posts: Sequence[Stretch], *, height: int, total: int, wish: int, now: int | None = None
) -> int:
    """Where a view of `height` begins that shows most, first of what needs attention.

    `now` stays in sight, wherever the posts are. Of equals the one nearest to `wish`.
    """
    first, last = 0, max(0, total - height)
    if now is not None:
        first = min(last, max(first, now + MARGIN - height))
        last = max(first, min(last, now - MARGIN))

    def rate(at: int) -> tuple[int, int, int]:
        seen = [one for one in posts if at <= one.top and one.bottom <= at + height]
        return sum(1 for one in seen if one.need), len(seen), -abs(at - wish)

    ways = {wish, first, last}
    ways |= {one.top - MARGIN for one in posts} | {one.bottom + MARGIN - height for one in posts}
    return max(sorted({min(last, max(first, way)) for way in ways}), key=rate)
