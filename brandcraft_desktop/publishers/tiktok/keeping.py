"""What is kept of a post's rounds: TikTok takes a post first, and may fail to publish it later."""

from __future__ import annotations

from itertools import count

from brandcraft_desktop.domain.steps import Finding, Steps, Verdict
from brandcraft_desktop.publishers.later import AGAIN


def round_of(steps: Steps) -> int:
    """How many rounds are over for good, so that the next begins under names of its own."""
    return next(
        number
        for number in count()
        if steps.result(f"failed {number}") is None and steps.result(f"lost {number}") != AGAIN
    )


def note_failure(steps: Steps, number: int, reason: str) -> None:
    """TikTok said that it did not publish it: that is final.

    Kept as what was sent is, which it belongs to: an edit of the post drops mere preparations.
    """
    steps.commit(f"failed {number}", lambda _: reason, lambda _: Finding(Verdict.FOUND, reason))
