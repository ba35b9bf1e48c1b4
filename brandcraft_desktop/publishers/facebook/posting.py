"""Publishing a plan on a Page, step by step; each step survives a crash.

One call makes the post, and all files are up before it: also a single photo goes as an unpublished
one that is then attached, so that this call is small. There is no idempotency: after a lost answer
the Page's lists are looked through by words and time, or the video, which exists before it is
published, is asked. Not to be seen there proves nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps, Verdict
from brandcraft_desktop.errors import DuplicateRefused, MediaGone
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.facebook import (
    api,
    comments,
    native,
    posts,
    rounds,
    stories,
    surfaces,
    uploads,
    videos,
)
from brandcraft_desktop.publishers.facebook.posts import Seen

POST = "post"
_FIRST_TRY = "first try"
_OUT = "id,is_published,permalink_url"
_STORIES = (surfaces.STORY_PHOTO.name, surfaces.STORY_VIDEO.name)


def publish(plan: Plan, session: Session, steps: Steps) -> Published:
    """Send the plan. Raises `errors.PublishingError`."""
    rounds.begin(steps)
    try:
        made = _made(plan, session, steps)
    except MediaGone:
        steps.forget(uploads.PHOTO)
        steps.forget(uploads.VIDEO)
        raise
    comment = plan.options.get("first_comment", "")
    comments.first_comment(session.account, made.id, comment, steps)
    return Published((PublishedPart(made.id, made.permalink),))


def find(plan: Plan, session: Session, since: datetime) -> Finding:
    """Look among the posts of the Page; a story, which has no words, can't be told apart."""
    if plan.surface in _STORIES:
        return Finding(Verdict.UNKNOWN)
    found = posts.look(session.account, plan.parts[0].text, since, session.taken())
    if found is None:
        return Finding(Verdict.UNKNOWN)
    return Finding(Verdict.FOUND, json.dumps([[found.id, found.permalink]]))


def _made(plan: Plan, session: Session, steps: Steps) -> Seen:
    if plan.surface == surfaces.VIDEO.name:
        return videos.video(plan, session, steps)
    if plan.surface == surfaces.REEL.name:
        return videos.reel(plan, session, steps)
    if plan.surface == surfaces.STORY_PHOTO.name:
        return stories.photo(plan, session, steps)
    if plan.surface == surfaces.STORY_VIDEO.name:
        return stories.video(plan, session, steps)
    return _feed(plan, session, steps)


def _feed(plan: Plan, session: Session, steps: Steps) -> Seen:
    """A post of words, a link, or photos."""
    part, due = plan.parts[0], native.moment(plan, session, steps)
    said: dict[str, str] = {"message": part.text} if part.text else {}
    if part.link_card:
        said["link"] = part.link_card
    if part.media:
        photos = uploads.photos(session, part.media, steps, later=due is not None)
        for number, photo in enumerate(photos):
            attached = json.dumps({"media_fbid": photo}, separators=(",", ":"))
            said[f"attached_media[{number}]"] = attached
    post = posts.restored(
        steps.commit(
            rounds.named(steps, POST),
            _sending(session, said, due, steps),
            lambda since: posts.looked_for(session.account, part.text, since, session.taken()),
        )
    )
    if due is None:
        return post
    told = native.wait_until_out(session, post.id, _OUT, steps)
    page = session.identity.remote_id
    return Seen(post.id, posts.permalink(page, post.id, told.optional("permalink_url")))


def _sending(
    session: Session, said: Mapping[str, str], due: datetime | None, steps: Steps
) -> Callable[[Guard], str]:
    """The irreversible call; gives the post as it is kept."""
    account, clock, page = session.account, session.clock, session.identity.remote_id
    # Before arming: a refusal as a repetition is judged by the first moment we might have sent.
    first = datetime.fromisoformat(steps.once(_FIRST_TRY, lambda: clock.now().isoformat()))

    def act(guard: Guard) -> str:
        fields = {**said, **native.fields(due, clock.now()), "fields": "id,permalink_url"}
        try:
            told = api.post(account, f"{page}/feed", fields, guard)
        except DuplicateRefused:
            found = posts.look(account, said.get("message", ""), first, session.taken())
            if found is None:
                raise
            return found.kept
        post = told.identifier("id", posts.ID)
        return Seen(post, posts.permalink(page, post, told.optional("permalink_url"))).kept

    return act
