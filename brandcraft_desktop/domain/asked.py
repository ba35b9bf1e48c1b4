"""What an idempotency key was used for: a fingerprint that tells the same request from another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

UNKNOWN = "-"
"""Stands for a file that can't be read any more; it may have been any."""


def fingerprint(words: Sequence[str], files: Sequence[str]) -> str:
    """One line for a request; the words in it can't be read back.

    `files` are the SHA-256 of what comes with it, or UNKNOWN.
    """
    plain = json.dumps(list(words)).encode()
    return " ".join((hashlib.sha256(plain).hexdigest(), *files))


def same(before: str, now: str) -> bool:
    """Whether two fingerprints may be of one request; "" may be of any."""
    if not before or not now:
        return True
    pairs = list(zip(before.split(" "), now.split(" "), strict=False))
    as_many = len(pairs) == before.count(" ") + 1 == now.count(" ") + 1
    return as_many and all(one == other or UNKNOWN in (one, other) for one, other in pairs)
