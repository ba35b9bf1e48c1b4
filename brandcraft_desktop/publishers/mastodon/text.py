"""Counting, cutting and splitting a text as Mastodon counts it.

Outside fact: app/validators/status_length_validator.rb of mastodon/mastodon (4.x): graphemes of
content warning and text together, every link as long as the server says (23), a mention without
its server.
"""

from __future__ import annotations

from functools import lru_cache, partial

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.measure import Measure, SpanKind
from brandcraft_desktop.domain.text.remembered import remembered
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import ranges
from brandcraft_desktop.publishers.mastodon.limits import CHARACTERS, URL_LENGTH
from brandcraft_desktop.publishers.mastodon.spans import find_spans, links_and_mentions


def measure(
    text: str, warning: str = "", limit: int = CHARACTERS, url_length: int = URL_LENGTH
) -> Measure:
    """The text in graphemes, together with its content `warning`.

    `limit` and `url_length` are what the server says of itself.
    """
    return ruler(warning, limit, url_length).measure(text)


def cut(text: str, warning: str = "", limit: int = CHARACTERS, url_length: int = URL_LENGTH) -> str:
    """The text shortened so that it fits together with its `warning`."""
    return ruler(warning, limit, url_length).cut(text)


def split(
    text: str,
    numbering: str | None,
    warning: str = "",
    limit: int = CHARACTERS,
    url_length: int = URL_LENGTH,
) -> tuple[str, ...]:
    """The parts of a thread, each of which carries the `warning`.

    Raises `BadInput` where the warning leaves no room.
    """
    return ruler(warning, limit, url_length).split(text, numbering)


def length(text: str, warning: str = "", url_length: int = URL_LENGTH) -> int:
    """What the server counts.

    An address in letters beyond ASCII counts at least what is written: not every version of the
    server knows it as an address.
    """
    pieces = [warning]
    behind = 0
    for kind, start, end, target in links_and_mentions(text):
        pieces.append(text[behind:start])
        behind = end
        if kind is SpanKind.MENTION:
            pieces.append(f"@{target.partition('@')[0]}")
        else:
            written = 0 if target.isascii() else graphemes.count(target)
            pieces.append("x" * max(url_length, written))
    pieces.append(text[behind:])
    return graphemes.count("".join(pieces))


@lru_cache(maxsize=4)
def ruler(warning: str = "", limit: int = CHARACTERS, url_length: int = URL_LENGTH) -> Ruler:
    """Counts a text together with its content `warning`, as a server with these figures does."""
    count = partial(length, warning=warning, url_length=url_length)
    return Ruler(remembered(count), limit, _atoms)


def _atoms(text: str) -> tuple[tuple[int, int], ...]:
    return ranges(find_spans(text))
