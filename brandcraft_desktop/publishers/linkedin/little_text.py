"""The wire format of a LinkedIn text: reserved characters escaped, tags and mentions live.

Outside facts: "little text format" of the Posts API (learn.microsoft.com, li-lms-2026-05). A
reserved character without its backslash silently ends the text there (linkedctl issue 194).
Escaping inside addresses and tags is not documented apart from "all reserved characters": done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.domain.text.spans import Found, first_come
from brandcraft_desktop.publishers.linkedin.spans import find_spans

_RESERVED = re.compile(r"([|{}@\[\]()<>#\\*_~])")
# What a reader makes of the format: an escaped character, a tag, a mention, or the end of all.
_ESCAPED = r"(?:[^|{}@\[\]()<>#\\*_~]|\\.)"
_PIECE = re.compile(
    rf"\\(?P<plain>.)|\{{hashtag\|\\?#\|(?P<tag>{_ESCAPED}*)\}}"
    rf"|@\[(?P<name>{_ESCAPED}*)\]\((?P<urn>urn:li:[A-Za-z]+:[A-Za-z0-9_-]+)\)"
    r"|(?P<rest>[|{}@\[\]()<>#\\*_~])",
    re.DOTALL,
)
_NOBODY: Mapping[str, str] = MappingProxyType({})


def escape(text: str, mentions: Mapping[str, str] = _NOBODY) -> str:
    """The text as `commentary` of a post.

    `mentions` gives the URNs of names, which become live where the text says "@Exact Name"; one
    written out as "@[Exact Name](urn:li:…)" is live without.
    """
    pieces = []
    behind = 0
    for kind, start, end, target in first_come([*_named(text, mentions), *_live(text)]):
        pieces.append(_plain(text[behind:start]))
        behind = end
        if kind is SpanKind.TAG:
            pieces.append(rf"{{hashtag|\#|{_plain(target)}}}")
        elif kind is SpanKind.MENTION:
            name = text[start + 1 : end].removeprefix("[").partition("]")[0]
            pieces.append(f"@[{_plain(name)}]({target})")
        else:
            pieces.append(_plain(target))
    pieces.append(_plain(text[behind:]))
    return "".join(pieces)


def read(written: str) -> str:
    """What a person typed, out of the wire format; it ends where LinkedIn would cut it off."""
    pieces, behind = [], 0
    for found in _PIECE.finditer(written):
        pieces.append(written[behind : found.start()])
        behind = found.end()
        if found["rest"] is not None:
            return "".join(pieces)
        if found["tag"] is not None:
            pieces.append("#" + _unescaped(found["tag"]))
        elif found["name"] is not None:
            pieces.append(f"@[{_unescaped(found['name'])}]({found['urn']})")
        else:
            pieces.append(found["plain"])
    return "".join([*pieces, written[behind:]])


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _live(text: str) -> Iterator[Found]:
    for span in find_spans(text):
        yield span.kind, span.start, span.end, span.target


def _named(text: str, mentions: Mapping[str, str]) -> Iterator[Found]:
    """The longest known name behind each "@"."""
    if not mentions:
        return
    longest_first = sorted(mentions, key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first))
    for match in re.finditer(rf"(?<!\w)@({names})(?!\w)", text):
        yield SpanKind.MENTION, match.start(), match.end(), mentions[match[1]]


def _plain(text: str) -> str:
    return _RESERVED.sub(r"\\\1", text)
