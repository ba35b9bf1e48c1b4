"""The posts of an account: reading those of a page, and what a post's URN tells.

Sources: Posts API, "Find posts by authors" (`q=author`, needs r_organization_social; for members
that is closed). That the upper 41 bits of a post's number are the milliseconds at which it was made
is not documented: it is what public tools that read the date of a post rely on, and here it only
decides whether a post that LinkedIn calls the same may count as this one.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from brandcraft_desktop.errors import OutcomeUnknown
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.exchange import Answer
from brandcraft_desktop.publishers.linkedin import errors, little_text, rest
from brandcraft_desktop.publishers.linkedin.tokens import with_token

PAGE = "urn:li:organization:"
_URN = re.compile(errors.POST_URN)
_LATELY = "20"  # posts that are looked through
_CLOCKS = timedelta(seconds=2)  # by which two machines may differ
_NEWEST = datetime(2100, 1, 1, tzinfo=UTC)


def may_look(account: AccountSession) -> bool:
    """Whether there is a list: nobody may ask for a person's."""
    return account.identity.remote_id.startswith(PAGE)


def look(
    account: AccountSession, commentary: str, since: datetime, taken: frozenset[str]
) -> str | None:
    """The URN of the page's first post with these words since then; None: not seen.

    One that is `taken` by another delivery does not count. None for a person, too, as
    nobody may ask. Raises `errors.PublishingError`.
    """
    author = account.identity.remote_id
    if not may_look(account):
        return None
    query = (("q", "author"), ("author", author), ("count", _LATELY), ("sortBy", "CREATED"))
    wanted = little_text.read(commentary).strip()
    found: list[tuple[int, str]] = []
    for one in rest.get(account, "posts", query=query, restli="FINDER").json.items("elements"):
        urn, made = one.optional("id"), one.number("createdAt")
        if not _URN.fullmatch(urn) or made is None or urn in taken:
            continue
        newer = made >= int((since - _CLOCKS).timestamp() * 1000)
        if newer and little_text.read(one.optional("commentary")).strip() == wanted:
            found.append((made, urn))
    return min(found)[1] if found else None


def checked_urn(answer: Answer) -> str:
    """The URN of a new post, which stands in a header. Raises `errors.OutcomeUnknown`."""
    urn = answer.headers.get("x-restli-id", "")
    if answer.status != 201 or not _URN.fullmatch(urn):
        raise OutcomeUnknown(
            "LinkedIn may have accepted this, or not.",
            "Its answer does not name a post.",
            "Look on LinkedIn, then say here whether it is live.",
            raw=f"{answer.status} x-restli-id: {answer.clean(urn)[:100]}",
        )
    return urn


def is_newer(urn: str, than: datetime) -> bool:
    """Whether a post was made after a moment; False where its number does not tell."""
    number = foreign_numbers.whole(urn.rpartition(":")[2])
    if number is None:
        return False
    made = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=number >> 22)
    return than - _CLOCKS <= made < _NEWEST


def delete(account: AccountSession, urn: str) -> None:
    """Take a post away; gone already is fine. Raises `errors.PublishingError`."""

    def send(token: str) -> None:
        call = rest.call(account, "DELETE", f"posts/{rest.encoded(urn)}", token, restli="DELETE")
        account.http.send(call)

    try:
        with_token(account, send)
    except errors.NotThere:
        return


def is_post(urn: str) -> bool:
    """Whether this is the name of a post."""
    return _URN.fullmatch(urn) is not None
