"""Whether a post is handed over to Facebook early, and waiting for its time there.

Source: Pages API, "Posts": `published=false` with `scheduled_publish_time`; what is less than ten
minutes ahead is refused.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeGuard

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import NotSent, PublishingError
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.facebook import accepted, api, errors, surfaces
from brandcraft_desktop.publishers.facebook.info import (
    INFO,
    LEAST_AHEAD,
    MOST_AHEAD,
    MOST_AHEAD_REEL,
    NATIVE,
)
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.later import heard, wait_out

_STEP = "hand over"
_ROOM = timedelta(minutes=1)  # for the call itself
_AFTER = 20.0  # seconds after its time before it is looked for
_POLL = 60.0
_PATIENCE = timedelta(hours=2)
_WORDS = INFO.native.words if INFO.native is not None else ""


def moment(plan: Plan, session: Session, steps: Steps) -> datetime | None:
    """When Facebook shall publish it; None: at once. Decided once in a delivery's life.

    Waits where it is too early, or too late, to hand it over.
    """
    if plan.options.get(NATIVE) != "true" or session.due_at is None:
        return None
    due = session.due_at
    reel = plan.surface == surfaces.REEL.name
    kept = steps.once(_STEP, lambda: _decided(due, session.clock.now(), reel, steps))
    return due if kept else None


def fields(due: datetime | None, now: datetime) -> dict[str, str]:
    """What a post or a video says of its time. Raises `errors.NotSent` where it got too late."""
    if not _is_ahead(due, now):
        return {}
    return {
        "published": "false",
        "scheduled_publish_time": _seconds(due),
        "unpublished_content_type": "SCHEDULED",
    }


def reel_state(due: datetime | None, now: datetime) -> dict[str, str]:
    """What a reel says of it. Raises `errors.NotSent` where it got too late."""
    if not _is_ahead(due, now):
        return {"video_state": "PUBLISHED"}
    return {"video_state": "SCHEDULED", "scheduled_publish_time": _seconds(due)}


def _decided(due: datetime, now: datetime, reel: bool, steps: Steps) -> str:
    left = due - now
    if left <= timedelta():
        return ""
    most = MOST_AHEAD_REEL if reel else MOST_AHEAD
    if left > most:
        steps.wait((left - most + _ROOM).total_seconds(), "Facebook takes it later")
    if left < LEAST_AHEAD + _ROOM:
        steps.wait(left.total_seconds(), "Waiting for its time")
    return "handed over"


def _is_ahead(due: datetime | None, now: datetime) -> TypeGuard[datetime]:
    """Whether it can be handed over now; it is simply published once its time has come."""
    if due is None or due <= now:
        return False
    if due - now < LEAST_AHEAD:
        raise NotSent(
            "It got too late to hand the post over to Facebook.",
            "Facebook takes none that is less than ten minutes ahead.",
            "Brandcraft publishes it itself at its time.",
            retry_after=due - now,
        )
    return True


def _seconds(due: datetime) -> str:
    return str(int(due.timestamp()))


def wait_until_out(session: Session, post: str, asked: str, steps: Steps) -> JsonObject:
    """What Facebook says of it (`asked` are fields) once it is out; waits by `steps.wait`.

    Raises `errors.OutcomeUnknown` where Facebook can't tell for a day, does not let us ask, no
    longer knows it, or still keeps it hours after its time: it may come out all the same.
    """
    now, due = session.clock.now(), session.due_at or session.clock.now()
    if now < due:
        steps.wait((due - now).total_seconds() + _AFTER, _WORDS)

    def left(cause: str, raw: str = "") -> JsonObject:
        return accepted.told_by_its_person(session, post, asked, steps, _is_public, cause, raw)

    try:
        told = api.get(session.account, post, fields=asked)
    except errors.NotThere as error:
        return left("It is no longer there: somebody deleted it, or hides it.", error.raw)
    except NotSent as error:  # it was handed over: that nobody can ask now is no failure of it
        wait_out(error, now, steps, _POLL, _WORDS)
        return left("It could not be asked for a day.", error.raw)
    except PublishingError as error:  # a sign-in that ended is renewed where it looks again
        return left(error.title, error.raw)
    heard(steps)
    if not _is_public(told):
        if now > due + _PATIENCE:
            return left("Its time is over, and it is still not public.")
        steps.wait(_POLL, _WORDS)
    return told


def _is_public(told: JsonObject) -> bool:
    return told.flag("is_published", default=True) and told.flag("published", default=True)
