"""The way to Unsplash as this computer has it: proxies, certificates, deadlines, practice map."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from brandcraft_desktop.publishers.unpacking import unpacked

if TYPE_CHECKING:
    import ssl

    import httpx

    from brandcraft_desktop.integrations.unsplash import Unsplash
    from brandcraft_desktop.services.workspace import Workspace

CONNECT_SECONDS = 10.0
WAIT_SECONDS = 20.0
_open: dict[str, Unsplash] = {}
_guard = threading.Lock()


def unsplash_for(workspace: Workspace) -> Unsplash:
    """The workspace's own client, safe for several threads; the same one until `close`."""
    from brandcraft_desktop.integrations.unsplash import Network, Unsplash

    def route(url: str) -> str:
        return url if workspace.origins is None else workspace.origins.map(url)

    with _guard:
        client = _open.get(workspace.owner)
        if client is None:
            practising = workspace.origins is not None
            network = Network(lambda: _client(practising), route, _within, unpacked)
            client = _open[workspace.owner] = Unsplash(network, workspace.clock)
        return client


def close(workspace: Workspace) -> None:
    """End the connections of a workspace that closes."""
    with _guard:
        client = _open.pop(workspace.owner, None)
    if client is not None:
        client.close()


def _client(practising: bool) -> httpx.Client:
    import httpx

    from brandcraft_desktop.publishers.deadline import DeadlineTransport
    from brandcraft_desktop.publishers.http import user_agent
    from brandcraft_desktop.publishers.system_proxy import proxies

    limits = httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=30.0)
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
def _within(seconds: float) -> Iterator[None]:
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
