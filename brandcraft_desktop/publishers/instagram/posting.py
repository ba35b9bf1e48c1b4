"""Publishing a plan on Instagram, step by step; each step survives a crash.

Source: Instagram Platform, "Publish content": a container is published at most once, and says
afterwards whether it was (`PUBLISHED`) or not yet (`FINISHED`), so an answer that was lost is no
riddle. Its media id is then found in the account's list.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps, Verdict
from brandcraft_desktop.errors import (
    ContentRefused,
    MediaGone,
    NotSent,
    OutcomeUnknown,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
)
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.graph import ID
from brandcraft_desktop.publishers.instagram import (
    api as calls,
)
from brandcraft_desktop.publishers.instagram import (
    comments,
    containers,
    errors,
    own_posts,
    quota,
)
from brandcraft_desktop.publishers.instagram.api import Api
from brandcraft_desktop.publishers.instagram.doors import WEB
from brandcraft_desktop.publishers.instagram.kept import Container

AGAIN = 10.0  # seconds, where Instagram says that it is not ready yet
LONGEST_EARLY = timedelta(minutes=30)
LISTED_WITHIN = timedelta(minutes=10)
_LIST_AGAIN = timedelta(seconds=20)
_GONE = (errors.ContainerMissing, MediaGone)
_LASTING = (*_GONE, ContentRefused, OwnerNeeded, PermissionMissing)
"""Refusals behind which nothing is sent again by itself, or another container is made."""


def publish(plan: Plan, session: Session, steps: Steps) -> Published:
    """Send the plan. Raises `errors.PublishingError`."""
    api = calls.of(session.account)
    try:
        container, media_id = _publish(plan, api, session, steps)
    except (MediaGone, ContentRefused):
        steps.forget(containers.PREFIX)
        raise
    profile = f"{WEB}/{session.identity.handle.lstrip('@')}/"
    media_id = media_id or steps.follow_up(
        "which post", "The link to the post", lambda: _which(plan, api, session, container)
    )
    if not media_id:
        return Published((PublishedPart("", profile),))
    link = steps.follow_up(
        "permalink", "The link to the post", lambda: own_posts.permalink(api, media_id)
    )
    comment = plan.options.get("first_comment", "")
    if comment:
        steps.follow_up(
            "first comment", "The first comment", lambda: comments.write(api, media_id, comment)
        )
    return Published((PublishedPart(media_id, link or profile),))


def find(plan: Plan, session: Session, since: datetime) -> Finding:
    """Look for the post by its words; without any it can't be told from others."""
    found = own_posts.with_words(plan, calls.of(session.account), since, session.taken())
    if found is None:
        return Finding(Verdict.UNKNOWN)
    return Finding(Verdict.FOUND, json.dumps([[found.id, found.permalink]]))


def _publish(plan: Plan, api: Api, session: Session, steps: Steps) -> tuple[Container, str]:
    steps.once("quota", lambda: quota.ask(api))
    container, out = containers.ready(plan, api, session, steps)

    def act(guard: Guard) -> str:
        if out:  # a call that was thought refused has published it
            return _surely_out(plan, api, session, container)
        form = {"creation_id": container.id}
        try:
            return api.commit(f"{api.me}/media_publish", form, guard).identifier("id", ID)
        except _LASTING as refusal:
            if _is_out(api, container, refusal):
                return _surely_out(plan, api, session, container)
            raise

    def look(since: datetime) -> Finding:
        return _look(plan, api, container, session, since, container.at if out else since)

    try:
        return container, steps.commit("publish", act, look)
    except OutcomeUnknown:
        raise
    except PublishingError as refusal:
        # Before it is sent again, or made anew, the container says whether it went out after all.
        containers.ask_anew(plan, steps)
        _come_again(refusal, container, session, steps)
        raise


def _come_again(
    refusal: PublishingError, container: Container, session: Session, steps: Steps
) -> None:
    """Wait where Instagram was asked too early; raises where the container must be made anew."""
    if isinstance(refusal, errors.NotReady):
        since = steps.once("early", lambda: session.clock.now().isoformat())
        if session.clock.now() - datetime.fromisoformat(since) <= LONGEST_EARLY:
            steps.wait(AGAIN, containers.WORDS)
    if isinstance(refusal, errors.ContainerMissing):
        raise containers.unknown(container, session.clock, steps) from None


def _is_out(api: Api, container: Container, refusal: PublishingError) -> bool:
    """Whether Instagram published what it refused (seen with 4/2207051); its container knows.

    Raises `errors.OutcomeUnknown` where it can't be asked: it is looked for before anything else.
    """
    try:
        return containers.status_of(api, container)[0] == containers.PUBLISHED
    except PublishingError as error:
        missing = isinstance(error, errors.ContainerMissing | PermissionMissing)
        if missing and isinstance(refusal, _GONE):
            return False
        raise OutcomeUnknown(
            refusal.title,
            "Such posts came out all the same, and this one can't be asked for.",
            "Look at your profile on Instagram, then say whether it is live.",
            raw=refusal.raw,
        ) from error


def _surely_out(plan: Plan, api: Api, session: Session, container: Container) -> str:
    """The id of a post that is out; whatever keeps it from us, the post has not failed."""
    raw = ""
    try:
        media_id = own_posts.just_published(plan, api, container.at, session.taken())
    except PublishingError as error:
        media_id, raw = "", error.raw
    if media_id:
        return media_id
    raise OutcomeUnknown(
        "Instagram has published the post, but does not list it yet.",
        "Its number is read from the list of the account's posts.",
        "Look at your profile on Instagram, then say that it is live.",
        raw=raw,
    )


def _which(plan: Plan, api: Api, session: Session, container: Container) -> str:
    """The id of a post that is out. Raises `errors.NotSent` while it is in no list.

    Raises `errors.ContentRefused` where it can't be told from others.
    """
    found = own_posts.candidates(plan, api, container.at, session.taken())
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotSent(
            "Instagram has published the post, but does not list it yet.",
            "Its number is read from the list of the account's posts.",
            "Look at it on your profile meanwhile.",
        )
    raise ContentRefused(
        "Instagram does not tell which post of the account this one is.",
        "Its answer was lost, and others like it came out at the same time.",
        "It is out: look at it, comment on it or delete it on Instagram.",
    )


def _look(
    plan: Plan,
    api: Api,
    container: Container,
    session: Session,
    since: datetime,
    listed_since: datetime,
) -> Finding:
    """Ask the container itself; only one that is published is looked for in the list."""
    try:
        code, _ = containers.status_of(api, container)
    except (errors.ContainerMissing, PermissionMissing):
        found = own_posts.with_words(plan, api, listed_since, session.taken())
        return _found(found.id) if found is not None else Finding(Verdict.UNKNOWN)
    if code != containers.PUBLISHED:
        return Finding(Verdict.NOT_THERE)
    media_id = own_posts.just_published(plan, api, listed_since, session.taken())
    if media_id:
        return _found(media_id)
    if session.clock.now() - since < LISTED_WITHIN:
        raise NotSent(
            "Instagram has published the post, but does not list it yet.",
            "Its number is read from the list of the account's posts.",
            "Brandcraft looks again by itself.",
            retry_after=_LIST_AGAIN,
        )
    return _found("")  # it is out; only its own page is not known


def _found(media_id: str) -> Finding:
    return Finding(Verdict.FOUND, media_id, media_id)
