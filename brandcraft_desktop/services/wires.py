"""Which wire a workspace uses: sockets in its home, or its database server."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from brandcraft_desktop.models.engine import Database
from brandcraft_desktop.services.presence import Presence
from brandcraft_desktop.services.wire import LocalWire, Wire, socket_folder


class NoWire:
    """Where the system has no local datagrams (Windows): the others look by themselves."""

    def send(self, word: str) -> None:
        """Nobody can hear it."""

    def listen(self, callback: Callable[[str], None]) -> None:
        """Nothing will come."""

    def close(self) -> None:
        """Nothing to end."""


def make_wire(database: Database, run: Path, presence: Presence) -> Wire:
    """The wire of a workspace that has just been opened."""
    if database.dialect == "postgresql":
        from brandcraft_desktop.models.channel import Channel

        return Channel(database, presence.owner)
    if not hasattr(socket, "AF_UNIX"):
        return NoWire()
    return LocalWire(socket_folder(run), presence.name)
