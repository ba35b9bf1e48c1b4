"""The picture of an account, from the address its platform names."""

from __future__ import annotations

from brandcraft_desktop.errors import PublishingError
from brandcraft_desktop.publishers.http import Http

_LARGEST = 2_000_000  # bytes


def fetched(http: Http, url: str) -> bytes | None:
    """Its bytes; None where there is none, or it can't be had now: a sign-in is not lost for it."""
    if not url:
        return None
    try:
        return http.fetch(url, mimes=("image",), max_bytes=_LARGEST, cut=False).body or None
    except PublishingError:
        return None
