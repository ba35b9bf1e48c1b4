"""Answers of Unsplash as values of ours; the shapes are those of unsplash.com/documentation."""

from __future__ import annotations

import json
import re
from typing import TypeAlias
from urllib.parse import urlsplit

from brandcraft_desktop.domain.credit import Credit, clean_name
from brandcraft_desktop.domain.photos import Allowance, Photo, PhotoPage, PhotoStrange

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Fields: TypeAlias = "dict[str, Json]"

API = "https://api.unsplash.com"
PICTURES = "https://images.unsplash.com"
SITE = "https://unsplash.com"
LONGEST_DESCRIPTION = 1_000
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def strange(why: str) -> PhotoStrange:
    """The error for an answer that is not as documented."""
    return PhotoStrange(
        "Unsplash gave a strange answer.",
        f"It could not be understood: {why}.",
        "Try again in a moment; if it stays so, update Brandcraft.",
    )


def fields_of(body: bytes) -> Fields:
    """The JSON object of an answer. Raises `PhotoStrange`."""
    try:
        found: Json = json.loads(body)
    except (ValueError, RecursionError):
        raise strange("it is no JSON") from None
    if not isinstance(found, dict):
        raise strange("it is no JSON object")
    return found


def page_of(body: bytes, query: str, page: int, allowance: Allowance) -> PhotoPage:
    """The answer of GET /search/photos ("Search photos"); a photo that makes no sense is left out.

    Raises `PhotoStrange` where none makes sense.
    """
    found = fields_of(body)
    results, pages, total = found.get("results"), found.get("total_pages"), found.get("total")
    if not isinstance(results, list) or not isinstance(pages, int) or not isinstance(total, int):
        raise strange("“results”, “total” or “total_pages” is missing")
    unique: dict[str, Photo] = {}
    wrong: PhotoStrange | None = None
    for one in results:
        try:
            photo = _offered(one)
        except PhotoStrange as error:
            wrong = error
        else:
            unique |= {photo.id: photo} if photo is not None else {}
    if wrong is not None and not unique:
        raise wrong
    return PhotoPage(query, page, max(pages, 0), max(total, 0), tuple(unique.values()), allowance)


def photo_of(body: bytes) -> Photo:
    """The answer of GET /photos/:id ("Get a photo"). Raises `PhotoStrange`."""
    found = _offered(fields_of(body))
    if found is None:
        raise PhotoStrange(
            "This photo can't be used.",
            "Unsplash keeps it for members who pay.",
            "Choose another one.",
        )
    return found


def _offered(value: Json) -> Photo | None:
    """One photo; None for one that is not served freely. Raises `PhotoStrange`."""
    photo, urls, links = _object(value), _child(value, "urls"), _child(value, "links")
    user, user_links = _child(value, "user"), _child(_child(value, "user"), "links")
    photo_id = _text(photo, "id")
    raw, thumb = _text(urls, "raw"), _text(urls, "small")
    if not raw.startswith(f"{PICTURES}/") or not thumb.startswith(f"{PICTURES}/"):
        return None  # paid photos lie on another host
    download = _text(links, "download_location")
    if not download.startswith(f"{API}/photos/"):
        raise strange("a photo is to be downloaded somewhere else")
    if _ID.fullmatch(photo_id) is None:
        raise strange("a photo has no proper id")
    profile = _address(_text(user_links, "html"))
    page = _address(_text(links, "html"))
    name = clean_name(_optional(user, "name") or _optional(user, "username"))
    if not name:
        raise strange("a photo has no photographer")
    words = _optional(photo, "alt_description") or _optional(photo, "description")
    colour = _optional(photo, "color")
    return Photo(
        id=photo_id,
        width=_size(photo, "width"),
        height=_size(photo, "height"),
        colour=colour if _COLOUR.fullmatch(colour) else "",
        description=_sentence(words),
        credit=Credit(photo_id, name, profile, page),
        thumb=thumb,
        raw=raw,
        download=download,
    )


def _address(link: str) -> str:
    """A page of Unsplash without parameters. Raises `PhotoStrange`."""
    try:
        parts = urlsplit(link)
    except ValueError:
        raise strange("a link is none") from None
    if f"{parts.scheme}://{parts.netloc}" != SITE:
        raise strange("a link leads somewhere else")
    return f"{SITE}{parts.path}"


def _sentence(text: str) -> str:
    shown = "".join(one if one.isprintable() else " " for one in text)
    words = " ".join(shown.split())[:LONGEST_DESCRIPTION].rstrip()
    return words[:1].upper() + words[1:]


def _object(value: Json) -> Fields:
    if not isinstance(value, dict):
        raise strange("a photo is no object")
    return value


def _child(value: Json, name: str) -> Fields:
    found = _object(value).get(name)
    if not isinstance(found, dict):
        raise strange(f"“{name}” of a photo is missing")
    return found


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise strange(f"“{name}” of a photo is missing")
    return value


def _optional(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _size(fields: Fields, name: str) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 1_000_000:
        raise strange(f"“{name}” of a photo is missing")
    return value
