"""The posts of a Page: where people see them, looking for one, and taking one away.

Sources: facebook-business 26.0.3 (`published_posts`, `scheduled_posts`, `stories`, fields of a post
and of a video), Facebook Stories API (2026-05-06: `media_id` of a story is its photo or video).
Nobody says that these lists are complete at once: what is not in them may be there all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from brandcraft_desktop.domain.steps import Finding, Verdict
from brandcraft_desktop.publishers import given_address
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.bearer import CLIENT_ID
from brandcraft_desktop.publishers.facebook import api, errors
from brandcraft_desktop.publishers.json_value import JsonObject

HOME = "facebook.com"
ID = re.compile(r"[0-9]{1,30}(_[0-9]{1,30})?")
_LATELY = "100"
_CLOCKS = timedelta(minutes=2)  # by which two machines may differ
_FIELDS = "id,message,created_time,permalink_url,application"
_PLANNED = "id,message,created_time,scheduled_publish_time,permalink_url"


@dataclass(frozen=True)
class Seen:
    """A post, or a video before it has one; `permalink` empty: not told yet."""

    id: str
    permalink: str

    @property
    def kept(self) -> str:
        """As the result of a step."""
        return json.dumps([self.id, self.permalink])


def restored(kept: str) -> Seen:
    """`Seen.kept` read back."""
    post, link = json.loads(kept)
    return Seen(str(post), str(link))


def is_post(remote_id: str) -> bool:
    """Whether this is the number of a post, a photo or a video."""
    return ID.fullmatch(remote_id) is not None


def post_of(video: JsonObject) -> str:
    """The number of a video's post; "" where it is not told."""
    told = video.optional("post_id")
    return told if is_post(told) else ""


def permalink(page: str, post: str, told: str = "") -> str:
    """Where people see a post; `told` is what Facebook says, at times without its host."""
    whole = f"{api.WEB}{told}" if told.startswith("/") else told
    if whole and given_address.fits(whole, HOME):
        return whole
    return f"{api.WEB}/{page}/posts/{post.rpartition('_')[2]}"


def look(account: AccountSession, text: str, since: datetime, taken: frozenset[str]) -> Seen | None:
    """The Page's post with these words that is newer than `since`; None: not seen.

    One that is `taken` by another delivery does not count. Words alone tell it apart,
    so one without any is never seen. Raises `errors.PublishingError`.
    """
    wanted = _plain(text)
    if not wanted:
        return None
    from_then = since - _CLOCKS
    page = account.identity.remote_id
    for one in _lately(account, from_then):
        if one.text("id") in taken:
            continue
        made = _moment(one.optional("created_time"))
        if made is not None and made >= from_then and _plain(one.optional("message")) == wanted:
            found = one.text("id")
            return Seen(found, permalink(page, found, one.optional("permalink_url")))
    return None


def looked_for(
    account: AccountSession, text: str, since: datetime, taken: frozenset[str]
) -> Finding:
    """`look` as a step wants it: lists may be late, and what has no words is never told apart."""
    found = look(account, text, since, taken)
    if found is None:
        return Finding(Verdict.NOT_YET if _plain(text) else Verdict.UNKNOWN)
    return Finding(Verdict.FOUND, found.kept, found.id)


def story_of(account: AccountSession, media: str) -> Seen | None:
    """The story of a photo or a video, by its number; None: not seen."""
    told = api.get(
        account,
        f"{account.identity.remote_id}/stories",
        fields="post_id,media_id,url",
        limit=_LATELY,
    )
    for one in told.items("data"):
        if one.optional("media_id") == media:
            return Seen(one.identifier("post_id", ID), one.optional("url"))
    return None


def delete(account: AccountSession, remote_id: str) -> None:
    """Take a post away; gone already is fine. Raises `errors.PublishingError`."""
    try:
        api.delete(account, remote_id)
    except errors.NotThere:
        return


def _lately(account: AccountSession, since: datetime) -> Iterator[JsonObject]:
    """The newest posts of this app, those that wait for their time too."""
    page = account.identity.remote_id
    told = api.get(
        account,
        f"{page}/published_posts",
        fields=_FIELDS,
        limit=_LATELY,
        since=str(int(since.timestamp())),
    )
    own = account.secrets.read(CLIENT_ID)
    for one in told.items("data"):
        app = one.optional_child("application")
        if app is None or app.optional("id") == own:
            yield one
    yield from api.get(account, f"{page}/scheduled_posts", fields=_PLANNED).items("data")


def _plain(text: str) -> str:
    """Words without what Facebook trims or joins."""
    return " ".join(text.split())


def _moment(text: str) -> datetime | None:
    """ "2026-11-22T10:00:00+0000"."""
    try:
        made = datetime.fromisoformat(text)
    except ValueError:
        return None
    return made if made.tzinfo else made.replace(tzinfo=UTC)
