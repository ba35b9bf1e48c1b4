"""Links, mentions and tags in a text, found exactly as X's own library finds them.

Outside facts: `extractEntitiesWithIndices` of npm twitter-text 3.1.0 (Apache-2.0). Nothing live
reaches across a separator, so a text is read token by token, and tokens are remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.publishers.x import links
from brandcraft_desktop.publishers.x.characters import (
    ACCENTS,
    AT_SIGNS,
    HASH_SIGNS,
    HASHTAG_SPECIALS,
    LETTERS_ANY_CASE,
    NUMERALS,
    PUNCTUATION,
    SEPARATORS,
    SPACES,
)

_SIGNS = rf".${AT_SIGNS}{HASH_SIGNS}"  # one of these is in everything live
_TOKEN = re.compile(rf"(?<![^{SEPARATORS}])[^{SEPARATORS}{_SIGNS}]*+[{_SIGNS}][^{SEPARATORS}]*")
_REMEMBERED = 4096

_MENTION = re.compile(
    rf"(?:\A|[^a-zA-Z0-9_!#$%&*{AT_SIGNS}]|(?:\A|[^a-zA-Z0-9_+~.\-])[Rr][Tt]:?)"
    rf"[{AT_SIGNS}]([a-zA-Z0-9_]{{1,20}}(?:/[a-zA-Z][a-zA-Z0-9_\-]{{0,24}})?)"
)
_NOT_BEHIND_MENTION = re.compile(rf"[{AT_SIGNS}{ACCENTS}]|://")
_NOT_BEHIND_HASHTAG = re.compile(rf"[{HASH_SIGNS}]|://")
_CASHTAG = re.compile(
    rf"(?:\A|[{SPACES}])\$([A-Za-z]{{1,6}}(?:[._][A-Za-z]{{1,2}})?)"
    rf"(?=\Z|[{SEPARATORS}\ufeff{PUNCTUATION}])"
)
_REPLY = re.compile(rf"[{SPACES}]*[{AT_SIGNS}]([a-zA-Z0-9_]{{1,20}})")


class _Found(NamedTuple):
    """A live piece of a token; the indices are the token's."""

    kind: SpanKind
    start: int
    end: int
    target: str


@lru_cache(maxsize=32)
def find_spans(text: str) -> tuple[Span, ...]:
    """Everything X makes live, by position.

    The target of a link is as written, without a scheme it has none; of a mention the name, of a
    list "name/list", of a hashtag its word; a cashtag is a tag whose target keeps the "$".
    """
    spans = []
    behind = bytes_behind = 0
    for token in _TOKEN.finditer(text):
        offset = token.start()
        for found in _in_token(token[0], offset == 0):
            start, end = offset + found.start, offset + found.end
            bytes_behind += _utf8_length(text[behind:start])
            byte_end = bytes_behind + _utf8_length(text[start:end])
            spans.append(Span(found.kind, start, end, bytes_behind, byte_end, found.target))
            behind, bytes_behind = end, byte_end
    return tuple(spans)


def replies_to(text: str) -> str:
    """The name a text is addressed to, as it begins with its mention; "" if it does not."""
    found = _REPLY.match(text)
    if found is None or _NOT_BEHIND_MENTION.match(text, found.end()):
        return ""
    return found[1]


@lru_cache(maxsize=_REMEMBERED)
def _in_token(token: str, at_start: bool) -> tuple[_Found, ...]:
    # Links first: of two pieces that begin at one place, the first stays.
    found = [*_links(token, at_start), *_mentions(token), *_hashtags(token), *_cashtags(token)]
    found.sort(key=lambda one: one.start)
    apart: list[_Found] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return tuple(apart)


def _links(token: str, at_start: bool) -> Iterator[_Found]:
    for link in links.find(token, at_start=at_start):
        yield _Found(SpanKind.LINK, link.start, link.end, link.target)


def _mentions(token: str) -> Iterator[_Found]:
    for match in _MENTION.finditer(token):
        if not _NOT_BEHIND_MENTION.match(token, match.end()):
            yield _Found(SpanKind.MENTION, match.start(1) - 1, match.end(), match[1])


def _hashtags(token: str) -> Iterator[_Found]:
    if "#" not in token and "\uff03" not in token:
        return
    for match in _hashtag().finditer(token):
        if not _NOT_BEHIND_HASHTAG.match(token, match.end()):
            yield _Found(SpanKind.TAG, match.start(1) - 1, match.end(), match[1])


def _cashtags(token: str) -> Iterator[_Found]:
    for match in _CASHTAG.finditer(token):
        yield _Found(SpanKind.TAG, match.start(1) - 1, match.end(), f"${match[1]}")


@cache
def _hashtag() -> re.Pattern[str]:
    """Made when the first tag is met: it knows all letters of the world."""
    inside = f"{LETTERS_ANY_CASE}{NUMERALS}{HASHTAG_SPECIALS}"
    return re.compile(
        rf"(?:\A|[\ufe0e\ufe0f]|[^{inside}&\ud800-\udfff])[{HASH_SIGNS}](?![\ufe0f\u20e3])"
        rf"([{inside}]*[{LETTERS_ANY_CASE}][{inside}]*)"
    )


def _utf8_length(text: str) -> int:
    # Half a character, as an editor may hold for a moment, counts like any of its range.
    return len(text.encode("utf-8", "surrogatepass"))
