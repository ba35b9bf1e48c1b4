"""Putting a backup in the place of a workspace: verified first, nothing overwritten unkept."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import DiskFull, Refused, StorageTrouble, WorkspaceBusy
from brandcraft_desktop.models import identity
from brandcraft_desktop.models.backup import copy_database, sync_folder, verify
from brandcraft_desktop.models.foreign import check_foreign
from brandcraft_desktop.models.migrate import RESTORING, exclusive_opening
from brandcraft_desktop.models.places import check_folder
from brandcraft_desktop.models.trouble import as_trouble
from brandcraft_desktop.models.types import to_microseconds
from brandcraft_desktop.paths import Home, private_folder
from brandcraft_desktop.services import archive, backup_source
from brandcraft_desktop.services.archive import Manifest
from brandcraft_desktop.services.backup_source import Source
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.lock import PEOPLE
from brandcraft_desktop.services.machine import publishing_mark

_RESERVE = 64 * 1024 * 1024  # bytes that stay free, so that the workspace can still write
_BESIDE = ("-wal", "-shm")
_MOST_EPOCHS = 2**31  # nobody restores so often; a larger number was made up


@dataclass(frozen=True)
class Restored:
    """What a restore did. `kept_aside` is the database that was there before."""

    kept_aside: Path | None
    epoch: int
    media: int
    notices: tuple[str, ...] = ()


def restore(home: Home, file: Path, *, clock: Clock | None = None) -> Restored:
    """Make the home what the backup holds; media that are already there stay.

    `file` is what `brandcraft backup` wrote, or a copy of the database as one is kept each day.
    Everything is unpacked and verified before the first change. A new epoch begins: nothing
    unfinished that was due before now is sent by itself. Raises `errors.NotFound`, `BadInput`,
    `WorkspaceTooNew`, `WorkspaceBusy` while the workspace is in use, `StorageTrouble`.
    """
    if os.environ.get("BRANDCRAFT_DATABASE_URL"):
        raise Refused(
            "A backup can't be restored onto a server.",
            "BRANDCRAFT_DATABASE_URL names a shared workspace, which others may be using.",
            "Unset it to restore into a folder, or use the server's own backups.",
        )
    now = (clock or SystemClock()).now()
    check_folder(home.root)
    try:
        with (
            backup_source.opened(file) as source,
            exclusive_opening(home, purpose=RESTORING) as in_use,
        ):
            try:
                if not in_use.acquire(wait=False):
                    raise _in_use()
                return _restore(home, source, now)
            finally:
                in_use.close()
    except OSError as error:
        raise as_trouble(error, None) or _disk_says(error) from error


def _restore(home: Home, source: Source, now: datetime) -> Restored:
    manifest = source.manifest
    _check_room(home, manifest)
    staging = home.restoring
    shutil.rmtree(staging, ignore_errors=True)
    try:
        for name in manifest.files:
            source.unpack(name, staging / name)
        database = staging / archive.DATABASE
        check_foreign(database, manifest.schema, manifest.workspace)
        verify(database)
        epoch, notices = _begin_epoch(home, database, manifest, staging, now)
        kept = _keep_aside(home, now)
        media = _bring_media(home, staging / "media")
        _put_in_place(home, database)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Restored(kept, epoch, media, notices)


def _check_room(home: Home, manifest: Manifest) -> None:
    missing = manifest.bytes + _RESERVE - shutil.disk_usage(home.root).free
    if missing > 0:
        raise DiskFull(
            "There is not enough room to restore this backup.",
            f"About {max(1, missing // 1_000_000):,} MB more are needed.",
            "Free some space and try again; nothing was changed.",
        )


def _begin_epoch(
    home: Home, database: Path, manifest: Manifest, staging: Path, now: datetime
) -> tuple[int, tuple[str, ...]]:
    """Write the new epoch, who publishes, and the wrapped key into the unpacked database."""
    ours = publishing_mark(manifest.workspace, database)
    here = manifest.machine.partition(":")[0] == ours.partition(":")[0]
    known = (manifest.epoch, _present_epoch(home, manifest.workspace))
    epoch = 1 + max((one for one in known if one < _MOST_EPOCHS), default=0)
    key = archive.wrapped_key(staging / archive.KEY)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "UPDATE workspace SET epoch = ?, restored_at = ?, machine = ?",
            (epoch, to_microseconds(now), ours if here else manifest.machine),
        )
        if _has_posts(connection):
            # All of them are older than this epoch, whatever the file says of itself.
            connection.execute(
                "UPDATE deliveries SET epoch = ? WHERE epoch > ?", (epoch - 1, epoch - 1)
            )
            moment = {"epoch": epoch, "at": to_microseconds(now)}
            connection.execute(identity.MARK_EARLY, moment)
        if key:
            connection.execute("UPDATE vault_keys SET wrapped = ?", (key,))
        _keep_lock(home, connection, here=here)
    notices = ["Posts that were due before now are looked for on the platforms, not sent again."]
    if not here:
        notices.append(
            "It comes from another computer: Brandcraft asks which one publishes before it does."
        )
        if key:
            notices.append("Unlock the accounts with the backup's passphrase.")
        else:
            notices.append("Connect the accounts again where their key is not in your keyring.")
    return epoch, tuple(notices)


def _keep_lock(home: Home, connection: sqlite3.Connection, *, here: bool) -> None:
    """Who may open the window stays as it is now: a backup neither brings passwords nor takes any.

    Where nothing is here yet, those of a backup of this very computer hold.
    """
    people = _people(home)
    if people is None and here:
        return
    connection.execute("DELETE FROM settings WHERE name LIKE ?", (f"{PEOPLE}%",))
    connection.executemany("INSERT INTO settings (name, value) VALUES (?, ?)", people or [])


def _people(home: Home) -> list[tuple[str, str]] | None:
    """The rows of the lock as they are now; None where no database is here or can be read."""
    if not home.database.exists():
        return None
    with suppress(sqlite3.Error), closing(_reading(home.database)) as connection:
        return connection.execute(
            "SELECT name, value FROM settings WHERE name LIKE ?", (f"{PEOPLE}%",)
        ).fetchall()
    return None


def _has_posts(connection: sqlite3.Connection) -> bool:
    """The first schema had none."""
    asked = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'deliveries'"
    return connection.execute(asked).fetchone() is not None


def _present_epoch(home: Home, workspace_id: str) -> int:
    """The epoch of the workspace that is there now, if it is the same one and can be read."""
    with suppress(sqlite3.Error), closing(_reading(home.database)) as connection:
        found = connection.execute("SELECT id, epoch FROM workspace").fetchone()
        if found is not None and found[0] == workspace_id:
            return int(found[1])
    return 0


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)


def _keep_aside(home: Home, now: datetime) -> Path | None:
    """Copy the present database into the backups, as it is if it cannot even be read."""
    if not home.database.exists():
        return None
    target = _free_place(home.backups, f"replaced-{now:%Y%m%dT%H%M%SZ}")
    if not home.database.stat().st_size:  # opening it would delete what is left in its log
        _copy_as_it_is(home.database, target)
        return target
    try:
        copy_database(home.database, target)
    except DiskFull:
        raise
    except StorageTrouble:
        _copy_as_it_is(home.database, target)
    return target


def _free_place(folder: Path, name: str) -> Path:
    """A file that is not there yet: two restores of one second must not lose what was first."""
    target, number = folder / f"{name}.sqlite", 1
    while target.exists():
        number += 1
        target = folder / f"{name}-{number}.sqlite"
    return target


def _copy_as_it_is(database: Path, target: Path) -> None:
    for ending in ("", *_BESIDE):
        with suppress(FileNotFoundError):
            shutil.copy2(f"{database}{ending}", f"{target}{ending}")


def _bring_media(home: Home, unpacked: Path) -> int:
    """Files are named by their content, so whatever is there already is the same."""
    count = 0
    for path in unpacked.glob("*/*/*"):
        place = home.media / path.relative_to(unpacked)
        private_folder(place.parent)
        with path.open("rb+") as written:
            os.fsync(written.fileno())
        path.chmod(0o400)
        path.replace(place)
        count += 1
    return count


def _put_in_place(home: Home, database: Path) -> None:
    with database.open("rb+") as written:
        os.fsync(written.fileno())
    # A journal of the old file must never meet the new one; it is empty unless the file is damaged.
    for ending in _BESIDE:
        Path(f"{home.database}{ending}").unlink(missing_ok=True)
    database.replace(home.database)
    sync_folder(home.root)


def _disk_says(error: OSError) -> StorageTrouble:
    return StorageTrouble(
        "The backup could not be restored.",
        f"The computer says: {error.strerror or type(error).__name__}.",
        "Check the disk of the data folder and the one the backup is on, then try again.",
    )


def _in_use() -> WorkspaceBusy:
    return WorkspaceBusy(
        "The workspace is in use.",
        "A Brandcraft window or worker has it open, and a restore replaces its database.",
        "Close every Brandcraft window and worker, then restore again.",
    )
