"""When to ask a platform again that has a post, and can't be asked how it stands.

Nothing has failed then: the post is there. Nor may it go on for ever: a platform can answer with an
error of its own for as long as it is asked, and somebody waits for a word.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from brandcraft_desktop.domain.steps import Finding, Guard, Steps
from brandcraft_desktop.errors import NotReached, NotSent, OutcomeUnknown

SILENT_FOR = timedelta(days=1)
AGAIN = "again"
_SELDOM = 3600.0  # seconds between two questions, at most
_SILENT = "silent"
"""A step that keeps how long it was silent, when it was asked last, and the pause after that."""


def later(seconds: float, trouble: NotSent) -> float:
    """In so many seconds, or when the platform says if that is later."""
    after = trouble.retry_after
    return seconds if after is None else max(seconds, after.total_seconds())


def wait_out(trouble: NotSent, now: datetime, steps: Steps, seconds: float, reason: str) -> None:
    """Come again (by `steps.wait`), first in `seconds` and then ever more seldom.

    Comes back only where the platform gave no answer for `SILENT_FOR`: the pauses between
    questions, none longer than it was meant to be, since a computer that slept has not asked. Nor
    does a question count that did not leave this computer.
    """
    kept = steps.result(_SILENT)
    silent = timedelta()
    if kept is not None:
        so_far, asked, meant = kept.split(" ")
        silent = timedelta(seconds=float(so_far))
        if not isinstance(trouble, NotReached):
            gap = now - datetime.fromisoformat(asked)
            silent += max(timedelta(), min(gap, timedelta(seconds=float(meant))))
    if silent > SILENT_FOR:
        return
    pause = min(max(silent.total_seconds() / 2, seconds), max(_SELDOM, seconds))
    pause = later(pause, trouble)
    if kept is not None:
        steps.forget(_SILENT)
    steps.once(_SILENT, lambda: f"{silent.total_seconds()} {now.isoformat()} {pause}")
    steps.wait(pause, reason)


def heard(steps: Steps) -> None:
    """The platform has answered: what it is silent for begins anew."""
    if steps.result(_SILENT) is not None:
        steps.forget(_SILENT)


def ask_person(
    steps: Steps, name: str, unknown: OutcomeUnknown, look: Callable[[datetime], Finding]
) -> str:
    """What `look` finds of a post that the platform took and tells nothing of.

    Raises `unknown` while nobody knows; `AGAIN` once its person has said that it is not there.
    `name` tells it from others of the same post.
    """
    asked = steps.result(f"asked {name}") is not None

    def act(_: Guard) -> str:
        if asked:  # nothing is open any more: the answer was "not there"
            return AGAIN
        steps.once(f"asked {name}", lambda: unknown.title)
        raise unknown

    return steps.commit(f"lost {name}", act, look)
