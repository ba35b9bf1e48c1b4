"""Getting things whose address came from outside content: never from inside a private network."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import ContentRefused, NotSent
from brandcraft_desktop.publishers.origins import (
    Origins,
    check_outside_address,
    check_outside_hosts,
)

if TYPE_CHECKING:
    import httpx

MOST_HOPS = 5
SECONDS = 10.0  # for everything, all hops together
_WAIT = 5.0  # seconds for each single wait


@dataclass(frozen=True)
class Fetched:
    """What was found at the end of all redirects; `mime` without parameters, in lower case."""

    url: str
    mime: str
    charset: str
    body: bytes = field(repr=False)


def fetch(
    url: str,
    *,
    mimes: tuple[str, ...],
    max_bytes: int,
    cut: bool,
    origins: Origins | None,
    clock: Clock,
    headers: Mapping[str, str],
) -> Fetched:
    """GET a foreign address without any secret, following at most five redirects.

    Each hop's official address is judged before the practice map is applied, its resolved
    addresses before connecting, and the connected one again before anything is sent. `cut` keeps
    the first `max_bytes` of a longer body instead of refusing it. Raises `errors.NotSent` and
    `errors.ContentRefused`.
    """
    import httpx

    end = clock.monotonic() + SECONDS
    with httpx.Client(
        headers=dict(headers), timeout=_WAIT, follow_redirects=False, trust_env=False
    ) as client:
        for _ in range(MOST_HOPS + 1):
            found, url = _hop(client, url, mimes, max_bytes, cut, origins, clock, end)
            if found is not None:
                return found
    raise ContentRefused(f"{_host(url)} sends us in circles.", "There are too many redirects.")


def _hop(
    client: httpx.Client,
    url: str,
    mimes: tuple[str, ...],
    max_bytes: int,
    cut: bool,
    origins: Origins | None,
    clock: Clock,
    end: float,
) -> tuple[Fetched | None, str]:
    """One request: what was found, or the address of the next hop."""
    import httpx

    check_outside_address(url)
    target = url if origins is None else origins.map(url)
    trace = {} if origins is not None else {"trace": _check_peer}
    if origins is None:
        _check_names(url)
    host = _host(url)
    try:
        with client.stream("GET", target, extensions=trace) as answer:
            if answer.has_redirect_location:
                return None, urljoin(url, answer.headers["location"])
            mime = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
            if answer.status_code != 200:
                raise ContentRefused(f"{host} has nothing there.", f"It says {answer.status_code}.")
            if not any(mime == wanted or mime.startswith(f"{wanted}/") for wanted in mimes):
                raise ContentRefused(f"{host} sent something else.", f"It is {mime or 'unnamed'}.")
            body = bytearray()
            for piece in answer.iter_bytes():
                body += piece
                if len(body) >= max_bytes + (not cut):
                    break
                if clock.monotonic() > end:
                    raise NotSent(f"{host} is too slow.")
            if len(body) > max_bytes and not cut:
                raise ContentRefused(f"{host} sent too much.")
            charset = answer.charset_encoding or ""
            return Fetched(url, mime, charset, bytes(body[:max_bytes])), url
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
        raise NotSent(f"{host} could not be reached.", raw=type(error).__name__) from None


def _check_names(url: str) -> None:
    host = _host(url)
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotSent(f"{host} could not be found.") from None
    check_outside_hosts(host, [str(entry[4][0]) for entry in found])


def _check_peer(event: str, info: Mapping[str, object]) -> None:
    """Judge the address really connected to: a name may resolve differently a moment later."""
    if not event.endswith("connect_tcp.complete"):
        return
    ask = getattr(info.get("return_value"), "get_extra_info", None)
    peer = ask("server_addr") if callable(ask) else None
    address = str(peer[0]) if isinstance(peer, tuple) and peer else ""
    check_outside_hosts(address, [address])


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
