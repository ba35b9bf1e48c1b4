"""What comes after a post is out (thumbnail, first comment, link): never the fate of the post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TRIES = 8  # failed ones of a follow-up (two hours), then its person decides
TRIES_ASKED = 24  # where the platform says when to come again: "not yet" for four days
_FIRST = timedelta(minutes=1)
_LONGEST = timedelta(hours=6)


class FollowUpState(StrEnum):
    """Where a follow-up stands."""

    WAITING = "waiting"  # will be tried (again) by itself
    DONE = "done"
    FAILED = "failed"  # final, or its tries are over


@dataclass(frozen=True)
class FollowUpView:
    """One follow-up as screens see it; `title` and `message` say what went wrong last."""

    name: str
    words: str
    state: FollowUpState
    title: str = ""
    message: str = ""
    action: str = ""
    next_try_at: datetime | None = None
    kind: str = ""  # of the last error, an `errors.ErrorKind`


def pause(tries: int, asked: timedelta | None) -> timedelta:
    """How long until the next try: longer each time, and never sooner than the platform asked."""
    grown = min(_FIRST * (1 << min(tries - 1, 12)), _LONGEST)
    return grown if asked is None else max(asked, grown)


def over(tries: int, asked: timedelta | None) -> bool:
    """Whether so many failed tries are enough."""
    return tries >= (TRIES if asked is None else TRIES_ASKED)
