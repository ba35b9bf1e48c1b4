"""What an account published elsewhere, as its platform tells it; nothing of it is trusted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from brandcraft_desktop.domain.text.clean import normalise

LONGEST_TEXT = 65_536
"""Characters of one message; no platform of ours takes more."""

LONGEST_TITLE = 500
LONGEST_ID = 512
LONGEST_LINK = 2_048
MOST_FILES = 1_000
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""No platform of ours is older."""

AHEAD = timedelta(days=1)
"""By so much a platform's clock may be before ours."""

_SURROGATES = re.compile("[\ud800-\udfff]")
# What turns the direction of all that comes behind it, also beyond the message itself.
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


class MediaSort(StrEnum):
    """What files a message has."""

    NONE = "none"
    IMAGE = "image"
    VIDEO = "video"
    MIXED = "mixed"


class PastFate(StrEnum):
    """What became of a message that was seen."""

    HERE = "here"  # kept as an imported post, or as a part of one
    OURS = "ours"  # published from here: it has its post already
    HELD = "held"  # may be what a delivery sent that does not know it yet


@dataclass(frozen=True)
class PastPost:
    """One message that is out.

    `root` is the first message of its thread, or else the one it continues; "": it stands alone.
    `published_at` None: the platform's moment can't be read. `also` are other ids under which the
    platform may have told of it when it was published.
    """

    remote_id: str
    permalink: str
    text: str
    published_at: datetime | None
    title: str = ""
    root: str = ""
    media: MediaSort = MediaSort.NONE
    media_count: int = 0
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class PastPage:
    """One answer, newest first. `cursor` asks for what is older; `complete`: there is no more.

    `reached`: all that was published since then has surely been told by now (`EARLIEST`: all there
    is); None where the platform promises neither an order of its own nor a list without gaps.
    """

    posts: tuple[PastPost, ...]
    cursor: str
    complete: bool
    reached: datetime | None = None


@dataclass(frozen=True)
class PastTerms:
    """On what terms a platform tells them for one account.

    `untold` says why it does not at all; `scopes` are what must have been granted, in its own
    words; `cost` says what reading costs its person, who is then asked each time.
    """

    untold: str = ""
    scopes: tuple[str, ...] = ()
    cost: str = ""


def cleaned(posts: tuple[PastPost, ...], now: datetime) -> tuple[PastPost, ...]:
    """Those that can be kept, each once and within bounds; the rest is left out."""
    kept: dict[str, PastPost] = {}
    for one in posts:
        made = _cleaned(one, now)
        if made is not None:
            kept.setdefault(made.remote_id, made)
    return tuple(kept.values())


def _cleaned(one: PastPost, now: datetime) -> PastPost | None:
    moment = _moment(one.published_at, now)
    if moment is None or not _is_id(one.remote_id):
        return None
    return PastPost(
        one.remote_id,
        _link(one.permalink),
        _words(one.text, LONGEST_TEXT),
        moment,
        title=" ".join(_words(one.title, LONGEST_TITLE).split()),
        root=one.root if _is_id(one.root) else one.remote_id,
        media=one.media if one.media_count > 0 else MediaSort.NONE,
        media_count=max(0, min(one.media_count, MOST_FILES)),
        also=tuple(other for other in one.also if _is_id(other))[:16],
    )


def _moment(told: datetime | None, now: datetime) -> datetime | None:
    """In UTC; None for one that can't be. A naive one is UTC: all our platforms count in it."""
    if told is None:
        return None
    try:
        whole = told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return whole if EARLIEST <= whole <= now + AHEAD else None


def _is_id(text: str) -> bool:
    """Whether it can be one: short, printable, without blanks."""
    return (
        0 < len(text) <= LONGEST_ID
        and text.isprintable()
        and not any(one.isspace() or unicodedata.category(one) == "Cf" for one in text)
    )


def _link(told: str) -> str:
    """A web address that a browser may be given; "" for anything else."""
    if not 0 < len(told) <= LONGEST_LINK or not told.isprintable() or " " in told:
        return ""
    try:
        parts = urlsplit(told)
        usable = parts.scheme in ("https", "http") and bool(parts.hostname)
    except ValueError:
        return ""
    return told if usable and "@" not in parts.netloc else ""


def _words(told: str, longest: int) -> str:
    whole = _SURROGATES.sub("", told[: longest * 2])
    plain = _OVERRIDES.sub("", normalise(whole).text).strip()
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def headline(title: str, text: str, media: MediaSort, count: int) -> str:
    """What a post is called in lists that has neither title nor words: by its files."""
    if title or text or media is MediaSort.NONE:
        return title
    if media is MediaSort.MIXED:
        return f"{count} pictures and videos"
    name = "Picture" if media is MediaSort.IMAGE else "Video"
    return name if count == 1 else f"{count} {name.lower()}s"


class PastState(StrEnum):
    """How the reading of one account stands."""

    NEVER = "never"
    READING = "reading"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    UNTOLD = "untold"  # its platform tells nothing, or nothing for this account


@dataclass(frozen=True)
class PastLook:
    """The reading of one account as it stands.

    `found` messages were seen this time; `kept` imported posts are here. `trouble` is why it does
    not go on, `action` what helps, `waits_until` when it goes on by itself. `cost` is what a
    reading costs its person, who is then asked each time. `since`: nothing older is read.
    `signed_out`: nothing is read until its person has reconnected the account.
    """

    account_id: str
    platform: str
    handle: str
    state: PastState
    found: int = 0
    kept: int = 0
    ended_at: datetime | None = None
    waits_until: datetime | None = None
    since: datetime | None = None
    trouble: str = ""
    action: str = ""
    cost: str = ""
    signed_out: bool = False
