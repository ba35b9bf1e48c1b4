"""Keeping the pictures of people and brands in the media store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import thumbnails

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

MAX_BYTES = 10_000_000


def keep(workspace: Workspace, data: bytes | None) -> str | None:
    """Store a picture and its small versions; None if it is none. Raises `StorageTrouble`."""
    if not data or len(data) > MAX_BYTES:
        return None
    stored = workspace.store.add_bytes(data)
    path = workspace.store.path(stored.sha256)
    try:
        thumbnails.make(path, "avatar", workspace.home.thumbnails, stored.sha256)
    except BadInput:
        # A platform's broken picture must not keep anyone from connecting.
        return None
    return stored.sha256
