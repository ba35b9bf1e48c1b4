"""Looking for a post among the account's own, after an answer was lost.

Source: Threads API, "Retrieve posts" and "Replies": GET /{user}/threads has the posts, newest
first, and GET /{user}/replies what replies to others. No document says that something is in them at
once, so what is missing there proves nothing; whether a post is out its container tells.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from brandcraft_desktop.domain.plan import Part, Plan
from brandcraft_desktop.domain.steps import Finding, Verdict
from brandcraft_desktop.publishers import given_address
from brandcraft_desktop.publishers.base import Session
from brandcraft_desktop.publishers.graph import ID
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.threads import api as calls
from brandcraft_desktop.publishers.threads.api import Api

FIELDS = "id,permalink,text,timestamp,media_type"
REPLY_FIELDS = f"{FIELDS},replied_to"
HOMES = ("threads.net", "threads.com")
_PAGE = 100
_TEXT = "TEXT_POST"
_REPOST = "REPOST_FACADE"


def listed(api: Api, person: str, since: datetime, *, replies: bool) -> tuple[JsonObject, ...]:
    """The account's posts, or its replies, since then, oldest first."""
    # Threads counts in whole seconds.
    since = since.replace(microsecond=0)
    query = (
        ("fields", REPLY_FIELDS if replies else FIELDS),
        ("since", str(int(since.timestamp()) - 1)),
        ("limit", str(_PAGE)),
    )
    told = api.get(f"{person}/{'replies' if replies else 'threads'}", query)
    newer = [one for one in told.items("data") if _made_at(one) >= since]
    return tuple(sorted(newer, key=_made_at))


def one_of(
    posts: Sequence[JsonObject], part: Part, known: Collection[str], parent: str
) -> JsonObject | None:
    """The first of them that is this part; `parent` is what it replies to, "" for nothing."""
    for post in posts:
        above = post.optional_child("replied_to")
        named = "" if above is None else above.optional("id")
        if parent and named and named != parent:
            continue
        if post.optional("id") not in known and _is(post, part):
            return post
    return None


def find(plan: Plan, session: Session, since: datetime) -> Finding:
    """Look for the whole plan, without knowing anything that was kept of it."""
    api, person = calls.of(session.account), session.identity.remote_id
    if not all(part.text.strip() for part in plan.parts):
        return Finding(Verdict.UNKNOWN)  # without words a post can't be told from others
    found: list[tuple[str, str]] = []
    taken = session.taken()
    posts = listed(api, person, since, replies=False)
    answers = listed(api, person, since, replies=True) if len(plan.parts) > 1 else ()
    for part in plan.parts:
        known = [one for one, _ in found]
        parent = known[-1] if known else ""
        post = one_of(answers if found else posts, part, {*known, *taken}, parent)
        if post is None:
            return Finding(Verdict.UNKNOWN)
        found.append((post.identifier("id", ID), link(post.optional("permalink"))))
    return Finding(Verdict.FOUND, json.dumps(found))


def link(told: str) -> str:
    """Where people see a post; "" for what is no page of Threads."""
    return told if given_address.fits(told, *HOMES) else ""


def _is(post: JsonObject, part: Part) -> bool:
    kind = post.optional("media_type")
    if kind == _REPOST or (kind and (kind == _TEXT) is bool(part.media)):
        return False
    return _level(post.optional("text")) == _level(part.text)


def _level(text: str) -> str:
    """A topic may lose its "#"."""
    return " ".join(text.replace("#", "").split())


def _made_at(post: JsonObject) -> datetime:
    """When it was published, as in "2026-11-22T10:00:00+0000"; long ago where it does not say."""
    try:
        moment = datetime.fromisoformat(post.optional("timestamp"))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
