"""Addresses in a text, found as a Mastodon server finds them.

Outside facts: the expressions of the gem twitter-text 3.1 as config/initializers/twitter_regex.rb
of mastodon/mastodon (4.x) changes them: more schemes, and nearly everything but white space in
paths and queries. An address needs its scheme and a known top-level domain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.domain.text.spans import Found
from brandcraft_desktop.domain.text.top_level_domains import TOP_LEVEL_DOMAINS
from brandcraft_desktop.publishers.mastodon.limits import LONGEST_DOMAIN

_SCHEMES = frozenset(
    ["http", "https", "dat", "dweb", "ipfs", "ipns", "ssb", "gopher", "gemini"],
)
_SCHEME = re.compile(r"[A-Za-z]+\Z")
_LONGEST_SCHEME = 6
_NOT_ALLOWED = r"\ufffe\ufeff\uffff\u202a-\u202e"
_NOT_BEFORE = re.compile(rf"[A-Za-z0-9@\uff20$#\uff03{_NOT_ALLOWED}]")

_NAME = (
    r"[^!\"#$%&'()*+,\-./:;<=>?@\[\]^_`{|}~ \x00-\x1f\x7f\x85\xa0\u1680\u180e\u2000-\u200a"
    rf"\u2028\u2029\u202f\u205f\u3000{_NOT_ALLOWED}]"
)
_HOST = re.compile(rf"(?:[-_.]|{_NAME})+")
_SUBDOMAIN = re.compile(rf"{_NAME}(?:(?:{_NAME}|[-_])*{_NAME})?")
_DOMAIN = re.compile(rf"{_NAME}(?:(?:{_NAME}|-)*{_NAME})?")
_LETTERS = re.compile(r"[A-Za-z]+(?![0-9])")
_PUNYCODE = re.compile(r"[Xx][Nn]--[0-9A-Za-z]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")

_PATH = r"[^\s<>()?]"
_PATH_END = r"[^\s()?!*\"'\u300c\u300d<>;:=,.$%\[\]~&|@]"
_BRACKETS = rf"\((?:{_PATH}+|{_PATH}*\({_PATH}+\){_PATH}*)\)"
_BEYOND_ASCII = r"\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\uffef\U00010000-\U000dfffd\U000e1000-\U0010fffd"
_QUERY = rf"[A-Za-z0-9!?*'();:&=+$/%#\[\]\-_.,~|@^{_BEYOND_ASCII}]"
_QUERY_END = rf"[A-Za-z0-9_&=#/\-{_BEYOND_ASCII}]"
_REST = re.compile(
    r"(?::[0-9]+)?"
    rf"(?:/(?:{_PATH}*(?:{_BRACKETS}{_PATH}*)*(?:{_PATH_END}|{_BRACKETS}))?)?"
    rf"(?:\?{_QUERY}*{_QUERY_END})?"
)


def find_links(text: str) -> Iterator[Found]:
    """Every address with its scheme, in order."""
    mark = text.find("://")
    while mark >= 0:
        start = _scheme_start(text, mark)
        end = _host_end(text, mark + 3) if start >= 0 else -1
        if end >= 0:
            rest = _REST.match(text, end)
            end = rest.end() if rest else end
            yield SpanKind.LINK, start, end, text[start:end]
        mark = text.find("://", max(end, mark + 3))


def _scheme_start(text: str, mark: int) -> int:
    """Where the scheme before "://" begins, -1 where there is none or it is glued to a word."""
    scheme = _SCHEME.search(text[max(mark - _LONGEST_SCHEME, 0) : mark])
    if not scheme or scheme[0].lower() not in _SCHEMES:
        return -1
    start = mark - len(scheme[0])
    return -1 if start and _NOT_BEFORE.match(text, start - 1) else start


def _host_end(text: str, start: int) -> int:
    """The end of the longest domain that begins at `start`, -1 without one."""
    run = _HOST.match(text, start)
    if not run or len(run[0]) > LONGEST_DOMAIN:
        return -1
    labels = run[0].split(".")
    following = text[run.end() : run.end() + 1]
    end = run.end()
    for index in range(len(labels) - 1, 0, -1):
        after = "." if index < len(labels) - 1 else following
        ending = _top_level_length(labels[index], after)
        label_start = end - len(labels[index])
        if ending and _are_names(labels[:index]):
            return label_start + ending
        end = label_start - 1
    return -1


def _top_level_length(label: str, after: str) -> int:
    """How many characters of a label are a top-level domain; 0 if it does not begin with one.

    Those of other scripts are not listed here: every one is taken, and counting makes up for it.
    """
    punycode = _PUNYCODE.match(label)
    if punycode:
        return punycode.end()
    letters = _LETTERS.match(label)
    if letters:
        known = letters[0].lower() in TOP_LEVEL_DOMAINS
        return letters.end() if known and not (after == "@" and letters[0] == label) else 0
    foreign = _FOREIGN.match(label)
    return foreign.end() if foreign else 0


def _are_names(labels: list[str]) -> bool:
    return bool(_DOMAIN.fullmatch(labels[-1])) and all(map(_SUBDOMAIN.fullmatch, labels[:-1]))
