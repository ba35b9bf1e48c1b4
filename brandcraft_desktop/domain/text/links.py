"""Web addresses in a text, for the platforms that publish no rule of their own.

What surely is an address: one with "http://" or "https://", or (`bare_addresses`) a domain with a
known top-level domain. Full stops, commas and the like at the end, and closing brackets without
their opening one, belong to the sentence (the habit of RFC 3986, appendix C, and of every
linkifier). White space, quotation marks, angle brackets and East Asian punctuation end it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.spans import Found, first_come, ranges
from brandcraft_desktop.domain.text.top_level_domains import TOP_LEVEL_DOMAINS

_INSIDE = (
    r"[^\s<>\"\u00ab\u00bb\u200b-\u200f\u201c-\u201f\u2026\u202a-\u202e\u2060\u3001-\u3003"
    r"\u3008-\u3011\u3014-\u301f\ufeff\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]"
)
_SCHEMED = re.compile(rf"(?<![A-Za-z0-9_@])[Hh][Tt][Tt][Pp][Ss]?://(?=[^\W_]|\[){_INSIDE}+")
_BARE = re.compile(
    r"(?<![\w@./:-])([A-Za-z0-9][A-Za-z0-9-]*\.(?:[A-Za-z0-9-]+\.)*([A-Za-z]{2,24}))"
    rf"(?![\w@-]|\.\w)(?:[:/?#]{_INSIDE}*)?"
)
_SENTENCE = frozenset(".,;:!?'*\u2019\u2018")
_OPENING = {")": "(", "]": "[", "}": "{"}
_MAY_BE_SPARE = _SENTENCE.union(_OPENING)


def addresses(text: str) -> Iterator[Found]:
    """Addresses with their scheme; the target is what was written."""
    if "://" not in text:
        return
    for match in _SCHEMED.finditer(text):
        address = _without_sentence(match[0])
        yield SpanKind.LINK, match.start(), match.start() + len(address), address


def bare_addresses(text: str) -> Iterator[Found]:
    """Addresses with and without a scheme; a missing one is "https://" in the target."""
    return first_come([*addresses(text), *_bare(text)])


def has_address(text: str) -> bool:
    """Whether an address with its scheme stands somewhere in the text."""
    return "://" in text and _SCHEMED.search(text) is not None


def is_address(text: str) -> bool:
    """Whether the text is one address with its scheme and nothing else."""
    return _SCHEMED.fullmatch(text) is not None


def with_addresses(text: str, spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """Where spans and addresses stand: half an address helps nobody, live or not."""
    return (*ranges(spans), *((start, end) for _, start, end, _ in addresses(text)))


def _bare(text: str) -> Iterator[Found]:
    if "." not in text:
        return
    for match in _BARE.finditer(text):
        if match[2].lower() in TOP_LEVEL_DOMAINS:
            address = _without_sentence(match[0])
            end = match.start() + len(address)
            yield SpanKind.LINK, match.start(), end, f"https://{address}"


def _without_sentence(address: str) -> str:
    """The address without what the sentence around it put at its end."""
    if address[-1] not in _MAY_BE_SPARE:
        return address
    end = len(address)
    spare = {
        closing: address.count(closing) - address.count(opening)
        for closing, opening in _OPENING.items()
    }
    while end > 0:
        last = address[end - 1]
        if spare.get(last, 0) > 0:
            spare[last] -= 1
        elif last not in _SENTENCE:
            break
        end -= 1
    return address[:end]
