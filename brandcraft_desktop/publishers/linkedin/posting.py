"""Publishing a plan on LinkedIn, step by step; each step survives a crash.

There is no idempotency and a member can't read the own posts: where the answer to the one call that
makes the post is lost, a person has to look. A page may list its posts; that list shows what is
there, its silence proves nothing (nobody says that it is complete at once).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from brandcraft_desktop.domain.plan import Part, Plan
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps, Verdict
from brandcraft_desktop.errors import MediaGone, OutcomeUnknown
from brandcraft_desktop.publishers.base import AccountSession, Session
from brandcraft_desktop.publishers.linkedin import cards, message, options, own_posts, rest, uploads
from brandcraft_desktop.publishers.linkedin.errors import Duplicate, StillProcessing
from brandcraft_desktop.publishers.linkedin.options import Options
from brandcraft_desktop.publishers.linkedin.surfaces import DOCUMENT
from brandcraft_desktop.publishers.linkedin.tokens import with_token
from brandcraft_desktop.publishers.linkedin.video import video

_POST = "post"
_FIRST_TRY = "first try"


def publish(plan: Plan, session: Session, steps: Steps) -> Published:
    """Send the plan. Raises `errors.PublishingError`."""
    try:
        return _publish(plan, session, steps)
    except MediaGone:
        steps.forget(uploads.PREFIX)
        steps.forget(cards.STEP)
        raise


def find(plan: Plan, session: Session, since: datetime) -> Finding:
    """Look among the posts of a page; a person's can't be looked at."""
    part = plan.parts[0]
    found = own_posts.look(session.account, message.commentary(part.text), since, session.taken())
    if found is None:
        return Finding(Verdict.UNKNOWN)
    return Finding(Verdict.FOUND, json.dumps([[found, permalink(found)]]))


def permalink(urn: str) -> str:
    """Where people see a post."""
    return f"https://www.linkedin.com/feed/update/{urn}/"


def _publish(plan: Plan, session: Session, steps: Steps) -> Published:
    account, part, chosen = session.account, plan.parts[0], options.read(plan.options)
    content = _content(plan, part, chosen, session, steps)
    body = message.post(account.identity.remote_id, part.text, chosen, content)
    try:
        urn = steps.commit(
            _POST,
            _sending(session, body, steps),
            lambda since: _look(account, str(body["commentary"]), since, session.taken()),
        )
    except StillProcessing as error:
        uploads.wait_after(error, steps)
    return Published((PublishedPart(urn, permalink(urn)),))


def _content(
    plan: Plan, part: Part, chosen: Options, session: Session, steps: Steps
) -> message.Body | None:
    """What hangs on the post: pictures, a document, a video, a poll, a link card or nothing."""
    account, media = session.account, part.media
    if media and media[0].media.is_video:
        return message.video(video(account, session.renditions, media[0], steps))
    if media and plan.surface == DOCUMENT.name:
        title = chosen.document_title
        urn = uploads.document(account, session.renditions, media, title, steps)
        return message.document(urn, title)
    if media:
        urns = uploads.pictures(account, session.renditions, media, steps)
        alts = [one.media.alt for one in media]
        if len(urns) == 1:
            return message.picture(urns[0], alts[0])
        return message.pictures(urns, alts)
    if chosen.poll is not None:
        return message.poll(chosen.poll)
    link = part.link_card
    if link is None:
        return None
    card = cards.restored(
        steps.once(cards.STEP, lambda: cards.make(account, link, chosen.link_title))
    )
    return None if card is None else message.article(card)


def _sending(session: Session, body: message.Body, steps: Steps) -> Callable[[Guard], str]:
    """The irreversible call; gives the URN of the post."""
    account = session.account
    tried: list[str] = []

    def begin() -> str:
        tried.append("now")
        return account.clock.now().isoformat()

    # Before arming: a refusal as a duplicate is judged by the first moment we might have sent.
    first = datetime.fromisoformat(steps.once(_FIRST_TRY, begin))

    def act(guard: Guard) -> str:
        def send(token: str) -> str:
            answer = account.http.commit(
                rest.call(account, "POST", "posts", token, body=body), guard
            )
            return own_posts.checked_urn(answer)

        try:
            return with_token(account, send)
        except Duplicate as refusal:
            others = refusal.urn in session.taken()
            if own_posts.is_newer(refusal.urn, first) and not others:
                return refusal.urn
            if tried:
                raise  # nothing of ours was ever sent: it is an older post of theirs
            raise OutcomeUnknown(
                "LinkedIn has such a post already.",
                f"It may be this one, or an older one ({permalink(refusal.urn)}).",
                "Look at it on LinkedIn, then say here whether it is live.",
                raw=refusal.raw,
            ) from refusal

    return act


def _look(
    account: AccountSession, commentary: str, since: datetime, taken: frozenset[str]
) -> Finding:
    found = own_posts.look(account, commentary, since, taken)
    if found is not None:
        return Finding(Verdict.FOUND, found, found)
    return Finding(Verdict.NOT_YET if own_posts.may_look(account) else Verdict.UNKNOWN)
