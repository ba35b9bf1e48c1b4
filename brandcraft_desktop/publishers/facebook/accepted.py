"""What Facebook has taken, and tells nothing of any more: its person looks, and it is never sent
twice by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from brandcraft_desktop.domain.steps import Finding, Steps, Verdict
from brandcraft_desktop.errors import NotSent, OutcomeUnknown, PublishingError, SignInExpired
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.facebook import api, posts, rounds
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.later import AGAIN, ask_person


def told_by_its_person(
    session: Session,
    post: str,
    asked: str,
    steps: Steps,
    is_out: Callable[[JsonObject], bool],
    cause: str,
    raw: str = "",
) -> JsonObject:
    """What Facebook says of a post or a video (`asked` are fields) once somebody knows.

    Raises `errors.OutcomeUnknown` while nobody does, and `errors.NotSent` where its person has
    looked in vain: what Facebook still has of it is taken away, and it is sent anew.
    """

    unknown = OutcomeUnknown(
        "Facebook took this post, and does not tell what became of it.",
        cause,
        "Look at the Page, then say whether it is live.",
        raw=raw,
    )

    def look(_: datetime) -> Finding:
        try:
            told = api.get(session.account, post, fields=asked)
        except SignInExpired:
            raise
        except PublishingError as error:
            raise unknown from error
        if is_out(told):
            return Finding(Verdict.FOUND, post)
        raise unknown  # in these words its person is asked

    if ask_person(steps, rounds.named(steps, "accepted"), unknown, look) == AGAIN:
        posts.delete(session.account, post)
        rounds.over(steps, cause)
        raise NotSent(
            "Facebook did not publish this.", "You looked, and it is not there.", "It is sent anew."
        )
    return api.get(session.account, post, fields=asked)
