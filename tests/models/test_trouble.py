"""Each failure of a disk or a server has words of its own."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from brandcraft_desktop.errors import DiskFull, StorageTrouble, WorkspaceBusy
from brandcraft_desktop.models.trouble import as_trouble


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("raw words nobody should read")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_BUSY, WorkspaceBusy),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, WorkspaceBusy),
        (sqlite3.SQLITE_LOCKED, WorkspaceBusy),
        (sqlite3.SQLITE_READONLY, StorageTrouble),
        (sqlite3.SQLITE_CORRUPT, StorageTrouble),
        (sqlite3.SQLITE_NOTADB, StorageTrouble),
        (sqlite3.SQLITE_CANTOPEN, StorageTrouble),
        (sqlite3.SQLITE_IOERR, StorageTrouble),
    ],
)
def test_sqlite(code: int, kind: type[StorageTrouble], tmp_path: Path) -> None:
    error = DBAPIError("SELECT 1", None, sqlite_error(code))
    found = as_trouble(error, tmp_path / "b.sqlite")
    assert type(found) is kind
    assert "raw words" not in found.message
    assert found.cause
    assert found.action


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, StorageTrouble),
        (errno.EACCES, StorageTrouble),
        (errno.EIO, StorageTrouble),
    ],
)
def test_disk(number: int, kind: type[StorageTrouble]) -> None:
    assert type(as_trouble(OSError(number, "x"), None)) is kind


def test_what_is_not_the_disks_fault_stays_what_it_is() -> None:
    assert as_trouble(sqlite_error(sqlite3.SQLITE_ERROR), None) is None
    assert as_trouble(sqlite_error(sqlite3.SQLITE_CONSTRAINT_UNIQUE), None) is None
    assert as_trouble(FileNotFoundError(errno.ENOENT, "x"), None) is None
    assert as_trouble(KeyError("x"), None) is None
