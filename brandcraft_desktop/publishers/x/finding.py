"""Looking for a post among the account's own, after an answer was lost.

Facts: GET /2/users/{id}/tweets gives an account's posts, newest first, and costs by the post. No
document says that a post is in it at once, so what is missing there is no proof. Addresses in a
text come back as t.co with what they stand for in `entities.urls`; files and what was quoted are
addresses at its end; "&", "<" and ">" come back escaped.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from html import unescape

from brandcraft_desktop.domain.plan import Part, Plan
from brandcraft_desktop.domain.steps import Finding, Verdict
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.errors import ContentRefused
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import AccountSession, Session
from brandcraft_desktop.publishers.exchange import Answer
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.x import api
from brandcraft_desktop.publishers.x.errors import MediaRefused, PostGone
from brandcraft_desktop.publishers.x.profile import permalink
from brandcraft_desktop.publishers.x.tokens import with_token
from brandcraft_desktop.publishers.x.uploads import Uploaded

_FEW, _MANY = 5, 100  # posts a page: the least and the most that X gives
_PAGES = 5
_FIELDS = "attachments,conversation_id,created_at,entities"
# Numbers of posts are made of the time ("X IDs", docs.x.com): milliseconds since this moment stand
# above the lowest 22 bits.
_NUMBERS_SINCE_MS = 1_288_834_974_657
_ANY_LINK = re.compile(r"\s*https?://\S+\s*\Z")


def look(
    account: AccountSession,
    part: Part,
    files: Sequence[Uploaded],
    before: Sequence[str],
    since: datetime,
    taken: frozenset[str] = frozenset(),
) -> Finding:
    """Look for one part; `before` are the parts of its thread that are out. FOUND gives its number.

    Only what was posted after `since` counts, the oldest first, and nothing that is `taken` by
    another delivery; what is not there may come. Raises `errors.PublishingError`.
    """
    keys = [one.key for one in files if one.key]
    # What has the same words and came later is another's, still on its way to be known as such.
    for post in list(_posts(account, since, _FEW))[::-1]:
        number = post.identifier("id", api.ID)
        if number not in before and number not in taken and _is(post, part, keys, before):
            return Finding(Verdict.FOUND, number, number)
    return Finding(Verdict.NOT_YET)


def find(plan: Plan, session: Session, since: datetime) -> Finding:
    """Look for the whole plan, without knowing anything that was kept of it."""
    account = session.account
    # Oldest first: a part is looked for behind the one before it.
    posts = list(_posts(account, since, _MANY))[::-1]
    ids: list[str] = []
    taken = session.taken()
    for part in plan.parts:
        found = next(
            (
                post.identifier("id", api.ID)
                for post in posts
                if post.text("id") not in {*ids, *taken} and _is(post, part, (), ids)
            ),
            None,
        )
        # Without its text or the names of its files a post can't be told from others.
        if found is None or not part.text.strip():
            return Finding(Verdict.UNKNOWN)
        ids.append(found)
    handle = session.identity.handle
    return Finding(Verdict.FOUND, json.dumps([[one, permalink(handle, one)] for one in ids]))


def _posts(account: AccountSession, since: datetime, size: int) -> Iterator[JsonObject]:
    """The account's posts that are newer, newest first."""
    query: list[tuple[str, str]] = [
        # X counts whole seconds here; `_is_newer` is exact.
        ("start_time", f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"),
        ("max_results", str(size)),
    ]
    names = "post.fields"
    token = ""
    for _ in range(_PAGES):
        more = [("pagination_token", token)] if token else []
        try:
            page = _page(account, [*query, (names, _FIELDS), *more])
        except (MediaRefused, PostGone):
            raise
        except ContentRefused:
            # The docs' pages and older versions of the API call it so.
            if names == "tweet.fields":
                raise
            names = "tweet.fields"
            page = _page(account, [*query, (names, _FIELDS), *more])
        yield from (post for post in page.items("data") if _is_newer(post, since))
        meta = page.optional_child("meta")
        token = "" if meta is None else meta.optional("next_token")
        if not token:
            return


def _page(account: AccountSession, query: Sequence[tuple[str, str]]) -> JsonObject:
    person = account.identity.remote_id

    def ask(bearer: str) -> Answer:
        return account.http.send(api.own_posts(person, tuple(query), bearer))

    return with_token(account, ask).json


def _is_newer(post: JsonObject, since: datetime) -> bool:
    """Whether it was posted after `since`: by its number, else by its moment in whole seconds."""
    made = _created(post)
    whole = foreign_numbers.whole(post.optional("id"))
    if made is not None and whole is not None:
        exact = _of_number(whole)
        if abs(exact - made) <= timedelta(seconds=1):
            return exact >= since
    return made is not None and made >= since.replace(microsecond=0)


def _created(post: JsonObject) -> datetime | None:
    try:
        made = datetime.fromisoformat(post.optional("created_at"))
    except ValueError:
        return None
    return made if made.tzinfo else made.replace(tzinfo=UTC)


def _of_number(number: int) -> datetime:
    since = datetime(1970, 1, 1, tzinfo=UTC)
    return since + timedelta(milliseconds=(number >> 22) + _NUMBERS_SINCE_MS)


def _is(post: JsonObject, part: Part, keys: Sequence[str], before: Sequence[str]) -> bool:
    """Whether a post is the part: its text, as many files, and its place in a thread."""
    thread = post.optional("conversation_id")
    root = before[0] if before else post.optional("id")
    if thread and thread != root:
        return False
    there = _keys(post)
    if len(there) != len(part.media) or _text_of(post) != _ours(part):
        return False
    if not set(keys) <= set(there):
        return False  # the same words with other files
    # Files say who a post without words is: their names are known from the upload.
    return bool(part.text.strip()) or (bool(keys) and set(keys) == set(there))


def _keys(post: JsonObject) -> tuple[str, ...]:
    attached = post.optional_child("attachments")
    return () if attached is None else attached.texts("media_keys")


def _ours(part: Part) -> str:
    """The text as it would be compared, with every address in its plain form."""
    text, end, made = part.text, 0, ""
    for span in part.spans:
        if span.kind is SpanKind.LINK:
            made += text[end : span.start] + _plain(span.target)
            end = span.end
    return _level(made + text[end:])


def _text_of(post: JsonObject) -> str:
    """The same of a post as X tells it."""
    text = post.optional("text")
    entities = post.optional_child("entities")
    for one in entities.items("urls") if entities is not None else ():
        short, whole = one.optional("url"), one.optional("expanded_url")
        if not short:
            continue
        is_file = bool(one.optional("media_key")) or "/photo/" in whole or "/video/" in whole
        text = text.replace(short, "" if is_file else _plain(whole or short), 1)
    if _keys(post) and not (entities is not None and entities.items("urls")):
        text = _ANY_LINK.sub("", text)  # the address of the files, told without its meaning
    return _level(unescape(text))


def _plain(address: str) -> str:
    return re.sub(r"\Ahttps?://", "", address, flags=re.IGNORECASE).rstrip("/").lower()


def _level(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
