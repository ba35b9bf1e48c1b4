"""Waiting until Facebook has processed a video, slowly and without holding a lane.

Source: fbsamples/reels_publishing_apis @0fdfe28 (asks every 3.5 seconds), sheet ("back off to 30").
"""

from __future__ import annotations

from datetime import datetime, timedelta

from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import ContentRefused, ErrorKind, NotSent, PublishingError
from brandcraft_desktop.publishers import graph
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.facebook import accepted, api, errors, posts, rounds
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.later import heard, wait_out

FIELDS = "status,permalink_url,post_id,published"
_FIRST = 4.0  # seconds
_LONGEST = 30.0
_SELDOM = 600.0  # what takes hours is not asked for twice a minute
_PATIENCE = timedelta(days=1)
_WORDS = "Facebook is processing the video"


def wait_until_ready(session: Session, video: str, steps: Steps) -> JsonObject:
    """What Facebook says of a video once people can see it; waits by `steps.wait`.

    It has been accepted: where the sign-in ends meanwhile, or Facebook can't tell for a day,
    nothing more is told of it, and that is no failure of the post. Raises `errors.ContentRefused`
    where it can't be processed, and `errors.OutcomeUnknown` where that takes more than a day.
    """
    try:
        told = api.get(session.account, video, fields=FIELDS)
    except errors.NotThere as error:
        return _left_to_its_person(session, video, steps, "It is no longer there.", error.raw)
    except NotSent as error:  # it was accepted: that nobody can ask now is no failure of it
        wait_out(error, session.clock.now(), steps, _LONGEST, _WORDS)
        return JsonObject({}, _unreadable)
    except PublishingError:  # nor is it one that nobody may ask any more
        return JsonObject({}, _unreadable)
    heard(steps)
    post = posts.post_of(told)
    if post:  # kept, so that no look of another delivery takes the video's post for its own
        steps.once(rounds.POST_OF_VIDEO, lambda: whole_id(session.identity.remote_id, post))
    status = told.optional_child("status")
    if status is None:
        return told
    state = status.optional("video_status")
    troubles = [_trouble(status, phase) for phase in ("processing_phase", "publishing_phase")]
    trouble = next((one for one in troubles if one is not None), None)
    if state in ("error", "expired") or trouble is not None:
        rounds.over(steps, trouble or state)
        raise ContentRefused(
            "Facebook could not process the video.",
            graph.sentence(trouble or ""),
            "Save the video anew (MP4 with H.264 and AAC) and try again.",
            kind=ErrorKind.MEDIA_PROCESSING,
        )
    return told if _is_ready(told) else _wait(session, video, steps)


def whole_id(page: str, post: str) -> str:
    """A post's id as the lists tell it: with its Page's."""
    return post if "_" in post else f"{page}_{post}"


def _wait(session: Session, video: str, steps: Steps) -> JsonObject:
    """Come again later; after a day without an end its person is asked."""
    now = session.clock.now()
    began = datetime.fromisoformat(steps.once(rounds.SINCE, now.isoformat))
    gone_by = now - began
    if gone_by <= _PATIENCE:
        seconds = gone_by.total_seconds()
        longest = min(max(seconds / 20, _LONGEST), _SELDOM)
        steps.wait(min(max(seconds / 2, _FIRST), longest), _WORDS)
    cause = "It has been processing it for more than a day."
    return _left_to_its_person(session, video, steps, cause, "")


def _left_to_its_person(
    session: Session, video: str, steps: Steps, cause: str, raw: str
) -> JsonObject:
    return accepted.told_by_its_person(session, video, FIELDS, steps, _is_ready, cause, raw)


def _is_ready(told: JsonObject) -> bool:
    """Whether people can see a video, as far as its status says."""
    status = told.optional_child("status")
    if status is None:
        return True
    ready = status.optional("video_status") == "ready"
    return ready and _phase(status, "publishing_phase") in ("", "complete")


def is_out(told: JsonObject) -> bool | None:
    """Whether a video is published by its status; None where it can't be told (yet)."""
    status = told.optional_child("status")
    publishing = "" if status is None else _phase(status, "publishing_phase")
    return True if publishing in ("complete", "in_progress") else None


def is_busy(told: JsonObject) -> bool:
    """Whether a video is on its way through."""
    status = told.optional_child("status")
    return status is not None and status.optional("video_status") == "processing"


def _phase(status: JsonObject, name: str) -> str:
    phase = status.optional_child(name)
    return "" if phase is None else phase.optional("status")


def _trouble(status: JsonObject, name: str) -> str | None:
    """What a phase that failed says; None for one that did not."""
    phase = status.optional_child(name)
    if phase is None or phase.optional("status") != "error":
        return None
    single = phase.optional_child("error")
    told = phase.items("errors") or ((single,) if single is not None else ())
    return next((one.words("message") for one in told), "")


def _unreadable(why: str) -> NotSent:
    return NotSent("Facebook gave a strange answer.", why, "Brandcraft tries again by itself.")
