"""What one call of `post` asked for, kept beside its idempotency key."""

from __future__ import annotations

import hashlib
from pathlib import Path

from brandcraft_desktop.cli.drafts import Request
from brandcraft_desktop.domain.asked import UNKNOWN, fingerprint
from brandcraft_desktop.domain.text.clean import normalise


def asked_for(request: Request) -> str:
    """The fingerprint of a request: its words as they were given and what its files hold.

    "+1h" stays "+1h": a script that tries again asks for the same, although an hour from now has
    become another moment. Where its files lie does not matter.
    """
    lists = [request.to, request.alt, request.variants, request.options]
    # Only where something is decided: what was asked for before these options stays the same.
    decided = [request.fit, request.crop, request.trim]
    lists += decided if any(decided) else []
    words = (
        normalise(request.text).text,
        request.at.strip().lower() or "now",
        *(request.title, request.notes, _brand(request), str(request.split), str(request.draft)),
        *(word for one in lists for word in (str(len(one)), *one)),
    )
    return fingerprint(words, [_digest(path) for path in request.media])


def _brand(request: Request) -> str:
    """No option and one that asks for no brand are two requests; the first keeps its old form."""
    return "" if request.brand is None else request.brand or "\0"


def _digest(path: Path) -> str:
    """SHA-256 of a file; UNKNOWN where there is none to read: it was needed the first time only."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return UNKNOWN
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return UNKNOWN
