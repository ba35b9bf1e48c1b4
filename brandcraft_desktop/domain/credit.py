"""Who made a picture that is not the person's own: kept with the file, offered for a caption.

Unsplash asks for the form "Photo by NAME on Unsplash", for a link to the photographer's profile,
and for `utm_source=<app>&utm_medium=referral` on every link back to it
(help.unsplash.com/en/articles/2511315, "Guideline: Attribution").
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

UNSPLASH = "Unsplash"
UNSPLASH_HOME = "https://unsplash.com/"
REFERRAL = (("utm_source", "brandcraft"), ("utm_medium", "referral"))
MAX_NAME = 100  # characters of a photographer's name that are kept
_LINE = re.compile(r"\bPhotos? by ([^\n]*) on Unsplash\b")


@dataclass(frozen=True)
class Credit:
    """Who made a picture: `profile` and `page` are addresses of the source, without parameters."""

    photo_id: str
    name: str
    profile: str
    page: str
    source: str = UNSPLASH


def kept(credit: Credit) -> str:
    """The credit as the text that `media.credit` holds."""
    return json.dumps(
        {
            "id": credit.photo_id,
            "name": credit.name,
            "page": credit.page,
            "profile": credit.profile,
            "source": credit.source,
        },
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def mark(photo_id: str) -> str:
    """What stands in every kept credit of that photo: to find its file by."""
    return f'"id":{json.dumps(photo_id, ensure_ascii=False)},'


def read(text: str) -> Credit | None:
    """The credit in a kept text; None where there is none, or another program's."""
    try:
        found = json.loads(text) if text else None
        if not isinstance(found, dict):
            return None
        names = ("id", "name", "profile", "page", "source")
        values = [found[name] for name in names]
    except (ValueError, KeyError, RecursionError):
        return None
    if not all(isinstance(value, str) and value for value in values):
        return None
    photo_id, name, profile, page, source = values
    return Credit(photo_id, name, profile, page, source)


def clean_name(name: str) -> str:
    """A name as it may stand in a line: nothing that breaks it, nothing without end."""
    shown = "".join(one if one.isprintable() else " " for one in name)
    return " ".join(shown.split())[:MAX_NAME].rstrip()


def referred(address: str) -> str:
    """A link back to the source, saying who sends the reader."""
    parts = urlsplit(address)
    own = [pair for pair in parse_qsl(parts.query) if pair[0] not in dict(REFERRAL)]
    return urlunsplit(parts._replace(query=urlencode([*own, *REFERRAL])))


def words(given: Sequence[Credit]) -> str:
    """ "Photo by Annie Spratt on Unsplash", "Photos by A, B and C on Unsplash"; each name once."""
    names = list(dict.fromkeys(one.name for one in given))
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{'Photo' if len(given) == 1 else 'Photos'} by {listed} on {UNSPLASH}"


def words_with_links(given: Sequence[Credit]) -> str:
    """The words, then the photographers' profiles, for texts whose readers can follow links."""
    links = list(dict.fromkeys(referred(one.profile) for one in given))
    return f"{words(given)}: {' '.join(links)}" if links else ""


def is_credited(text: str, credit: Credit) -> bool:
    """Whether a text already names the photographer as such."""
    name = re.compile(rf"(?:^|, | and ){re.escape(credit.name)}(?:$|, | and )")
    return any(name.search(found) for found in _LINE.findall(text))


def missing(text: str, given: Sequence[Credit]) -> tuple[Credit, ...]:
    """Those of the credits that the text does not give yet."""
    return tuple(one for one in given if not is_credited(text, one))


@dataclass(frozen=True)
class Insertion:
    """What is to be put into a text before the character at `index`."""

    index: int
    text: str


def insertion(text: str, line: str, start: int = 0, end: int | None = None) -> Insertion:
    """Puts a line, behind an empty one, where the words from `start` to `end` stop."""
    stretch = text[start : len(text) if end is None else end].rstrip()
    if stretch.strip():
        return Insertion(start + len(stretch), f"\n\n{line}")
    # Behind the line that parts it from the part before, which must stay a line of its own.
    return Insertion(start, f"\n{line}" if start else line)
