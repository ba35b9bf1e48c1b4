"""Takes secrets out of what a platform answered, before anybody may see or keep it."""

from __future__ import annotations

import re
from collections.abc import Iterable

HIDDEN = "[hidden]"
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

    `known` are secrets that were part of the request; they are hidden wherever they stand.
    """
    shown = text[:_LOOKED_AT]
    for secret in sorted(filter(None, known), key=len, reverse=True):
        shown = shown.replace(secret, HIDDEN)
    for pattern, replacement in _PATTERNS:
        shown = pattern.sub(replacement, shown)
    return shown[:limit]
