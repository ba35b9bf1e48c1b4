"""One network client per account, kept as long as the workspace is open."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brandcraft_desktop.publishers.http import Http
    from brandcraft_desktop.services.workspace import Workspace

_clients: dict[tuple[str, str], Http] = {}
_guard = threading.Lock()


def http_for(workspace: Workspace, account_id: str) -> Http:
    """The account's own client; the same one each time, safe for several threads."""
    key = workspace.owner, account_id
    with _guard:
        client = _clients.get(key)
        if client is None:
            client = _clients[key] = _new(workspace)
        return client


@contextmanager
def passing_http(workspace: Workspace) -> Iterator[Http]:
    """A client for what is no account yet; closed at the end."""
    client = _new(workspace)
    try:
        yield client
    finally:
        client.close()


def close_http(workspace: Workspace, account_id: str | None = None) -> None:
    """End the connections of one account, or of all of a workspace that closes."""
    with _guard:
        keys = [
            key for key in _clients if key[0] == workspace.owner and account_id in (None, key[1])
        ]
        ended = [_clients.pop(key) for key in keys]
    for client in ended:
        client.close()


def _new(workspace: Workspace) -> Http:
    from brandcraft_desktop.publishers.http import Http

    return Http(workspace.clock, workspace.origins)
