"""One way to Unsplash for each open workspace, kept until it closes."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brandcraft_desktop.integrations.unsplash import Unsplash
    from brandcraft_desktop.services.workspace import Workspace

_open: dict[str, Unsplash] = {}
_guard = threading.Lock()


def unsplash_for(workspace: Workspace) -> Unsplash:
    """The workspace's own way, safe for several threads; the same one until `close`."""
    with _guard:
        client = _open.get(workspace.owner)
        if client is None:
            client = _open[workspace.owner] = _new(workspace)
        return client


def close(workspace: Workspace) -> None:
    """End the connections of a workspace that closes."""
    with _guard:
        client = _open.pop(workspace.owner, None)
    if client is not None:
        client.close()


def _new(workspace: Workspace) -> Unsplash:
    from brandcraft_desktop.integrations.unsplash import Network, Unsplash
    from brandcraft_desktop.publishers.plain_client import plain_client, within
    from brandcraft_desktop.publishers.unpacking import unpacked

    origins = workspace.origins
    network = Network(
        open=partial(plain_client, practising=origins is not None),
        route=str if origins is None else origins.map,
        within=within,
        unpack=unpacked,
    )
    return Unsplash(network, workspace.clock)
