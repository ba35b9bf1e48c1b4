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
_PATTERNS = (
    (re.compile(r"eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){0,4}"), HIDDEN),
    (re.compile(r"\b(Bearer|Basic|DPoP)\s+[^\s\"',}]+", re.IGNORECASE), rf"\1 {HIDDEN}"),
    (
        re.compile(
            rf'("[^"]*(?:{_SECRET_WORDS})[^"]*"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|\Z)', re.IGNORECASE
        ),
        rf'\1"{HIDDEN}"',
    ),
    (
        re.compile(rf"\b([\w-]*(?:{_SECRET_WORDS})[\w-]*)=[^\s&\"',;]+", re.IGNORECASE),
        rf"\1={HIDDEN}",
    ),
    (re.compile(r"\b[a-z2-7]{4}(?:-[a-z2-7]{4}){3}\b"), HIDDEN),
)


def without_secrets(text: str, known: Iterable[str] = (), *, limit: int = 2048) -> str:
    """The first `limit` characters of `text` with everything that looks like a secret hidden.

    `known` are secrets that were part of the request; they are hidden wherever they stand, plain
    or encoded.
    """
    shown = text[:_LOOKED_AT]
    spellings = {spelling for secret in known if secret for spelling in _spellings(secret)}
    for spelling in sorted(spellings, key=len, reverse=True):
        shown = shown.replace(spelling, HIDDEN)
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
