"""Fetching a file from the address a post names, as the crawlers of platforms do.

Source: "Meta Web Crawlers" (developers.facebook.com/docs/sharing/webmasters/web-crawlers): it calls
itself facebookexternalhit. This one never leaves the machine.
"""

from __future__ import annotations

from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from brandcraft_desktop.practice.sniff import media_type

LARGEST = 1_000_000_000  # bytes
META = "facebookexternalhit/1.1"
_HERE = ("127.0.0.1", "localhost")


def fetched(url: str, agent: str = META) -> tuple[bytes, str] | None:
    """The bytes and their type; None where it could not be had. `agent` is who asks."""
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname not in _HERE:
        return None
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    connection = HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        connection.request("GET", path, headers={"User-Agent": agent, "Accept": "*/*"})
        answer = connection.getresponse()
        data = answer.read(LARGEST)
        if answer.status != 200:
            return None
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
    return data, media_type(data[:16])
