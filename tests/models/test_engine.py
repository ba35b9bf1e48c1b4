"""The database's door: durable writes, steady reads, and words for what goes wrong."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from brandcraft_desktop.errors import (
    DiskFull,
    StorageTrouble,
    WorkspaceBusy,
    WorkspaceTooNew,
)
from brandcraft_desktop.models.engine import Database
from brandcraft_desktop.models.tables import settings
from tests.models.times import StandingClock


def put(name: str, value: str = "x") -> object:
    return lambda connection: connection.execute(insert(settings).values(name=name, value=value))


def keep(database: Database, name: str, value: str = "x") -> None:
    def act(connection: Connection) -> None:
        connection.execute(insert(settings).values(name=name, value=value))

    database.write(act)


def names(database: Database) -> list[str]:
    return database.read(
        lambda connection: list(connection.scalars(select(settings.c.name).order_by("name")))
    )


def test_a_write_is_there_for_the_next_read(database: Database) -> None:
    keep(database, "one")
    assert names(database) == ["one"]


def test_every_connection_is_as_careful_as_it_must_be(database: Database) -> None:
    def ask(connection: Connection) -> list[object]:
        return [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "query_only")
        ]

    assert database.read(ask) == ["wal", 2, 1, 1]
    assert database.write(ask) == ["wal", 2, 1, 0]


def test_an_error_inside_a_write_takes_all_of_it_back(database: Database) -> None:
    def act(connection: Connection) -> None:
        connection.execute(insert(settings).values(name="half"))
        raise LookupError

    with pytest.raises(LookupError):
        database.write(act)
    assert names(database) == []


def test_our_own_mistakes_are_not_called_storage_trouble(database: Database) -> None:
    keep(database, "one")
    with pytest.raises(IntegrityError):
        keep(database, "one")
    with pytest.raises(OperationalError):
        database.read(lambda connection: connection.execute(text("SELECT nothing FROM nowhere")))


def test_a_write_in_a_read_is_refused(database: Database) -> None:
    with pytest.raises(StorageTrouble):
        database.read(lambda connection: connection.execute(insert(settings).values(name="x")))


def test_a_write_inside_a_write_is_refused_instead_of_hanging(database: Database) -> None:
    with pytest.raises(RuntimeError, match="write inside a write"):
        database.write(lambda _: keep(database, "inner"))


def test_a_read_sees_one_moment(database: Database) -> None:
    def act(connection: Connection) -> tuple[int, int]:
        before = len(connection.execute(select(settings)).all())
        keep(database, "meanwhile")
        return before, len(connection.execute(select(settings)).all())

    assert database.read(act) == (0, 0)
    assert names(database) == ["meanwhile"]


def test_reads_run_side_by_side_and_beside_a_write(database: Database) -> None:
    both = threading.Barrier(3, timeout=20)

    def meet(connection: Connection) -> int:
        connection.execute(select(settings)).all()
        return both.wait()

    threads = [threading.Thread(target=database.read, args=(meet,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    database.write(meet)
    for thread in threads:
        thread.join()


def test_what_a_person_waits_for_overtakes_the_background(database: Database) -> None:
    order: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def first(_: Connection) -> None:
        begun.set()
        go_on.wait(20)

    def note(word: str, *, person: bool) -> threading.Thread:
        def act(_: Connection) -> None:
            order.append(word)

        def run() -> None:
            database.write(act, person=person)

        return threading.Thread(target=run)

    threads = [threading.Thread(target=database.write, args=(first,))]
    threads[0].start()
    begun.wait(20)
    for word, person in (("worker", False), ("worker", False), ("person", True)):
        thread = note(word, person=person)
        thread.start()
        waiting = len(threads)
        while len(database._writer._jobs) < waiting:  # until it stands in the queue
            pass
        threads.append(thread)
    go_on.set()
    for thread in threads:
        thread.join()
    assert order == ["person", "worker", "worker"]


def test_a_full_disk_is_said_and_nothing_is_lost(database: Database) -> None:
    keep(database, "before")

    def act(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        connection.execute(insert(settings).values(name="big", value="x" * 1_000_000))

    with pytest.raises(DiskFull, match="disk is full"):
        database.write(act)
    assert names(database) == ["before"]


def test_a_damaged_file_is_said(home: Path, clock: StandingClock) -> None:
    (home / "run").mkdir()
    path = home / "brandcraft.sqlite"
    path.write_bytes(b"this was never a database" * 400)
    database = Database.open(path, clock=clock)
    with pytest.raises(StorageTrouble, match="damaged"):
        database.read(lambda connection: connection.execute(text("SELECT 1")))
    database.close()


def test_a_folder_that_is_missing_is_said(tmp_path: Path, clock: StandingClock) -> None:
    run = tmp_path / "run"
    database = Database.open(tmp_path / "nowhere" / "b.sqlite", clock=clock, run=run)
    with pytest.raises(StorageTrouble, match="can't be opened"):
        database.read(lambda connection: connection.execute(text("SELECT 1")))
    database.close()


def test_whoever_waits_too_long_for_a_turn_is_told_and_writes_nothing(
    home: Path, database: Database, clock: StandingClock
) -> None:
    impatient = Database.open(home / "brandcraft.sqlite", clock=clock, patience=0.2)
    held, go_on = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        held.set()
        go_on.wait(20)

    holder = threading.Thread(target=database.write, args=(hold,))
    holder.start()
    held.wait(20)
    with pytest.raises(WorkspaceBusy):
        keep(impatient, "late")
    go_on.set()
    holder.join()
    impatient.close()
    assert names(database) == []


def test_a_schema_that_grew_under_us_stops_every_write(home: Path, database: Database) -> None:
    with sqlite3.connect(home / "brandcraft.sqlite") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    with pytest.raises(WorkspaceTooNew):
        keep(database, "old worker")


def test_after_closing_nothing_is_accepted(home: Path, clock: StandingClock) -> None:
    database = Database.open(home / "b.sqlite", clock=clock)
    database.close()
    with pytest.raises(RuntimeError, match="closed"):
        keep(database, "x")
