"""Links, mentions and tags in a text, found exactly as Bluesky's own library finds them.

Outside facts: the rules are the behaviour of `RichText.detectFacetsWithoutResolution` in the npm
package @atproto/api 0.19.19 (packages/api/src/rich-text), including its oddities; the record's
shape is the lexicon app.bsky.richtext.facet. JavaScript's idea of white space, digits and word
boundaries differs from Python's, so every class is spelt out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import category

from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.spans import Found, located
from brandcraft_desktop.domain.text.top_level_domains import TOP_LEVEL_DOMAINS
from brandcraft_desktop.domain.text.units import utf16_length

_SPACE = r"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
# Invisible characters that end a tag as white space does.
_UNSEEN = r"\u00ad\u2060\u200b-\u200d\u20e2"
_NOT_BEFORE = rf"[^{_SPACE}(]"  # what may not stand before a link, mention or ticker
_WORD = "[A-Za-z0-9_]"

_MENTION = re.compile(
    rf"@(?<!{_NOT_BEFORE}@)([A-Za-z0-9.-]+)(?:(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))"
)
_LINK = re.compile(
    rf"(?<!{_NOT_BEFORE})([Hh][Tt][Tt][Pp][Ss]?://[^{_SPACE}]+"
    rf"|([A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)+)[^{_SPACE}]*)"
)
_DOMAIN = re.compile(r"[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)+")
_TAG = re.compile(rf"[#\uff03](?<![^{_SPACE}].)(?!\ufe0f)([^{_SPACE}{_UNSEEN}]+)")
_TICKER = re.compile(
    rf"""\$(?<!{_NOT_BEFORE}\$)([A-Za-z][A-Za-z0-9]{{0,4}})(?=[{_SPACE}.,;:!?)"'\u2019]|\Z)"""
)
_DIGITS = "0123456789"
_TAG_LIMIT = 64  # UTF-16 units

# What the lexicon format "uri" lets through (npm @atproto/syntax); a server refuses the whole
# record for one address that does not match.
_ACCEPTED_URI = re.compile(rf"{_WORD}+:(?://)?[^/{_SPACE}][^{_SPACE}]*\Z")

_FEATURES = {
    SpanKind.LINK: ("app.bsky.richtext.facet#link", "uri"),
    SpanKind.MENTION: ("app.bsky.richtext.facet#mention", "did"),
    SpanKind.TAG: ("app.bsky.richtext.facet#tag", "tag"),
}


def find_spans(text: str) -> tuple[Span, ...]:
    """Everything Bluesky makes live, by position.

    A ticker ("$AAPL") is a tag whose target keeps the "$". Like the reference, a mention inside
    an address is reported beside the link; readers show the one that starts first.
    """
    found = [*_mentions(text), *_links(text), *_tags(text), *_tickers(text)]
    return located(text, found)


def as_facets(spans: Sequence[Span], resolve: Mapping[str, str]) -> list[dict[str, object]]:
    """The spans as the record's `facets`.

    `resolve` gives a handle's DID; a mention without one stays plain text. So does an address the
    server's format check would refuse together with the whole post ("https:///x"). The reference
    gives no scheme to "httpbin.org" or "httpd.conf", which is refused as well: here the first gets
    one and the second, being no domain, stays plain text.
    """
    facets: list[dict[str, object]] = []
    for span in spans:
        value = _value(span, resolve)
        if value:
            type_name, field = _FEATURES[span.kind]
            facets.append(
                {
                    "index": {"byteStart": span.byte_start, "byteEnd": span.byte_end},
                    "features": [{"$type": type_name, field: value}],
                }
            )
    return facets


def _value(span: Span, resolve: Mapping[str, str]) -> str:
    match span.kind:
        case SpanKind.MENTION:
            return resolve.get(span.target) or resolve.get(span.target.lower(), "")
        case SpanKind.TAG:
            return span.target
        case SpanKind.LINK:
            return _acceptable(span.target)


def _acceptable(address: str) -> str:
    """The address as the server takes it; "" if it takes none."""
    if "://" not in address[:8]:
        domain = _DOMAIN.match(address)
        if not domain or not _has_known_ending(domain[0]):
            return ""
        address = f"https://{address}"
    return address if _ACCEPTED_URI.match(address) else ""


def _mentions(text: str) -> Iterator[Found]:
    if "@" not in text:
        return
    for match in _MENTION.finditer(text):
        handle = match[1]
        if _has_known_ending(handle) or handle.endswith(".test"):
            yield SpanKind.MENTION, match.start(1) - 1, match.end(1), handle


def _links(text: str) -> Iterator[Found]:
    if "." not in text and "://" not in text:
        return
    for match in _LINK.finditer(text):
        start, end = match.span(1)
        address = match[1]
        if not address.startswith("http"):
            if not match[2] or not _has_known_ending(match[2]):
                continue
            address = f"https://{address}"
        if address[-1] in ".,;:!?":
            address, end = address[:-1], end - 1
        if address.endswith(")") and "(" not in address:
            address, end = address[:-1], end - 1
        yield SpanKind.LINK, start, end, address


def _tags(text: str) -> Iterator[Found]:
    if "#" not in text and "\uff03" not in text:
        return
    for match in _TAG.finditer(text):
        tag = _without_punctuation_at_end(match[1])
        meaningful = any(letter not in _DIGITS and not _is_punctuation(letter) for letter in tag)
        if meaningful and utf16_length(tag) <= _TAG_LIMIT:
            yield SpanKind.TAG, match.start(1) - 1, match.start(1) + len(tag), tag


def _tickers(text: str) -> Iterator[Found]:
    if "$" not in text:
        return
    for match in _TICKER.finditer(text):
        yield SpanKind.TAG, match.start(1) - 1, match.end(1), f"${match[1].upper()}"


def _has_known_ending(domain: str) -> bool:
    """Whether the last label is a top-level domain, in lower case as the reference wants it."""
    _, dot, ending = domain.rpartition(".")
    return bool(dot) and ending in TOP_LEVEL_DOMAINS


def _without_punctuation_at_end(tag: str) -> str:
    end = len(tag)
    while end and _is_punctuation(tag[end - 1]):
        end -= 1
    return tag[:end]


def _is_punctuation(character: str) -> bool:
    return category(character).startswith("P")
