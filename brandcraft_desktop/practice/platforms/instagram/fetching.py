"""Fetching files from their address as Meta's crawler does: by its name, and only where it may.

Source: developers.facebook.com, "Meta Web Crawlers", IG User / media (direct addresses, no
redirects); vendors name robots.txt as the usual cause of 9004/2207052. This world never leaves the
machine it runs on.
"""

from __future__ import annotations

from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from brandcraft_desktop.practice.graph import Refusal, invalid

AGENT = "facebookexternalhit/1.1"
LARGEST = 300_000_000
_LOOPBACK = ("127.0.0.1", "localhost")


def fetched(url: str, name: str) -> bytes:
    """The bytes behind an address. Raises graph.Refusal."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not url.isascii() or not parts.hostname:
        raise invalid(f"Param {name} must be a valid URI")
    if parts.hostname not in _LOOPBACK or parts.scheme != "http":
        raise _refused("Practice: only this machine is reached")
    status, robots = _get(parts.hostname, parts.port or 80, "/robots.txt")
    if status == 200 and _closed(robots.decode("utf-8", "replace")):
        raise _refused("robots.txt does not let the crawler in")
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    status, data = _get(parts.hostname, parts.port or 80, path)
    if status != 200:
        raise _refused(f"the address answered {status}")
    return data


def _get(host: str, port: int, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", path, headers={"User-Agent": AGENT})
        answer = connection.getresponse()
        return answer.status, answer.read(LARGEST)
    except (OSError, HTTPException) as error:
        raise _refused(type(error).__name__) from None
    finally:
        connection.close()


def _closed(robots: str) -> bool:
    """Whether robots.txt shuts everything to this crawler, or to all (RFC 9309, simplified)."""
    ours, group = False, False
    for line in robots.lower().splitlines():
        field, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if field == "user-agent":
            ours = (ours and group) or value in ("*", "facebookexternalhit")
            group = True
        elif field:
            group = False
            if ours and field == "disallow" and value == "/":
                return True
    return False


def _refused(why: str) -> Refusal:
    return Refusal(
        9004,
        f"Only photo or video can be accepted as media type. Media download has failed: {why}",
        subcode=2207052,
    )
