"""Backups: everything in one verified file, and a daily copy of the database."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from brandcraft_desktop.models import identity, tables
from brandcraft_desktop.models.backup import copy_database, sync_folder, verify
from brandcraft_desktop.models.schema import SCHEMA
from brandcraft_desktop.models.transfer import save_rows
from brandcraft_desktop.paths import private_file
from brandcraft_desktop.services import archive
from brandcraft_desktop.services.archive import Manifest
from brandcraft_desktop.services.restoring import Restored, restore
from brandcraft_desktop.services.written_file import check_place, in_words

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

__all__ = ["BackedUp", "Restored", "backup", "daily", "restore"]

DAYS_KEPT = 7


@dataclass(frozen=True)
class BackedUp:
    """A backup that was written and read back. `notices` are sentences for its person."""

    file: Path
    bytes: int
    media: int
    notices: tuple[str, ...] = ()


def backup(workspace: Workspace, file: Path, *, passphrase: str | None = None) -> BackedUp:
    """Write everything into one file: the database as of one moment and all imported media.

    `passphrase` wraps the vault's key into it, so that accounts stay connected on another
    computer. The file appears only when it is complete and verified; an older backup of that name
    is replaced only then, any other file never. Raises `errors.BadInput`, `StorageTrouble`,
    `VaultLocked`.
    """
    check_place(file.absolute(), "backup", archive.opened)
    wrapped = _wrapped(workspace, passphrase)
    waiting = file.absolute().with_name(f".{file.name}.part")
    with in_words(waiting), tempfile.TemporaryDirectory(dir=workspace.home.backups) as place:
        waiting.unlink(missing_ok=True)
        copy = Path(place) / archive.DATABASE
        rows = _copy(workspace, copy)
        manifest, missing = _write(workspace, waiting, copy, wrapped)
        _read_back(waiting, Path(place), rows)
        with waiting.open("rb+") as written:
            os.fsync(written.fileno())
        waiting.replace(file.absolute())
        sync_folder(file.absolute().parent)
    media = sum(name.startswith("media/") for name in manifest.files)
    notices = _about_key(workspace, wrapped) + _about_media(missing)
    return BackedUp(file, file.stat().st_size, media, notices)


def daily(workspace: Workspace) -> Path | None:
    """Copy the database into the home once a day and keep a week of copies.

    None for a shared workspace: its server has backups of its own. Raises `errors.StorageTrouble`.
    """
    if workspace.database.path is None:
        return None
    folder = workspace.home.backups
    target = folder / f"daily-{workspace.clock.now():%Y-%m-%d}.sqlite"
    if not target.exists():
        copy_database(workspace.database.path, target)
        copies = sorted(folder.glob("daily-*.sqlite"))
        # Those of days to come were made by a wrong clock: they must not push today's out.
        for old in [one for one in copies if one.name <= target.name][:-DAYS_KEPT]:
            old.unlink()
    return target


def _wrapped(workspace: Workspace, passphrase: str | None) -> str:
    if passphrase is None:
        return ""
    from brandcraft_desktop.services.vault import export_wrapped

    return export_wrapped(workspace, passphrase)


def _copy(workspace: Workspace, target: Path) -> dict[str, int]:
    if workspace.database.path is None:
        return save_rows(workspace.database, target)
    return copy_database(workspace.database.path, target)


def _write(workspace: Workspace, target: Path, copy: Path, wrapped: str) -> tuple[Manifest, int]:
    """The archive; gives its manifest and how many media were gone meanwhile."""
    files: dict[str, tuple[str, int]] = {}
    missing = 0
    with private_file(target) as made, zipfile.ZipFile(made, "w") as packed:
        with copy.open("rb") as source:
            files[archive.DATABASE] = archive.add(packed, archive.DATABASE, source)
        for digest in sorted(workspace.store.contents()):
            path = workspace.store.path(digest)
            name = f"media/{path.relative_to(workspace.store.root).as_posix()}"
            try:
                with path.open("rb") as source:
                    files[name] = archive.add(packed, name, source)
            except FileNotFoundError:
                missing += 1  # purged since we looked
        if wrapped:
            files[archive.KEY] = archive.add(packed, archive.KEY, io.BytesIO(wrapped.encode()))
        who = workspace.database.read(identity.read)
        now = workspace.clock.now().isoformat()
        manifest = Manifest(archive.FORMAT, SCHEMA, who.id, who.epoch, who.machine, now, files)
        archive.seal(packed, manifest)
    return manifest, missing


def _read_back(file: Path, place: Path, rows: dict[str, int]) -> None:
    """Open the written file as a restore would."""
    again = place / "again.sqlite"
    with archive.opened(file) as (packed, manifest):
        archive.check(packed, manifest)
        archive.unpack(packed, manifest, archive.DATABASE, again)
    if verify(again) != rows:
        raise archive.no_backup(file)


def _about_key(workspace: Workspace, wrapped: str) -> tuple[str, ...]:
    keys = workspace.database.read(
        lambda connection: connection.execute(select(tables.vault_keys.c.wrapped)).scalars().all()
    )
    if wrapped or not keys or all(keys):
        return ()
    return (
        "The key to the accounts stays in this computer's keyring. On another computer they must"
        " be connected again; a backup with a passphrase takes the key along.",
    )


def _about_media(missing: int) -> tuple[str, ...]:
    return (f"{missing} media files were deleted meanwhile and are not in it.",) if missing else ()
