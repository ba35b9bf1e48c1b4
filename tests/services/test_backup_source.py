"""What lies in a copy, and that a copy of the database alone comes back like a whole backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import BadInput, NotFound, StorageTrouble, WorkspaceTooNew
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import settings
from brandcraft_desktop.services.backup import backup, daily
from brandcraft_desktop.services.backup_source import inside
from brandcraft_desktop.services.backups import kept
from brandcraft_desktop.services.restoring import restore
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.models.times import StandingClock
from tests.ui.publisher.world import add_accounts, add_post


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def workspace(home: Path, clock: StandingClock) -> Iterator[Workspace]:
    opened = open_workspace(Home(home), clock=clock)
    yield opened
    close(opened)


def kept_copy(home: Path, clock: StandingClock) -> Path:
    """The copy of a day, made of a workspace with one setting."""
    opened = open_workspace(Home(home), clock=clock)
    try:
        settings.put(opened, settings.HOURLY_CAP, 11)
        made = daily(opened)
        assert made is not None
        settings.put(opened, settings.HOURLY_CAP, 22)
        return made
    finally:
        close(opened)


def test_what_lies_in_either_kind_is_counted(workspace: Workspace, tmp_path: Path) -> None:
    accounts = add_accounts(workspace)
    add_post(workspace, accounts, "Planned", at=workspace.clock.now() + timedelta(hours=3))
    add_post(workspace, accounts, "A draft", at=None, status=D.DRAFT)
    workspace.store.add_bytes(b"a picture")
    whole = tmp_path / "backup.zip"
    backup(workspace, whole)
    copy = daily(workspace)
    assert copy is not None
    for file, files in ((whole, 1), (copy, 0)):
        found = inside(workspace.home, file)
        assert (found.posts, found.waiting, found.files) == (2, 1, files)
        assert found.accounts == len(accounts)
    assert inside(workspace.home, whole).at == workspace.clock.now()
    assert not list(workspace.home.run.glob("tmp*"))


def test_a_copy_of_the_day_comes_back_in_an_epoch_of_its_own(
    home: Path, clock: StandingClock
) -> None:
    copy = kept_copy(home, clock)
    clock.move(timedelta(hours=1))
    done = restore(Home(home), copy, clock=clock)
    assert done.epoch == 2
    assert done.kept_aside is not None
    opened = open_workspace(Home(home), clock=clock)
    try:
        assert settings.get(opened, settings.HOURLY_CAP) == 11
    finally:
        close(opened)
    with closing(sqlite3.connect(done.kept_aside)) as kept:
        assert kept.execute("SELECT value FROM settings").fetchall() == [("22",)]


def test_a_database_that_is_no_workspace_is_refused(home: Path, tmp_path: Path) -> None:
    Home(home).prepare()
    strange = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(strange)) as made, made:
        made.execute("CREATE TABLE songs (name TEXT)")
    with pytest.raises(BadInput, match="not a Brandcraft backup"):
        inside(Home(home), strange)
    with pytest.raises(BadInput, match="not a Brandcraft backup"):
        restore(Home(home), strange)
    with pytest.raises(NotFound):
        inside(Home(home), tmp_path / "gone.sqlite")


def test_a_database_with_something_hidden_in_it_changes_nothing(
    home: Path, clock: StandingClock
) -> None:
    copy = kept_copy(home, clock)
    with closing(sqlite3.connect(copy)) as made, made:
        made.execute("CREATE TRIGGER t AFTER UPDATE ON workspace BEGIN DELETE FROM settings; END")
    before = (home / "brandcraft.sqlite").read_bytes()
    for call in (inside, restore):
        with pytest.raises(BadInput, match="not one of Brandcraft's"):
            call(Home(home), copy)
    assert (home / "brandcraft.sqlite").read_bytes() == before


def test_a_view_that_never_ends_does_not_hold_us(home: Path, tmp_path: Path) -> None:
    Home(home).prepare()
    endless = tmp_path / "endless.sqlite"
    with closing(sqlite3.connect(endless)) as made, made:
        made.execute("CREATE TABLE workspace (id TEXT, epoch INTEGER, machine TEXT)")
        made.execute(
            "CREATE VIEW alembic_version AS WITH RECURSIVE n(x) AS"
            " (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) AS version_num FROM n"
        )
    with pytest.raises(BadInput):
        inside(Home(home), endless)


def test_a_copy_of_a_newer_program_is_refused(home: Path, clock: StandingClock) -> None:
    copy = kept_copy(home, clock)
    with closing(sqlite3.connect(copy)) as made, made:
        made.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(WorkspaceTooNew):
        restore(Home(home), copy)


def test_a_damaged_copy_changes_nothing(home: Path, clock: StandingClock) -> None:
    copy = kept_copy(home, clock)
    data = bytearray(copy.read_bytes())
    data[8192:] = bytes(len(data) - 8192)
    copy.write_bytes(data)
    before = (home / "brandcraft.sqlite").read_bytes()
    with pytest.raises(BadInput) as refused:
        restore(Home(home), copy, clock=clock)
    assert "nothing was changed" in refused.value.message
    assert (home / "brandcraft.sqlite").read_bytes() == before


def test_the_age_is_that_of_the_file(home: Path, clock: StandingClock) -> None:
    copy = kept_copy(home, clock)
    made = datetime.fromtimestamp(copy.stat().st_mtime, UTC)
    assert inside(Home(home), copy).at == made


def test_a_copy_with_damaged_pages_is_told_in_words(home: Path, clock: StandingClock) -> None:
    copy = kept_copy(home, clock)
    with closing(sqlite3.connect(copy)) as made:
        (page,) = made.execute("SELECT rootpage FROM sqlite_master WHERE name = 'posts'").fetchone()
        (size,) = made.execute("PRAGMA page_size").fetchone()
    data = bytearray(copy.read_bytes())
    data[(page - 1) * size : page * size] = bytes(size)
    copy.write_bytes(data)
    with pytest.raises(StorageTrouble, match="damaged"):
        inside(Home(home), copy)


def test_a_copy_whose_last_changes_lie_beside_it_is_refused(
    home: Path, clock: StandingClock
) -> None:
    copy = kept_copy(home, clock)
    copy.with_name(f"{copy.name}-wal").write_bytes(b"the last changes")
    for call in (inside, restore):
        with pytest.raises(BadInput, match="not whole by itself"):
            call(Home(home), copy)
    assert [one.whole for one in kept(Home(home)) if one.file == copy] == [False]
