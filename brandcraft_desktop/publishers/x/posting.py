"""Publishing a plan on X, step by step; each step survives a crash.

X has no idempotency key: after a lost answer the account's own posts are looked at, and where the
post is not among them nobody knows (see `finding`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from brandcraft_desktop.domain.plan import Part, Plan
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps
from brandcraft_desktop.errors import BadInput, MediaGone
from brandcraft_desktop.publishers.base import AccountSession, Session
from brandcraft_desktop.publishers.x import api, finding, options, uploads
from brandcraft_desktop.publishers.x.bodies import Body, post_body
from brandcraft_desktop.publishers.x.errors import MediaRefused, ParentHidden, PostGone
from brandcraft_desktop.publishers.x.limits import HIDDEN_SECONDS, LONGEST_HIDDEN
from brandcraft_desktop.publishers.x.profile import permalink
from brandcraft_desktop.publishers.x.tokens import sent, with_token
from brandcraft_desktop.publishers.x.uploads import Uploaded


def publish(plan: Plan, session: Session, steps: Steps) -> Published:
    """Send the plan. Raises `errors.PublishingError`."""
    files = [_files(session, part, index, steps) for index, part in enumerate(plan.parts)]
    chosen = options.read(plan.options)
    posts: list[str] = []
    for index, part in enumerate(plan.parts):
        if len(plan.parts) > 1:
            steps.progress(index, len(plan.parts), f"Posting part {index + 1} of {len(plan.parts)}")
        parent = posts[-1] if posts else ""
        body = post_body(part.text, [one.id for one in files[index]], parent, chosen)
        posts.append(_post(session, part, index, body, files[index], posts, steps))
    handle = session.identity.handle
    return Published(tuple(PublishedPart(post, permalink(handle, post)) for post in posts))


def delete(post: str, account: AccountSession) -> None:
    """Delete one post; gone already is fine."""
    if not post.isdecimal():
        raise BadInput("This is no post on X.", f"Its number is “{post}”.")
    try:
        sent(account, lambda token: account.http.send(api.delete_post(post, token)))
    except PostGone:
        return


def _files(session: Session, part: Part, index: int, steps: Steps) -> tuple[Uploaded, ...]:
    if not part.media:
        return ()
    try:
        return uploads.uploaded(session, part.media, index, steps)
    except MediaGone:
        steps.forget(uploads.prefix(index))
        raise


def _post(
    session: Session,
    part: Part,
    index: int,
    body: Body,
    files: Sequence[Uploaded],
    before: Sequence[str],
    steps: Steps,
) -> str:
    """One post; gives its number."""
    known = tuple(before)
    try:
        return steps.commit(
            f"post {index + 1}",
            _sending(session, body, files),
            _looking(session, part, files, known),
        )
    except MediaGone:
        steps.forget(uploads.prefix(index))
        raise
    except MediaRefused as error:
        # X does not tell a file that it threw away from one it does not take: once, they are sent
        # again.
        mine = secrets.token_hex(4)
        if not files or steps.once(f"files again {index + 1}", lambda: mine) != mine:
            raise
        steps.forget(uploads.prefix(index))
        raise MediaGone(
            "X did not know an uploaded file.",
            error.cause,
            "Brandcraft uploads it again by itself.",
            raw=error.raw,
        ) from error
    except ParentHidden:
        now = session.clock.now()
        since = steps.once(f"hidden {index + 1}", now.isoformat)
        if now - datetime.fromisoformat(since) <= LONGEST_HIDDEN:
            steps.wait(HIDDEN_SECONDS, "X does not show the part before yet.")
        raise


def _sending(session: Session, body: Body, files: Sequence[Uploaded]) -> Callable[[Guard], str]:
    account = session.account

    def act(guard: Guard) -> str:
        uploads.check_alive(files, session.clock.now())
        answer = with_token(
            account, lambda token: account.http.commit(api.create_post(body, token), guard)
        )
        return answer.json.child("data").identifier("id", api.ID)

    return act


def _looking(
    session: Session, part: Part, files: Sequence[Uploaded], before: Sequence[str]
) -> Callable[[datetime], Finding]:
    return lambda since: finding.look(session.account, part, files, before, since, session.taken())
