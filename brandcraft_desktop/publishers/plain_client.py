"""A way to other services than platforms: this computer's proxies and certificates, deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

    import httpx

CONNECT_SECONDS = 10.0
WAIT_SECONDS = 20.0  # for each single piece; `within` bounds the whole
_KEEP_ALIVE = 30.0


def plain_client(*, practising: bool) -> httpx.Client:
    """A client that follows no redirect; whoever asks for it closes it.

    Raises `errors.OwnerNeeded` for a proxy that can't be used.
    """
    import httpx

    from brandcraft_desktop.publishers.deadline import DeadlineTransport
    from brandcraft_desktop.publishers.http import user_agent
    from brandcraft_desktop.publishers.system_proxy import proxies

    limits = httpx.Limits(
        max_connections=8, max_keepalive_connections=4, keepalive_expiry=_KEEP_ALIVE
    )
    return httpx.Client(
        headers={"User-Agent": user_agent(), "Accept-Encoding": "identity"},
        timeout=httpx.Timeout(WAIT_SECONDS, connect=CONNECT_SECONDS),
        follow_redirects=False,
        trust_env=False,
        verify=_trusted(),
        # Proxies of the environment would take practice requests off this machine.
        mounts={} if practising else proxies(_trusted(), limits),
        transport=DeadlineTransport(_trusted(), limits),
    )


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What this thread reads and writes inside must be done in that time, all together."""
    from brandcraft_desktop.publishers import deadline

    deadline.wait_at_most(seconds)
    try:
        yield
    finally:
        deadline.wait_freely()


@cache
def _trusted() -> ssl.SSLContext:
    import httpx

    return httpx.create_ssl_context()
