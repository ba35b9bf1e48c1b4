"""Addresses that a platform names for the bytes of a file, judged before anything goes there.

A token or a permission goes along with the file, so that no answer may lead it elsewhere. Judged is
the official address; where it really leads in a practice world is for its map to say, afterwards.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from brandcraft_desktop.errors import ContentRefused, NotSent
from brandcraft_desktop.publishers.origins import check_outside_address


def checked(url: str, platform: str, *homes: str, thing: str = "a file") -> str:
    """The address as it came. Raises `errors.NotSent` where `fits` says no.

    `platform` and `thing` are for the words.
    """
    if fits(url, *homes):
        return url
    host = _host(url)
    whose = f"{host or 'It'} is not {platform}'s." if homes else "It is not on the open internet."
    raise NotSent(
        f"{platform} named a strange address for {thing}.", whose, "Try again in a moment."
    )


def fits(url: str, *homes: str) -> bool:
    """Whether it is on https, outside private networks, and at one of `homes` or below it.

    Without homes any host will do.
    """
    try:
        check_outside_address(url)
        parts = urlsplit(url)
        usual = parts.port in (None, 443)
    except (ContentRefused, ValueError):
        return False
    host = parts.hostname or ""
    known = not homes or any(f".{host}".endswith(f".{home}") for home in homes)
    return usual and parts.scheme == "https" and known


def _host(url: str) -> str:
    """For the words; "" where there is none to be read."""
    try:
        return (urlsplit(url).hostname or "")[:80]
    except ValueError:
        return ""
