"""The same workspace on a real PostgreSQL server, shared by several processes."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, delete, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from brandcraft_desktop.domain.events import DeliveryProgress, Event, PostChanged
from brandcraft_desktop.errors import (
    StorageTrouble,
    WorkspaceBusy,
    WorkspaceTooNew,
    WorkspaceUnsafe,
)
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.engine import Database
from brandcraft_desktop.models.migrate import opening, run_migrations
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import events, settings
from brandcraft_desktop.services.backup import backup, restore
from brandcraft_desktop.services.transaction import change
from brandcraft_desktop.services.workspace import (
    Workspace,
    close,
    open_workspace,
    publishing_allowed,
    who,
)
from tests.models.times import StandingClock
from tests.services.processes import other_process


@pytest.fixture
def workspace(home: Path, postgres_url: str) -> Iterator[Workspace]:
    """A new workspace on the server."""
    opened = open_workspace(Home(home), clock=StandingClock(), database_url=postgres_url)
    yield opened
    close(opened)


def test_it_works_like_the_one_in_a_file(workspace: Workspace) -> None:
    assert workspace.database.dialect == "postgresql"
    assert who(workspace).epoch == 1
    assert publishing_allowed(workspace)
    settings.put(workspace, settings.HOURLY_CAP, 7)
    assert settings.get(workspace, settings.HOURLY_CAP) == 7
    (stored,) = events.since(workspace, 0)
    assert stored.at == workspace.clock.now()


def test_migrating_from_nothing_gives_what_the_tables_say(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        run_migrations(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.workspace.metadata) == []
    engine.dispose()


def test_the_database_itself_allows_one_job_an_account(workspace: Workspace) -> None:
    now = workspace.clock.now()

    def act(connection: Connection) -> None:
        connection.execute(
            insert(tables.accounts).values(
                id="a", platform="x", remote_id="r", state="connected", created_at=now
            )
        )
        for post in ("p", "q"):
            connection.execute(
                insert(tables.posts).values(
                    id=post, stage="committed", origin="own", created_at=now, updated_at=now
                )
            )
            connection.execute(
                insert(tables.deliveries).values(
                    id=post,
                    post_id=post,
                    account_id="a",
                    status="publishing",
                    lease_owner="me",
                    created_at=now,
                )
            )

    with pytest.raises(IntegrityError):
        workspace.database.write(act)


def test_a_read_sees_one_moment_and_cannot_write(workspace: Workspace) -> None:
    def act(connection: Connection) -> tuple[int, int]:
        count = select(func.count()).select_from(tables.settings)
        before = connection.scalar(count)
        settings.put(workspace, settings.LANES, 4)
        return before or 0, connection.scalar(count) or 0

    assert workspace.database.read(act) == (0, 0)
    with pytest.raises(StorageTrouble):
        workspace.database.read(lambda c: c.execute(delete(tables.settings)))


def test_writers_on_the_server_take_turns(workspace: Workspace, home: Path) -> None:
    """What one counts before it inserts stays true, and event numbers grow as they commit."""
    second = open_workspace(
        Home(home),
        clock=workspace.clock,
        database_url=workspace.database.server_address().replace(
            "postgresql://", "postgresql+psycopg://"
        ),
    )

    def act(connection: Connection) -> None:
        count = connection.scalar(select(func.count()).select_from(tables.settings))
        connection.execute(insert(tables.settings).values(name=f"row {count}"))

    def work(mine: Workspace) -> None:
        for _ in range(50):
            mine.database.write(act)

    threads = [threading.Thread(target=work, args=(each,)) for each in (workspace, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close(second)
    names = workspace.database.read(lambda c: set(c.scalars(select(tables.settings.c.name))))
    assert names == {f"row {number}" for number in range(100)}


def test_processes_hear_each_other_through_the_server(
    workspace: Workspace, tmp_path: Path, postgres_url: str
) -> None:
    heard: queue.Queue[Event] = queue.Queue()
    workspace.bus.subscribe(heard.put)
    with other_process(tmp_path / "another computer", postgres_url) as other:
        change(workspace, lambda _, emit: emit(PostChanged("ours")))
        assert other.ask("hear 1") == repr(PostChanged("ours"))
        other.ask("emit theirs")
        other.ask("progress")
        assert heard.get(timeout=30) == PostChanged("ours")
        assert heard.get(timeout=30) == PostChanged("theirs")
        assert heard.get(timeout=30) == DeliveryProgress("d", "p", 5, 9, "Uploading é")
        assert workspace.alive(other.ask("owner"))
    assert heard.empty()


def test_a_listener_whose_connection_is_cut_comes_back(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brandcraft_desktop.models.channel._PAUSE", 0.05)
    heard: queue.Queue[Event] = queue.Queue()
    workspace.bus.subscribe(heard.put)
    workspace.database.write(
        lambda c: c.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
            )
        ).all()
    )
    # Written as another process would: our own are told directly.
    workspace.database.write(
        lambda c: events.record(c, [PostChanged("missed")], source="else", at=workspace.clock.now())
    )
    assert heard.get(timeout=30) == PostChanged("missed")


def test_a_migration_is_refused_while_another_computer_is_working(
    workspace: Workspace, tmp_path: Path, postgres_url: str
) -> None:
    settings.put(workspace, settings.LANES, 4)
    workspace.database.migrate(
        lambda c: c.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    )
    with pytest.raises(WorkspaceBusy):
        open_workspace(Home(tmp_path / "b"), clock=workspace.clock, database_url=postgres_url)


def test_a_newer_schema_is_refused_also_in_the_middle_of_work(
    workspace: Workspace, tmp_path: Path, postgres_url: str
) -> None:
    workspace.database.migrate(
        lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    )
    with pytest.raises(WorkspaceTooNew):
        settings.put(workspace, settings.LANES, 4)
    with pytest.raises(WorkspaceTooNew):
        open_workspace(Home(tmp_path / "b"), clock=workspace.clock, database_url=postgres_url)


def test_somebody_elses_database_is_refused(tmp_path: Path, postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE posts (id INT)"))
    engine.dispose()
    home = Home(tmp_path / "home")
    with (
        pytest.raises(WorkspaceUnsafe, match="not a Brandcraft"),
        opening(home, postgres_url, clock=StandingClock()),
    ):
        pass


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    address = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    database = Database.open(address, clock=StandingClock())
    with pytest.raises(StorageTrouble, match="can't be reached"):
        database.read(lambda c: c.execute(text("SELECT 1")))
    database.close()


def test_a_backup_of_the_server_opens_as_a_file(
    workspace: Workspace, tmp_path: Path, home: Path
) -> None:
    settings.put(workspace, settings.LANES, 4)
    stored = workspace.store.add_bytes(b"bytes of a photo")
    done = backup(workspace, tmp_path / "shared.zip")
    assert done.media == 1
    restore(Home(tmp_path / "alone"), tmp_path / "shared.zip", clock=StandingClock())
    alone = open_workspace(Home(tmp_path / "alone"), clock=StandingClock())
    try:
        assert alone.id == workspace.id
        assert settings.get(alone, settings.LANES) == 4
        assert alone.store.has(stored.sha256)
        assert [each.event for each in events.since(alone, 0)] == [
            each.event for each in events.since(workspace, 0)
        ]
        # The server goes on publishing until somebody says that this computer shall.
        assert not publishing_allowed(alone)
    finally:
        close(alone)
