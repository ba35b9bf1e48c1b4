"""The proxies this computer is set up for: a transport of one's own must look for them itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.request import getproxies

import httpx

from brandcraft_desktop.errors import OwnerNeeded
from brandcraft_desktop.publishers.deadline import DeadlineTransport

if TYPE_CHECKING:
    import ssl

_ALWAYS_SPARED = ("localhost", "127.0.0.1", "::1")


def proxies(verify: ssl.SSLContext, limits: httpx.Limits) -> dict[str, httpx.BaseTransport | None]:
    """The ways that lead through a proxy, by the addresses they are for; None is the direct way.

    As the library itself reads them (https://www.python-httpx.org/environment_variables/): a host
    in NO_PROXY spares its sub-names as well. Raises `errors.OwnerNeeded` for a proxy of a kind
    that can't be used.
    """
    found = getproxies()
    spared = [word.strip() for word in found.get("no", "").split(",") if word.strip()]
    if "*" in spared:
        return {}
    ways: dict[str, httpx.BaseTransport | None] = {}
    for scheme in ("http", "https"):
        named = found.get(scheme) or found.get("all")
        if named:
            ways[f"{scheme}://"] = DeadlineTransport(verify, limits, _proxy(named))
    if ways:
        ways |= {pattern: None for word in (*spared, *_ALWAYS_SPARED) if (pattern := _for(word))}
    return ways


def _proxy(named: str) -> httpx.Proxy:
    try:
        proxy = httpx.Proxy(named if "://" in named else f"http://{named}")
        usable = proxy.url.scheme in ("http", "https") and bool(proxy.url.host)
    except (ValueError, httpx.InvalidURL):
        usable = False
    if not usable:  # its words are never repeated: a password may stand in them
        raise OwnerNeeded(
            "The proxy of this computer can't be used.",
            "HTTP_PROXY, HTTPS_PROXY, ALL_PROXY or the system's settings name one that is no http "
            "proxy.",
            "Name an http:// or https:// proxy there, or none.",
        )
    return proxy


def _for(word: str) -> str:
    """The library's pattern for a word of NO_PROXY; "" for one that makes no sense."""
    host = word.lstrip("*.")
    if host.count(":") > 1:
        pattern = f"all://[{host.strip('[]')}]"
    elif host.replace(".", "").replace(":", "").isdigit() or host == "localhost":
        pattern = f"all://{host}"
    else:
        pattern = f"all://*{host}"
    try:
        return pattern if host and httpx.URL(pattern).host else ""
    except httpx.InvalidURL:
        return ""
