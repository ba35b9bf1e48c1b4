"""The files of an export on their way into the store, and back out if the rest does not come."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from brandcraft_desktop.models import tables
from brandcraft_desktop.services import archive
from brandcraft_desktop.services.export_file import Contents

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


class Media:
    """Each file is checked before it is kept; what was here before is never touched."""

    def __init__(self, workspace: Workspace, packed: zipfile.ZipFile, contents: Contents) -> None:
        self._workspace = workspace
        self._packed = packed
        self._contents = contents
        self._new: list[str] = []

    def bring(self) -> None:
        """Keep what is not here yet. Raises `errors.StorageTrouble` where a part is damaged."""
        store = self._workspace.store
        with tempfile.TemporaryDirectory(dir=self._workspace.home.backups) as place:
            for name in self._contents.media:
                digest = name.rpartition("/")[2]
                if store.has(digest):
                    continue
                unpacked = Path(place) / digest
                archive.unpack(self._packed, self._contents, name, unpacked)
                self._new.append(digest)
                store.add_file(unpacked)
                unpacked.unlink()

    def take_back(self) -> None:
        """Remove what `bring` kept, unless somebody added the same file meanwhile."""
        media = tables.media.c
        wanted = set(
            self._workspace.database.read(
                lambda connection: connection.execute(select(media.sha256)).scalars().all()
            )
        )
        for digest in self._new:
            if digest not in wanted:
                self._workspace.store.remove(digest)
