"""A server as people name it: its host, its address, a profile there, or a whole handle. Pure.

There is this one reader, so that what keeps the keys of an app and what asks a server never
mean two different ones.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from brandcraft_desktop.errors import BadInput

FIELD = "server"
LONGEST_HOST = 253  # characters of a name (RFC 1035, 2.3.4, as text)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_USER = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")
_PROFILE = re.compile(r"/(?:@|users/)([A-Za-z0-9_.-]+)")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?", re.ASCII)
_PORTS = {"http": 80, "https": 443}
_LONGEST = 2048  # characters that are looked at
_EXAMPLE = "Type it as in mastodon.social."


@dataclass(frozen=True)
class ServerName:
    """`host` with its port where it is an unusual one, in lower case; `user` "" if not told."""

    host: str
    user: str = ""
    scheme: str = "https"


def tidied(typed: str) -> str:
    """What was typed without blanks around it and signs that nobody sees."""
    return _UNSEEN.sub("", typed).strip()


def read(typed: str) -> ServerName:
    """The server that is meant. Raises `BadInput` with field "server" for what is none."""
    text = tidied(typed)
    if not text or len(text) > _LONGEST or any(one <= " " or not one.isprintable() for one in text):
        raise no_server(text)
    if "://" in text:
        return _from_address(text, text)
    bare = text.removeprefix("acct:").lstrip("@").rstrip("/")
    if "/" in bare:
        return _from_address(f"https://{bare}", text)
    user, at, host = bare.rpartition("@")
    if at and not _USER.fullmatch(user):
        raise no_server(text)
    found = _from_address(f"https://{host}", text)
    return ServerName(found.host, user)


def is_host(text: str) -> bool:
    """Whether it is a host's name (in letters of ASCII) of at most 253 characters."""
    return len(text) <= LONGEST_HOST and bool(_HOST.fullmatch(text)) and ".." not in text


def no_server(typed: str) -> BadInput:
    """What a person is told about something that names no server."""
    shown = "".join(one for one in typed[:80] if one.isprintable())
    return BadInput(f"“{shown}” is no server's address.", "", _EXAMPLE, field=FIELD)


def _from_address(address: str, typed: str) -> ServerName:
    try:
        parts = urlsplit(address)
        port = parts.port
        host = _host(parts)
    except ValueError:  # no port, no IPv6 address, no name (`UnicodeError` is one)
        raise no_server(typed) from None
    if parts.scheme not in _PORTS or not host or port == 0 or "\\" in address:
        raise no_server(typed)
    profile = _PROFILE.match(parts.path)
    shown = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    return ServerName(shown, profile[1] if profile else "", parts.scheme)


def _host(parts: SplitResult) -> str:
    """The host in letters every resolver knows; "" for none, or one with a name and a password."""
    host = parts.hostname or ""
    if "@" in parts.netloc or not host:
        return ""
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host)}]"
    name = host.rstrip(".").encode("idna").decode("ascii").lower()
    return name if is_host(name) else ""
