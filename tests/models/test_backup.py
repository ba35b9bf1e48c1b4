"""Copies are consistent, verified, whole or absent."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from brandcraft_desktop.errors import StorageTrouble
from brandcraft_desktop.models.backup import copy_database, verify
from brandcraft_desktop.models.engine import Database
from brandcraft_desktop.models.tables import settings


def pair(database: Database, number: int) -> None:
    """Two rows that belong together."""

    def act(connection: Connection) -> None:
        for half in ("left", "right"):
            connection.execute(insert(settings).values(name=f"{half} {number}"))

    database.write(act)


def test_a_copy_taken_amid_writes_holds_whole_transactions(
    home: Path, database: Database, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            pair(database, number)
            number += 1

    thread = threading.Thread(target=write)
    pair(database, -1)
    thread.start()
    try:
        for number in range(5):
            target = tmp_path / f"{number}.sqlite"
            counts = copy_database(home / "brandcraft.sqlite", target)
            assert counts["settings"] % 2 == 0
            assert verify(target) == counts
    finally:
        stop.set()
        thread.join()


def test_a_copy_is_one_private_file(home: Path, database: Database, tmp_path: Path) -> None:
    pair(database, 1)
    target = tmp_path / "copies" / "one.sqlite"
    target.parent.mkdir()
    copy_database(home / "brandcraft.sqlite", target)
    assert [path.name for path in target.parent.iterdir()] == ["one.sqlite"]
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_flipped_page_is_noticed(home: Path, database: Database, tmp_path: Path) -> None:
    for number in range(500):
        pair(database, number)
    target = tmp_path / "one.sqlite"
    copy_database(home / "brandcraft.sqlite", target)
    data = bytearray(target.read_bytes())
    for place in range(4096, len(data), 4096):
        data[place : place + 64] = os.urandom(64)
    target.write_bytes(data)
    with pytest.raises(StorageTrouble, match="damaged"):
        verify(target)


def test_a_backup_that_cannot_be_written_is_said(home: Path, database: Database) -> None:
    pair(database, 1)
    with pytest.raises(StorageTrouble):
        copy_database(home / "brandcraft.sqlite", Path("/proc/self/nowhere.sqlite"))
