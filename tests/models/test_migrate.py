"""Opening makes, migrates or refuses; it never loses a row."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, insert, select

from brandcraft_desktop.errors import (
    StorageTrouble,
    WorkspaceBusy,
    WorkspaceTooNew,
    WorkspaceUnsafe,
)
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.backup import verify
from brandcraft_desktop.models.drivers import migrating_engine
from brandcraft_desktop.models.engine import Database
from brandcraft_desktop.models.migrate import RESTORING, exclusive_opening, opening, run_migrations
from brandcraft_desktop.models.schema import SCHEMA
from brandcraft_desktop.paths import Home
from tests.models.times import StandingClock

OLD = "0001"


@contextmanager
def opened(home: Path, clock: StandingClock) -> Iterator[Database]:
    place = Home(home)
    with opening(place, place.database, clock=clock) as database:
        pass
    try:
        yield database
    finally:
        database.close()


def make_old(home: Path) -> None:
    """A workspace as an older program left it, with something in it."""
    engine = migrating_engine(home / "brandcraft.sqlite")
    with engine.begin() as connection:
        run_migrations(connection, OLD)
        connection.execute(insert(tables.settings).values(name="kept", value="yes"))
    engine.dispose()


def shape(path: Path) -> dict[str, str]:
    """Everything in a file's schema, with white space and quotes of no matter taken out."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()
    return {name: " ".join(sql.replace('"', "").split()) for name, sql in rows}


def test_a_new_home_gets_the_newest_tables(home: Path, clock: StandingClock) -> None:
    with opened(home, clock) as database:
        assert database.read(lambda c: c.execute(select(tables.posts)).all()) == []
    assert (home / "brandcraft.sqlite").exists()
    assert not list((home / "backups").iterdir())


def test_the_folders_are_for_their_owner_alone(home: Path, clock: StandingClock) -> None:
    with opened(home, clock):
        for folder in ("media", "backups", "logs", "run", "cache"):
            assert (home / folder).stat().st_mode & 0o777 == 0o700


def test_migrating_from_nothing_gives_what_the_tables_say(
    home: Path, clock: StandingClock, tmp_path: Path
) -> None:
    with opened(home, clock):
        pass
    migrated = tmp_path / "migrated.sqlite"
    engine = migrating_engine(migrated)
    with engine.begin() as connection:
        run_migrations(connection)
    engine.dispose()
    made = shape(home / "brandcraft.sqlite")
    later = shape(migrated)
    assert set(made) == set(later)
    for name in made:
        if name.startswith("ix_"):
            assert made[name] == later[name]


# Of an index on an expression SQLite tells only its text, which the test above compares.
unreflected = pytest.mark.filterwarnings("ignore:.*expression-based index")


@unreflected
def test_alembic_finds_nothing_to_add(home: Path, clock: StandingClock, tmp_path: Path) -> None:
    engine = migrating_engine(tmp_path / "m.sqlite")
    with engine.begin() as connection:
        run_migrations(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.workspace.metadata) == []
    engine.dispose()


def test_an_old_workspace_is_backed_up_then_migrated(home: Path, clock: StandingClock) -> None:
    make_old(home)
    with opened(home, clock) as database:
        kept = database.read(lambda c: c.scalar(select(tables.settings.c.value)))
        database.read(lambda c: c.execute(select(tables.posts)).all())
    assert kept == "yes"
    (backup,) = (home / "backups").iterdir()
    assert backup.name == f"before-{SCHEMA}-20270314T120000Z.sqlite"
    assert verify(backup)["settings"] == 1
    assert "posts" not in shape(backup)


def test_a_migration_that_fails_changes_nothing(home: Path, clock: StandingClock) -> None:
    make_old(home)
    with closing(sqlite3.connect(home / "brandcraft.sqlite")) as connection:
        connection.execute("CREATE TABLE posts (in_the_way TEXT)")
    before = shape(home / "brandcraft.sqlite")
    with pytest.raises(Exception, match="already exists"), opened(home, clock):
        pass
    assert shape(home / "brandcraft.sqlite") == before


def test_a_migration_waits_for_nobody_who_is_still_working(
    home: Path, clock: StandingClock
) -> None:
    make_old(home)
    (home / "run").mkdir(mode=0o700)
    with exclusive_opening(Home(home)) as in_use:
        in_use.acquire(shared=True)
    with pytest.raises(WorkspaceBusy, match="can't be opened") as caught, opened(home, clock):
        pass
    assert "Close every other" in caught.value.action
    in_use.close()
    with opened(home, clock):
        pass


def test_a_newer_workspace_is_refused_untouched(home: Path, clock: StandingClock) -> None:
    with opened(home, clock):
        pass
    with closing(sqlite3.connect(home / "brandcraft.sqlite")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(WorkspaceTooNew), opened(home, clock):
        pass


def test_somebody_elses_database_is_refused(home: Path, clock: StandingClock) -> None:
    with closing(sqlite3.connect(home / "brandcraft.sqlite")) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(WorkspaceUnsafe, match="not a Brandcraft"), opened(home, clock):
        pass


def test_a_damaged_database_is_said(home: Path, clock: StandingClock) -> None:
    (home / "brandcraft.sqlite").write_bytes(b"nothing of ours " * 1000)
    with pytest.raises(StorageTrouble, match="damaged"), opened(home, clock):
        pass


def test_a_home_that_is_being_restored_is_refused_at_once(home: Path, clock: StandingClock) -> None:
    (home / "run").mkdir(mode=0o700)
    from brandcraft_desktop.file_lock import FileLock

    lock = FileLock(home / "run" / "opening.lock")
    lock.acquire()
    lock.write(RESTORING)
    with pytest.raises(WorkspaceBusy, match="can't be opened"), opened(home, clock):
        pass
    lock.close()


def test_two_processes_may_make_the_same_home_at_once(home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from brandcraft_desktop.paths import Home\n"
        "from brandcraft_desktop.models.migrate import opening\n"
        "from brandcraft_desktop.services.clock import SystemClock\n"
        "home = Home(Path(sys.argv[1]))\n"
        "with opening(home, home.database, clock=SystemClock()) as database: pass\n"
        "database.close()\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, str(home)]) for _ in range(3)]
    assert [process.wait(60) for process in both] == [0, 0, 0]


def test_opening_a_current_database_is_quick_and_needs_no_alembic(
    home: Path, clock: StandingClock
) -> None:
    with opened(home, clock):
        pass
    code = (
        "import sys, time; from pathlib import Path; from brandcraft_desktop.paths import Home\n"
        "from brandcraft_desktop.models.migrate import opening\n"
        "from brandcraft_desktop.services.clock import SystemClock\n"
        "home = Home(Path(sys.argv[1]))\n"
        "with opening(home, home.database, clock=SystemClock()) as database: pass\n"
        "database.close()\n"
        "assert 'alembic' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code, str(home)], check=True, timeout=60)
    taken = []
    for _ in range(5):
        begin = time.thread_time()
        with opened(home, clock):
            taken.append(time.thread_time() - begin)
    assert min(taken) < 0.030


def test_dropping_and_remaking_a_table_keeps_what_hangs_on_it(
    home: Path, clock: StandingClock
) -> None:
    """Migrations run without foreign keys, and a dangling row stops them."""
    with opened(home, clock) as database:

        def act(connection: Connection) -> None:
            connection.execute(
                insert(tables.secrets).values(
                    account_id="nobody", name="x", sealed=b"", key_number=1, updated_at=clock.now()
                )
            )

        with pytest.raises(StorageTrouble, match="brought up to date"):
            database.migrate(act)
        assert database.read(lambda c: c.execute(select(tables.secrets)).all()) == []


FIXTURES = sorted((Path(__file__).parents[1] / "fixtures" / "databases").glob("*.sqlite"))


@unreflected
@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_every_released_schema_becomes_the_present_one(
    fixture: Path, home: Path, clock: StandingClock, tmp_path: Path
) -> None:
    shutil.copy(fixture, home / "brandcraft.sqlite")
    with opened(home, clock):
        pass
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    with opened(fresh, clock):
        pass
    engine = create_engine(f"sqlite:///{home / 'brandcraft.sqlite'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.workspace.metadata) == []
    engine.dispose()
    assert set(shape(home / "brandcraft.sqlite")) == set(shape(fresh / "brandcraft.sqlite"))
