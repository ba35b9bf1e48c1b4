"""The card of a link: title, description and picture of the page it leads to.

Source: ogp.me for the Open Graph tags; a page without them is described by its title.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from brandcraft_desktop.errors import PublishingError
from brandcraft_desktop.publishers.http import Http

LARGEST_PAGE = 1024 * 1024  # bytes; the head stands at the beginning, but some are long
LONGEST_TITLE = 300  # characters
LONGEST_DESCRIPTION = 1000
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([A-Za-z0-9_-]+)""", re.IGNORECASE)
_SIGNS = (
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
)


@dataclass(frozen=True)
class Picture:
    """The picture of a card; `mime` is what the bytes really are."""

    data: bytes = field(repr=False)
    mime: str


@dataclass(frozen=True)
class LinkCard:
    """What is shown for a link."""

    title: str
    description: str
    picture: Picture | None


def read_card(http: Http, url: str, *, largest_picture: int) -> LinkCard | None:
    """The card of a page; None where there is nothing to show. Never raises for what is there.

    A picture of more than `largest_picture` bytes is left out.
    """
    try:
        page = http.fetch(
            url, mimes=("text/html", "application/xhtml+xml"), max_bytes=LARGEST_PAGE, cut=True
        )
    except PublishingError:
        return None
    tags = _read_head(_decoded(page.body, page.charset))
    title = tags.get("og:title") or tags.get("twitter:title") or tags.get("title", "")
    if not title:
        return None
    description = tags.get("og:description") or tags.get("description", "")
    address = tags.get("og:image") or tags.get("og:image:url") or tags.get("twitter:image", "")
    picture = _picture(http, page.url, address, largest_picture) if address else None
    return LinkCard(_short(title, LONGEST_TITLE), _short(description, LONGEST_DESCRIPTION), picture)


def _picture(http: Http, page: str, address: str, largest: int) -> Picture | None:
    try:
        found = http.fetch(urljoin(page, address), mimes=("image",), max_bytes=largest, cut=False)
    except (PublishingError, ValueError):
        return None
    for sign, mime in _SIGNS:
        if sign.match(found.body):
            return Picture(found.body, mime)
    return None


def _decoded(body: bytes, named: str) -> str:
    """The page as text: by its header, else its own tag, else UTF-8."""
    found = _CHARSET.search(body[:4096])
    for charset in (named, found[1].decode("ascii") if found else "", "utf-8"):
        try:
            if charset and codecs.lookup(charset).name not in _NO_TEXT:
                return body.decode(charset, "replace")
        except (LookupError, ValueError):
            continue
    return body.decode("utf-8", "replace")


# Codecs of Python that are no character sets.
_NO_TEXT = {"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "idna", "punycode"}


def _short(text: str, limit: int) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def _read_head(text: str) -> dict[str, str]:
    reader = _Head()
    # The standard parser asserts where a page holds nonsense such as "<![foo" (Python 3.11).
    with suppress(AssertionError):
        reader.feed(text)
    return reader.tags


class _Head(HTMLParser):
    """Gathers the first of each meta tag and the title, up to the end of the head."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: dict[str, str] = {}
        self._title: list[str] | None = None
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a meta tag; begin the title."""
        if tag == "body":
            self._done = True
        if self._done:
            return
        if tag == "title" and "title" not in self.tags:
            self._title = []
        elif tag == "meta":
            fields = {name: value or "" for name, value in attrs}
            name = (fields.get("property") or fields.get("name") or "").lower()
            if name and fields.get("content", "").strip():
                self.tags.setdefault(name, fields["content"].strip())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The same for `<meta … />`."""
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        """Words of the title."""
        if self._title is not None:
            self._title.append(data)

    def handle_endtag(self, tag: str) -> None:
        """End the title or the head."""
        if tag == "title" and self._title is not None:
            self.tags.setdefault("title", "".join(self._title).strip())
            self._title = None
        if tag == "head":
            self._done = True
