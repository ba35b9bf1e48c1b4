"""Publishing a plan on Mastodon, step by step; each step survives a crash.

Each message has an Idempotency-Key of its own, made from the delivery's id: while the server
remembers it, a repeated call gives the first post again instead of making a second one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps, Verdict
from brandcraft_desktop.errors import (
    ContentRefused,
    ErrorKind,
    MediaGone,
    OutcomeUnknown,
    PublishingError,
)
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.json_value import parse_object
from brandcraft_desktop.publishers.mastodon import statuses, uploads
from brandcraft_desktop.publishers.mastodon.api import POSTING, call
from brandcraft_desktop.publishers.mastodon.errors import judge_post
from brandcraft_desktop.publishers.mastodon.lost import Lost
from brandcraft_desktop.publishers.mastodon.statuses import Message, Written

_KEYS = UUID("b6a9f3de-7c7f-5b0e-9e63-2f1c6d1c0a57")  # ours alone: our deliveries' own name space
_CLOCKS_APART = timedelta(minutes=2)
"""How far a server's clock may be behind ours."""


def publish(plan: Plan, session: Session, steps: Steps) -> Published:
    """Send the plan. Raises `errors.PublishingError`."""
    try:
        return _publish(plan, session, steps)
    except MediaGone:
        steps.forget(uploads.PREFIX)
        steps.forget(uploads.READY)
        raise
    except PublishingError as error:
        if error.kind is ErrorKind.MEDIA_PROCESSING:
            steps.forget(uploads.READY)
        raise


def find(plan: Plan, session: Session, since: datetime) -> Finding:
    """Look for every part among the account's own latest posts; not to see one is no proof."""
    posts = statuses.recent(session.account)
    taken = session.taken()
    parts: list[Written] = []
    for index, part in enumerate(plan.parts):
        parent = parts[-1].id if parts else ""
        message = Message(part, plan.options, (), index == 0, parent)
        seen = statuses.matching(posts, message, len(part.media), since - _CLOCKS_APART)
        found = next((one for one in seen if one.id not in taken), None)
        if found is None:
            return Finding(Verdict.UNKNOWN)
        parts.append(found)
    return Finding(Verdict.FOUND, json.dumps([[one.id, one.url] for one in parts]))


def key(session: Session, index: int) -> str:
    """The Idempotency-Key of one message."""
    return str(uuid5(_KEYS, f"{session.key} {index + 1}"))


def _publish(plan: Plan, session: Session, steps: Steps) -> Published:
    files = uploads.upload(
        session.account, session.renditions, [part.media for part in plan.parts], steps
    )
    done: list[Written] = []
    for index, part in enumerate(plan.parts):
        if len(plan.parts) > 1:
            steps.progress(index, len(plan.parts), f"Posting part {index + 1} of {len(plan.parts)}")
        parent = done[-1].id if done else ""
        message = Message(part, plan.options, files[index], index == 0, parent)
        lost = Lost(steps, index + 1)
        result = steps.commit(
            f"post {index + 1}",
            _posting(session, message, index, lost),
            _finding(session, message, lost),
        )
        done.append(_read_back(result))
    return Published(tuple(PublishedPart(one.id, one.url) for one in done))


def _posting(session: Session, message: Message, index: int, lost: Lost) -> Callable[[Guard], str]:
    account = session.account

    def act(guard: Guard) -> str:
        if not lost.may_repeat(session.clock.now()) and not lost.decided():
            found = _look(session, message, lost, lost.since or session.clock.now())
            if found.verdict is Verdict.FOUND:
                return found.result
            raise OutcomeUnknown(
                "It is not known whether this post went out.",
                "An earlier answer was lost too long ago to repeat the call safely.",
                "Look on Mastodon, then say whether it is live.",
            )
        request = call(
            account,
            "POST",
            statuses.PATH,
            bucket=POSTING,
            json=statuses.body(message),
            headers=(("Idempotency-Key", key(session, index)),),
            judged=judge_post,
        )
        try:
            return _kept(statuses.written(account.http.commit(request, guard).json))
        except ContentRefused as refusal:
            _perhaps_gone(session, message, refusal)
            raise

    return act


def _perhaps_gone(session: Session, message: Message, refusal: ContentRefused) -> None:
    """A refusal may mean an upload that ran out, in a language we don't read: ask for it.

    Raises `errors.MediaGone`.
    """
    if not message.files or refusal.kind is not ErrorKind.INVALID_CONTENT:
        return
    try:
        uploads.check(session.account, message.files)
    except MediaGone:
        raise
    except PublishingError:
        return  # the refusal itself says more


def _finding(session: Session, message: Message, lost: Lost) -> Callable[[datetime], Finding]:
    def look(since: datetime) -> Finding:
        first = lost.note(since)
        if lost.may_repeat(session.clock.now()):
            return Finding(Verdict.NOT_THERE)  # the same key gives the first post again
        return _look(session, message, lost, first)

    return look


def _look(session: Session, message: Message, lost: Lost, since: datetime) -> Finding:
    posts = statuses.recent(session.account)
    seen = statuses.matching(posts, message, len(message.files), since - _CLOCKS_APART)
    taken = session.taken()
    found = next((one for one in seen if one.id not in taken), None)
    if found is not None:
        return Finding(Verdict.FOUND, _kept(found), found.id)
    lost.unknown()
    return Finding(Verdict.NOT_YET)


def _kept(one: Written) -> str:
    return json.dumps({"id": one.id, "url": one.url})


def _read_back(result: str) -> Written:
    value = parse_object(result, lambda why: PublishingError("A kept step can't be read.", why))
    return Written(value.text("id"), value.text("url"))
