"""The list of copies: which there are, how old, and whether each is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.paths import Home
from brandcraft_desktop.scheduler.housekeeping import TIDY, chores_of
from brandcraft_desktop.services.backup import backup, daily
from brandcraft_desktop.services.backups import Why, kept, new_file
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.models.times import StandingClock


@pytest.fixture
def workspace(home: Path) -> Iterator[Workspace]:
    opened = open_workspace(Home(home), clock=StandingClock())
    yield opened
    close(opened)


def test_every_copy_is_listed_with_what_it_is_for(workspace: Workspace) -> None:
    own = new_file(workspace.home, workspace.clock.now())
    backup(workspace, own)
    day = daily(workspace)
    assert day is not None
    (workspace.home.backups / "notes.txt").write_text("not ours")
    found = {one.file: one for one in kept(workspace.home)}
    assert found.keys() == {own, day}
    assert (found[own].why, found[own].media, found[own].whole) == (Why.OWN, True, True)
    assert (found[day].why, found[day].media, found[day].whole) == (Why.DAILY, False, True)
    assert found[own].bytes == own.stat().st_size


def test_a_broken_copy_is_named(workspace: Workspace) -> None:
    own = new_file(workspace.home, workspace.clock.now())
    backup(workspace, own)
    day = daily(workspace)
    assert day is not None
    own.write_bytes(own.read_bytes()[:-20])
    data = bytearray(day.read_bytes())
    data[4096:8192] = b"\0" * 4096
    day.write_bytes(data)
    assert [one.whole for one in kept(workspace.home)] == [False, False]
    assert all(one.whole for one in kept(workspace.home, look_inside=False))


def test_what_killed_copies_left_behind_goes_after_a_day(workspace: Workspace) -> None:
    home, now = workspace.home, workspace.clock.now()
    day = daily(workspace)
    assert day is not None
    left = [home.backups / "tmpab12_xyz", home.run / "tmpqqqqqqqq"]
    for folder in left:
        folder.mkdir()
        (folder / "brandcraft.sqlite").write_bytes(b"half")
    left.append(home.backups / ".brandcraft-20261122T120000Z.zip.part")
    left[-1].write_bytes(b"half of it")
    own = home.backups / "tmpab12.zip"
    own.write_bytes(b"a person's own file")
    for path in (*left, own, day):
        os.utime(path, ((now - timedelta(hours=25)).timestamp(),) * 2)
    fresh = home.backups / ".daily-2026-11-23.sqlite.part"
    fresh.write_bytes(b"being written")
    os.utime(fresh, (now.timestamp(),) * 2)
    chores_of(workspace, lambda name, moment: None)[TIDY]()
    assert not any(path.exists() for path in left)
    assert own.exists()
    assert fresh.exists()
    assert day.exists()
