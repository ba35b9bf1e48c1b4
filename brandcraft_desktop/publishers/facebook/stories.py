"""Stories of a Page: a photo or a video, without words.

Source: Facebook Stories API (2026-05-06): `photo_stories` takes an unpublished photo,
`video_stories` begins and finishes as reels do.
"""

from __future__ import annotations

from datetime import datetime

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Finding, Guard, Steps, Verdict
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.facebook import api, posts, processing, rounds, uploads, videos
from brandcraft_desktop.publishers.facebook.posts import Seen

_POST = "post"
_LINK = "link"


def photo(plan: Plan, session: Session, steps: Steps) -> Seen:
    """A story of one photo."""
    (made,) = uploads.photos(session, plan.parts[0].media, steps, later=False)
    path = f"{session.identity.remote_id}/photo_stories"

    def act(guard: Guard) -> str:
        return api.post(session.account, path, {"photo_id": made}, guard).identifier(
            "post_id", posts.ID
        )

    post = steps.commit(rounds.named(steps, _POST), act, lambda since: _found(session, made))
    return _seen(session, post, made, steps)


def video(plan: Plan, session: Session, steps: Steps) -> Seen:
    """A story of one video."""
    made = uploads.reel(session, plan.parts[0].media[0], steps, "video_stories")
    ask = videos.asking(session, made)

    def find(since: datetime) -> Finding:
        listed = _found(session, made)
        return listed if listed.verdict is Verdict.FOUND else ask(since)

    post = steps.commit(
        rounds.named(steps, _POST), videos.finishing(session, made, "video_stories", dict), find
    )
    processing.wait_until_ready(session, made, steps)
    return _seen(session, post, made, steps)


def _found(session: Session, made: str) -> Finding:
    seen = posts.story_of(session.account, made)
    return Finding(Verdict.UNKNOWN) if seen is None else Finding(Verdict.FOUND, seen.id)


def _seen(session: Session, post: str, made: str, steps: Steps) -> Seen:
    """The story with its address, which only the list of stories tells."""

    def act() -> str:
        seen = posts.story_of(session.account, made)
        return "" if seen is None else seen.permalink

    told = steps.follow_up(_LINK, "The story's link", act)
    return Seen(post, posts.permalink(session.identity.remote_id, post, told))
