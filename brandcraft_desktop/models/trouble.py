"""The one border where a database's failures become ours."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from brandcraft_desktop.errors import DiskFull, StorageTrouble, WorkspaceBusy

_NEARLY_NOTHING = 1024 * 1024
_CUT_OFF = ("OperationalError", "InterfaceError", "ConnectionTimeout")


def as_trouble(error: BaseException, place: Path | None) -> StorageTrouble | None:
    """Our error for one of the disk or the database; None where the fault is in the statement.

    `place` is the database file; None for a server. SQLite's codes: https://sqlite.org/rescode.html,
    PostgreSQL's: https://www.postgresql.org/docs/current/errcodes-appendix.html.
    """
    if isinstance(error, DBAPIError):
        return as_trouble(error.orig, place) if error.orig is not None else None
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(getattr(error, "sqlite_errorcode", 0), str(error), place)
    if isinstance(error, OSError):
        return _of_disk(error)
    state = getattr(error, "sqlstate", None)
    if type(error).__module__.partition(".")[0] == "psycopg":
        return _of_server(state if isinstance(state, str) else "", type(error).__name__)
    return None


def disk_full() -> DiskFull:
    """There is no room left."""
    return DiskFull(
        "Nothing was saved: the disk is full.",
        "Brandcraft keeps everything in its data folder and there is no room left for it.",
        "Free some space and try again; what is on screen is still there.",
    )


def _of_disk(error: OSError) -> StorageTrouble | None:
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full()
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return _read_only()
    if error.errno == errno.EIO:
        return _device()
    return None


def _of_sqlite(code: int, words: str, place: Path | None) -> StorageTrouble | None:
    family = code & 0xFF
    if family == sqlite3.SQLITE_FULL or (family == sqlite3.SQLITE_IOERR and _no_room(place)):
        return disk_full()
    if family in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return _read_only()
    if family in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return busy()
    if family in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StorageTrouble(
            "The workspace's database is damaged.",
            "Its file cannot be read as it was written; a disk or a copying program did that.",
            "Restore the newest backup (brandcraft restore FILE); this file is kept.",
        )
    if family == sqlite3.SQLITE_CANTOPEN:
        return StorageTrouble(
            "The workspace's database can't be opened.",
            "Its file or its folder is missing or not ours to read.",
            "Check the data folder and its permissions.",
        )
    if family in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM):
        return _device()
    return None


def _of_server(state: str, name: str) -> StorageTrouble | None:
    if state.startswith("53100"):
        return DiskFull(
            "Nothing was saved: the database server's disk is full.",
            "There is no room left for the shared workspace.",
            "Ask whoever runs the server to free some space, then try again.",
        )
    if state in ("55P03", "57014", "40P01", "25P03"):
        return busy()
    if state == "25006":
        return _read_only()
    if state.startswith(("08", "57P", "53", "28", "3D")) or (not state and name in _CUT_OFF):
        return StorageTrouble(
            "The shared workspace can't be reached.",
            "Its database server does not answer or refused us.",
            "Check the connection and BRANDCRAFT_DATABASE_URL; nothing was changed.",
        )
    return None


def busy() -> WorkspaceBusy:
    """Somebody else held the database for too long."""
    return WorkspaceBusy(
        "The change was not saved: the workspace is busy.",
        "Another Brandcraft process has held its database for too long.",
        "Try again; if that does not help, close other Brandcraft windows and workers.",
    )


def _read_only() -> StorageTrouble:
    return StorageTrouble(
        "The change was not saved: the workspace can't be written.",
        "Its folder, its disk or its server allows reading only.",
        "Make the data folder writable for you, or choose another with BRANDCRAFT_HOME.",
    )


def _device() -> StorageTrouble:
    return StorageTrouble(
        "The workspace's disk reports an error.",
        "Reading or writing the database failed below us.",
        "Check the disk and make a backup; nothing half-written was kept.",
    )


def _no_room(place: Path | None) -> bool:
    if place is None:
        return False
    try:
        return shutil.disk_usage(place.parent).free < _NEARLY_NOTHING
    except OSError:
        return False
