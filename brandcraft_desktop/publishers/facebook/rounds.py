"""What is kept of a post's rounds: Facebook takes a video or a planned post, and may fail later.

A round that is over for good has published nothing: the next one begins anew, under names of its
own, as what was sent is never forgotten.
"""

from __future__ import annotations

from itertools import count

from brandcraft_desktop.domain.native_schedule import STEP
from brandcraft_desktop.domain.steps import Finding, Steps, Verdict
from brandcraft_desktop.publishers.facebook import uploads

SINCE = "processing since"
POST_OF_VIDEO = "post of the video"
_PREPARED = (uploads.PHOTO, uploads.VIDEO, SINCE, POST_OF_VIDEO, STEP)


def number_of(steps: Steps) -> int:
    """How many rounds are over."""
    return next(number for number in count() if steps.result(f"failed {number}") is None)


def named(steps: Steps, word: str) -> str:
    """What a step is called in this round."""
    number = number_of(steps)
    return f"{word} {number}" if number else word


def over(steps: Steps, why: str) -> None:
    """Nothing came of this round, and nothing will."""
    name = f"failed {number_of(steps)}"
    steps.commit(name, lambda _: why, lambda _: Finding(Verdict.FOUND, why))


def begin(steps: Steps) -> None:
    """Drop what an earlier round has used up; done once in each."""
    number = number_of(steps)
    if number:
        steps.once(f"round {number}", lambda: _cleared(steps))


def _cleared(steps: Steps) -> str:
    for prefix in _PREPARED:
        steps.forget(prefix)
    return "begun"
