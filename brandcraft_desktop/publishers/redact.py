"""Takes secrets out of what a platform answered, before anybody may see or keep it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

HIDDEN = "[hidden]"
_LEAST_ENCODED = 6  # bytes
_URL_SAFE = str.maketrans("+/", "-_")
_LOOKED_AT = 16_384  # characters; more of an answer is never shown
_SECRET_WORDS = "jwt|token|passw|secret|authori|cookie|credential|api_?key|signature"
_KEY = rf"[\w-]{{0,40}}(?:{_SECRET_WORDS})[\w-]{{0,40}}"
_QUOTE = r"(?P<quote>\\{0,7}[\"']|&quot;|&#0?3[49];)"
_PATTERNS = (
    (re.compile(r"eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){0,4}"), HIDDEN),
    (re.compile(r"\b(Bearer|Basic|DPoP)\s+[^\s\"',}]+", re.IGNORECASE), rf"\1 {HIDDEN}"),
    (
        re.compile(
            rf'("[^"]*(?:{_SECRET_WORDS})[^"]*"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|\Z)', re.IGNORECASE
        ),
        rf'\1"{HIDDEN}"',
    ),
    (  # quoted in any way: in JSON, in JSON inside of JSON, in Python's way, in HTML
        re.compile(
            rf"({_QUOTE}{_KEY}(?P=quote)\s*:\s*(?P=quote)).*?(?:(?<!\\)(?P=quote)|\Z)",
            re.IGNORECASE | re.DOTALL,
        ),
        rf"\1{HIDDEN}\g<quote>",
    ),
    (  # a number, or a value without quotes, under a quoted name
        re.compile(rf"({_QUOTE}{_KEY}(?P=quote)\s*:\s*)[\w.+/~-]+", re.IGNORECASE),
        rf"\1{HIDDEN}",
    ),
    (
        re.compile(rf"(<(?:\w{{1,40}}:)?{_KEY}(?:\s[^<>]*)?>)\s*[^<\s][^<]*", re.IGNORECASE),
        rf"\1{HIDDEN}",
    ),
    (
        re.compile(
            rf"(<(?:\w{{1,40}}:)?{_KEY}(?:\s[^<>]*)?>\s*<!\[CDATA\[).*?(?:\]\]>|\Z)",
            re.IGNORECASE | re.DOTALL,
        ),
        rf"\1{HIDDEN}]]>",
    ),
    (
        re.compile(
            r"\b((?:proxy-)?authorization|(?:set-)?cookie)\s*:\s*[^\r\n\"',}]+", re.IGNORECASE
        ),
        rf"\1: {HIDDEN}",
    ),
    (
        re.compile(rf"\b([\w-]*(?:{_SECRET_WORDS})[\w-]*)=\\*([\"'])?[^\s&\"',;]+", re.IGNORECASE),
        rf"\1=\2{HIDDEN}",
    ),
    (  # `access_token: N`; in prose ("invalid token: expired") only what is no word
        re.compile(
            rf"\b((?=\w*[_-]){_KEY}\s*:\s*)[^\s&\"',;\[\]{{}}<>\\]+"
            rf"|\b({_KEY}\s*:\s*)(?=[^\s&\"',;]*\d|[^\s&\"',;]{{16}})[^\s&\"',;\[\]{{}}<>\\]+",
            re.IGNORECASE,
        ),
        rf"\1\2{HIDDEN}",
    ),
    (re.compile(r"\b[a-z2-7]{4}(?:-[a-z2-7]{4}){3}\b"), HIDDEN),
)


def without_secrets(text: str, known: Iterable[str] = (), *, limit: int = 2048) -> str:
    """The first `limit` characters of `text` with everything that looks like a secret hidden.

    `known` are secrets that were part of the request; they are hidden wherever they stand, plain
    or encoded.
    """
    found = {spelling for secret in known if secret for spelling in _spellings(secret)}
    spellings = sorted(found, key=len, reverse=True)
    longest = len(spellings[0]) if spellings else 0
    shown = text[: _LOOKED_AT + longest]
    for spelling in spellings:
        shown = shown.replace(spelling, HIDDEN)
    if longest and len(text) > _LOOKED_AT + longest:
        shown = shown[:-longest]  # the cut may have left the beginning of a secret there
    for pattern, replacement in _PATTERNS:
        shown = pattern.sub(replacement, shown)
    return shown[:limit]


def _spellings(secret: str) -> Iterator[str]:
    """How a secret looks plain, in JSON, in an address, in hexadecimal and inside base64."""
    yield secret
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield quote(secret, safe="", errors="surrogatepass")
    yield quote_plus(secret, errors="surrogatepass")
    data = secret.encode(errors="surrogatepass")
    if len(data) < _LEAST_ENCODED:
        return  # its encoded forms are too short to mean anything
    yield data.hex()
    yield data.hex().upper()
    for before in range(3):  # bytes in front of it shift every character of base64
        plain = base64.b64encode(bytes(before) + data).rstrip(b"=").decode()
        whole = plain[(0, 2, 3)[before] : len(plain) - ((before + len(data)) % 3 != 0)]
        yield whole
        yield whole.translate(_URL_SAFE)
