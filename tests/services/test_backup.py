"""A backup holds everything, is read back, and comes in again without losing what was there."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.errors import (
    BadInput,
    NotFound,
    Refused,
    StorageTrouble,
    WorkspaceBusy,
    WorkspaceTooNew,
)
from brandcraft_desktop.models.backup import verify
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import machine, settings, vault
from brandcraft_desktop.services.backup import backup, daily, restore
from brandcraft_desktop.services.workspace import (
    Workspace,
    close,
    open_workspace,
    publishing_allowed,
    who,
)
from tests.models.times import StandingClock
from tests.services.processes import other_process

PHOTO = b"not really a photo, but bytes are bytes" * 1000
PASSPHRASE = "four quiet random words"


@pytest.fixture
def clock() -> StandingClock:
    """Noon of a day, until a test moves it."""
    return StandingClock()


@contextmanager
def opened(home: Path, clock: StandingClock) -> Iterator[Workspace]:
    workspace = open_workspace(Home(home), clock=clock, passphrase=PASSPHRASE)
    try:
        yield workspace
    finally:
        close(workspace)


@pytest.fixture
def file(home: Path, clock: StandingClock, tmp_path: Path) -> Path:
    """A backup of a workspace with a setting and a photo."""
    target = tmp_path / "backup.zip"
    with opened(home, clock) as workspace:
        settings.put(workspace, settings.HOURLY_CAP, 11)
        workspace.store.add_bytes(PHOTO)
        done = backup(workspace, target)
    assert done.media == 1
    assert done.bytes == target.stat().st_size
    return target


def rewritten(file: Path, target: Path, change: dict[str, bytes | None]) -> Path:
    """The same backup with some parts replaced, or left out."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change.get(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name in set(change) - set(old.namelist()):
            new.writestr(name, change[name] or b"")
    return target


def test_a_backup_comes_back_in_an_empty_home(
    file: Path, tmp_path: Path, clock: StandingClock
) -> None:
    clock.move(timedelta(hours=1))
    done = restore(Home(tmp_path / "new"), file, clock=clock)
    assert (done.kept_aside, done.epoch, done.media) == (None, 2, 1)
    with opened(tmp_path / "new", clock) as workspace:
        assert settings.get(workspace, settings.HOURLY_CAP) == 11
        (digest,) = workspace.store.contents()
        assert workspace.store.path(digest).read_bytes() == PHOTO
        assert who(workspace).epoch == 2
        assert who(workspace).restored_at == clock.now()
        assert publishing_allowed(workspace)


def test_what_is_replaced_is_kept_aside(home: Path, file: Path, clock: StandingClock) -> None:
    with opened(home, clock) as workspace:
        settings.put(workspace, settings.HOURLY_CAP, 22)
        newer = workspace.store.add_bytes(b"imported after the backup").sha256
    done = restore(Home(home), file, clock=clock)
    assert done.kept_aside is not None
    with closing(sqlite3.connect(done.kept_aside)) as kept:
        assert kept.execute("SELECT value FROM settings").fetchall() == [("22",)]
    with opened(home, clock) as workspace:
        assert settings.get(workspace, settings.HOURLY_CAP) == 11
        assert workspace.store.has(newer)
    assert not (home / ".restoring").exists()


def test_each_restore_begins_an_epoch_of_its_own(
    home: Path, file: Path, clock: StandingClock
) -> None:
    assert [restore(Home(home), file, clock=clock).epoch for _ in range(3)] == [2, 3, 4]


def test_a_backup_of_another_computer_asks_who_publishes(
    file: Path, tmp_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "machine_number", lambda: "another computer")
    done = restore(Home(tmp_path / "new"), file, clock=clock)
    assert any("another computer" in notice for notice in done.notices)
    with opened(tmp_path / "new", clock) as workspace:
        assert not publishing_allowed(workspace)


def test_a_running_workspace_is_not_overwritten(
    home: Path, file: Path, clock: StandingClock
) -> None:
    with opened(home, clock) as workspace:
        with pytest.raises(WorkspaceBusy, match="in use"):
            restore(Home(home), file, clock=clock)
        assert who(workspace).epoch == 1
    with other_process(home), pytest.raises(WorkspaceBusy, match="in use"):
        restore(Home(home), file, clock=clock)
    assert restore(Home(home), file, clock=clock).epoch == 2


def test_a_damaged_workspace_can_be_restored_and_its_remains_are_kept(
    home: Path, file: Path, clock: StandingClock
) -> None:
    (home / "brandcraft.sqlite").write_bytes(b"a disk went mad " * 4096)
    (home / "brandcraft.sqlite-wal").write_bytes(b"stale")
    done = restore(Home(home), file, clock=clock)
    assert done.kept_aside is not None
    assert done.kept_aside.read_bytes().startswith(b"a disk went mad")
    with opened(home, clock) as workspace:
        assert settings.get(workspace, settings.HOURLY_CAP) == 11


@pytest.mark.parametrize("place", ["brandcraft.sqlite", "media"])
def test_a_damaged_backup_changes_nothing(
    home: Path, file: Path, tmp_path: Path, clock: StandingClock, place: str
) -> None:
    with zipfile.ZipFile(file) as packed:
        name = next(each for each in packed.namelist() if each.startswith(place))
    broken = rewritten(file, tmp_path / "broken.zip", {name: b"something else"})
    before = (home / "brandcraft.sqlite").read_bytes()
    with pytest.raises(StorageTrouble, match="damaged"):
        restore(Home(home), broken, clock=clock)
    assert (home / "brandcraft.sqlite").read_bytes() == before
    assert not (home / ".restoring").exists()


def test_a_torn_file_is_no_backup(home: Path, file: Path, clock: StandingClock) -> None:
    data = file.read_bytes()
    for size in (0, 10, len(data) // 2, len(data) - 5):
        file.write_bytes(data[:size])
        with pytest.raises(BadInput, match="not a Brandcraft backup"):
            restore(Home(home), file, clock=clock)


def test_a_flipped_bit_is_noticed(home: Path, file: Path, clock: StandingClock) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises((StorageTrouble, BadInput)):
        restore(Home(home), file, clock=clock)


@pytest.mark.parametrize("name", ["../outside", "media/../../x", "/etc/x", "run/vault.lock"])
def test_a_name_that_leads_elsewhere_is_refused(
    home: Path, file: Path, tmp_path: Path, clock: StandingClock, name: str
) -> None:
    with zipfile.ZipFile(file) as packed:
        manifest = json.loads(packed.read("manifest.json"))
    manifest["files"][name] = ["0" * 64, 0]
    evil = rewritten(
        file, tmp_path / "evil.zip", {"manifest.json": json.dumps(manifest).encode(), name: b""}
    )
    with pytest.raises(BadInput, match="not a Brandcraft backup"):
        restore(Home(home), evil, clock=clock)


def test_a_backup_of_a_newer_program_is_refused(
    home: Path, file: Path, tmp_path: Path, clock: StandingClock
) -> None:
    with zipfile.ZipFile(file) as packed:
        manifest = json.loads(packed.read("manifest.json")) | {"schema": "9999"}
    newer = rewritten(
        file, tmp_path / "newer.zip", {"manifest.json": json.dumps(manifest).encode()}
    )
    with pytest.raises(WorkspaceTooNew):
        restore(Home(home), newer, clock=clock)


def test_a_missing_file_and_a_missing_folder_are_said(
    home: Path, tmp_path: Path, clock: StandingClock
) -> None:
    with pytest.raises(NotFound):
        restore(Home(home), tmp_path / "nothing.zip", clock=clock)
    with opened(home, clock) as workspace, pytest.raises(BadInput) as caught:
        backup(workspace, tmp_path / "nowhere" / "x.zip")
    assert caught.value.field == "file"


def test_a_server_is_never_restored_onto(
    home: Path, file: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRANDCRAFT_DATABASE_URL", "postgresql+psycopg://x@127.0.0.1/x")
    with pytest.raises(Refused):
        restore(Home(home), file, clock=clock)


def test_an_older_backup_of_that_name_is_replaced_only_by_a_whole_one(
    home: Path, file: Path, clock: StandingClock, tmp_path: Path
) -> None:
    before = file.read_bytes()
    with opened(home, clock) as workspace:
        (digest,) = workspace.store.contents()
        path = workspace.store.path(digest)
        path.unlink()
        path.mkdir()  # cannot be read as a file
        with pytest.raises((StorageTrouble, OSError)):
            backup(workspace, file)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [file.name]


def test_a_passphrase_takes_the_key_along(home: Path, tmp_path: Path, clock: StandingClock) -> None:
    target = tmp_path / "portable.zip"
    with opened(home, clock) as workspace:
        workspace.vault.ready()
        done = backup(workspace, target, passphrase="another long passphrase")
        assert done.notices == ()
    with zipfile.ZipFile(target) as packed:
        assert PASSPHRASE.encode() not in packed.read("key.json")
    restore(Home(tmp_path / "new"), target, clock=clock)
    moved = open_workspace(Home(tmp_path / "new"), clock=clock)
    try:
        assert vault.unlock(moved, "another long passphrase").state == "open"
    finally:
        close(moved)


def test_a_copy_a_day_and_a_week_of_them(home: Path, clock: StandingClock) -> None:
    with opened(home, clock) as workspace:
        for _ in range(10):
            first = daily(workspace)
            assert first == daily(workspace)
            assert first is not None
            verify(first)
            clock.move(timedelta(days=1))
    kept = sorted(path.name for path in (home / "backups").iterdir())
    assert kept == [f"daily-2027-03-{day}.sqlite" for day in range(17, 24)]


def test_copies_of_days_to_come_do_not_push_todays_out(home: Path, clock: StandingClock) -> None:
    with opened(home, clock) as workspace:
        clock.move(timedelta(days=400))
        for _ in range(7):
            daily(workspace)
            clock.move(timedelta(days=1))
        clock.move(timedelta(days=-407))  # the computer hears what day it really is
        for _ in range(3):
            kept = daily(workspace)
            assert kept is not None
            assert kept.exists()
            clock.move(timedelta(days=1))
    assert len(list((home / "backups").iterdir())) == 10


RESTORE = (
    "import sys; from pathlib import Path; from brandcraft_desktop.paths import Home\n"
    "from brandcraft_desktop.services.backup import restore\n"
    "print('go', flush=True)\n"
    "restore(Home(Path(sys.argv[1])), Path(sys.argv[2]))\n"
)


def test_a_restore_that_is_killed_leaves_the_old_workspace_or_the_new_one(
    home: Path, clock: StandingClock, tmp_path: Path
) -> None:
    target = tmp_path / "large.zip"
    with opened(home, clock) as workspace:
        settings.put(workspace, settings.HOURLY_CAP, 11)
        for number in range(20):
            workspace.store.add_bytes(bytes([number]) * 1_000_000)
        backup(workspace, target)
        settings.put(workspace, settings.HOURLY_CAP, 22)
    seen = set()
    for milliseconds in (0, 20, 40, 60, 80, 100, 120, 140, 5000):
        process = subprocess.Popen(
            [sys.executable, "-c", RESTORE, str(home), str(target)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(milliseconds / 1000)  # whatever it is doing by then
        process.kill()
        process.communicate()
        with opened(home, clock) as workspace:
            seen.add(settings.get(workspace, settings.HOURLY_CAP))
            assert len(list(workspace.store.contents())) == 20
        assert not (home / ".restoring").exists()
        verify(home / "brandcraft.sqlite")
    assert seen <= {11, 22}
    assert 11 in seen


def test_another_file_of_that_name_is_never_replaced(
    home: Path, tmp_path: Path, clock: StandingClock
) -> None:
    picture = tmp_path / "keep.jpg"
    picture.write_bytes(b"a picture")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    workspace = open_workspace(Home(home), clock=clock)
    try:
        for place in (picture, tmp_path, pipe):
            with pytest.raises(BadInput) as caught:
                backup(workspace, place)
            assert caught.value.field == "file"
    finally:
        close(workspace)
    assert picture.read_bytes() == b"a picture"
    assert not list(tmp_path.glob(".*.part"))
