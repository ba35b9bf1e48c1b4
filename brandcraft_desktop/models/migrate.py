"""Opening a database: made where it is missing, brought up to date where it is old.

A current one costs one plain query; Alembic is loaded only for a real migration.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import WorkspaceBusy
from brandcraft_desktop.file_lock import FileLock
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.backup import copy_database
from brandcraft_desktop.models.drivers import IN_USE
from brandcraft_desktop.models.engine import Database
from brandcraft_desktop.models.places import check_folder
from brandcraft_desktop.models.schema import SCHEMA, stored_schema, too_new
from brandcraft_desktop.models.trouble import as_trouble
from brandcraft_desktop.paths import Home

RESTORING = "restoring"


@contextmanager
def opening(home: Home, url_or_path: str | Path, *, clock: Clock) -> Iterator[Database]:
    """A database ready for use; while the context lasts no other process opens this home.

    It stays open afterwards and marks the home as in use until it is closed; an error inside the
    context closes it. Raises the family of `errors.StorageTrouble`.
    """
    with exclusive_opening(home) as in_use:
        shutil.rmtree(home.restoring, ignore_errors=True)  # of a restore that was killed
        database = Database.open(url_or_path, clock=clock, run=home.run)
        try:
            upgrade(database, home, clock, in_use=in_use)
            in_use.acquire(shared=True)
            yield database
        except BaseException:
            database.close()
            in_use.close()
            raise
        database.keep(in_use)


@contextmanager
def exclusive_opening(home: Home, *, purpose: str = "") -> Iterator[FileLock]:
    """Only one process at a time is between the first look at a home and having it open.

    With the purpose RESTORING the others do not wait but hear of it.

    Gives the lock that every process with this home open holds shared, not taken yet. Raises
    `errors.WorkspaceBusy` while a backup is being restored.
    """
    try:
        home.prepare()
        mutex = FileLock(home.run / "opening.lock")
        in_use = FileLock(home.run / "workspace.lock")
    except OSError as error:
        trouble = as_trouble(error, None)
        if trouble is None:
            raise
        raise trouble from error
    try:
        if not mutex.acquire(wait=False):
            if mutex.read() == RESTORING:
                raise _busy("A backup is being restored.", "Wait until that is done.")
            mutex.acquire()
        mutex.write(purpose)
        yield in_use
        mutex.write("")
    finally:
        mutex.close()


def upgrade(
    database: Database, home: Home, clock: Clock, *, in_use: FileLock | None = None
) -> None:
    """Make the tables, or migrate them to this program's schema behind a verified backup.

    `in_use` is the lock that others hold while they have the workspace open: a migration needs it
    alone. Raises `errors.WorkspaceTooNew`, `WorkspaceUnsafe`, `WorkspaceBusy`.
    """
    if database.path is not None:
        check_folder(home.root)
    found = database.read(stored_schema)
    if found > SCHEMA:
        raise too_new()
    if found == "":
        database.migrate(create_tables)
    elif found < SCHEMA:
        if in_use is not None and not in_use.acquire(wait=False):
            raise _busy(
                "The workspace must be brought up to date first.",
                "Close every other Brandcraft window and worker, then start again.",
            )
        if database.path is not None:
            stamp = clock.now().strftime("%Y%m%dT%H%M%SZ")
            copy_database(database.path, home.backups / f"before-{SCHEMA}-{stamp}.sqlite")
        database.migrate(_migrate)
    elif database.path is None:
        database.migrate(lambda connection: None)  # connects, which shows the others we are here


def create_tables(connection: Connection) -> None:
    """Make the newest tables in an empty database."""
    if stored_schema(connection):  # another computer was faster on the same server
        return
    tables.workspace.metadata.create_all(connection)
    connection.execute(
        text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    )
    stamp(connection, SCHEMA)


def stamp(connection: Connection, number: str) -> None:
    """Note the schema number in a database just made."""
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:number)"), {"number": number}
    )


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        alone = connection.execute(text(f"SELECT pg_try_advisory_xact_lock({IN_USE})"))
        if not alone.scalar_one():
            raise _busy(
                "The shared workspace must be brought up to date first.",
                "Close Brandcraft on every computer that shares it, then start again.",
            )
    run_migrations(connection)


def run_migrations(connection: Connection, target: str = "head") -> None:
    """Run Alembic's scripts inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _busy(cause: str, action: str) -> WorkspaceBusy:
    return WorkspaceBusy("The workspace can't be opened right now.", cause, action)
