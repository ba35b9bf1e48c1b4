"""Restores that nobody plans: two in a second, and files that lie about their age."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.backup import backup, restore
from brandcraft_desktop.services.workspace import claim_machine, close, who
from tests.services.desk import HOUR, Stall, clock, draft, raise_epoch, scheduled, stall
from tests.services.engine_fixtures import open_kiosk, publish_due
from tests.services.engine_world import HandClock, add_account

__all__ = ["clock", "stall"]


def says(file: Path, target: Path, **values: object) -> Path:
    """The same backup with another manifest."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "manifest.json":
                data = json.dumps({**json.loads(data), **values}).encode()
            new.writestr(name, data)
    return target


def test_two_in_a_second_keep_what_was_there_first(
    tmp_path: Path, clock: HandClock, stall: Stall
) -> None:
    home, file = Home(tmp_path / "home"), tmp_path / "backup.zip"
    workspace = open_kiosk(home.root, clock, stall)
    ann = add_account(workspace, name="ann")
    draft(workspace, ann, text="old")
    backup(workspace, file)
    draft(workspace, ann, text="new")
    close(workspace)
    kept = [restore(home, file, clock=clock).kept_aside for _ in range(3)]
    assert len(set(kept)) == 3
    assert kept[0] is not None
    with closing(sqlite3.connect(kept[0])) as connection:
        words = connection.execute("SELECT text FROM posts ORDER BY text").fetchall()
    assert words == [("new",), ("old",)]


@pytest.mark.parametrize("epoch", [0, 1, 2**62 - 1])
def test_a_file_that_lies_about_its_epoch_sends_nothing_twice(
    tmp_path: Path, clock: HandClock, stall: Stall, epoch: int
) -> None:
    workspace = open_kiosk(tmp_path / "home", clock, stall)
    ann = add_account(workspace, name="ann")
    for _ in range(3):
        raise_epoch(workspace)
    clock.advance(minutes=1)
    post = scheduled(workspace, ann, at=clock.now() + HOUR)
    backup(workspace, tmp_path / "true.zip")
    clock.advance(hours=1)
    assert publish_due(workspace) == 1
    close(workspace)
    clock.advance(seconds=1)
    stall.sees = False  # the platform can't tell, so nobody knows
    file = says(tmp_path / "true.zip", tmp_path / "lying.zip", epoch=epoch)
    elsewhere = Home(tmp_path / "elsewhere")
    elsewhere.prepare()
    restore(elsewhere, file, clock=clock)
    workspace = open_kiosk(elsewhere.root, clock, stall)
    claim_machine(workspace)
    clock.advance(seconds=1)
    publish_due(workspace)
    assert len(stall.store.arrived()) == 1
    (delivery,) = posts.show(workspace, post.id).deliveries
    assert delivery.status is DeliveryStatus.UNCONFIRMED
    backup(workspace, tmp_path / "again.zip")  # its own backups stay whole
    assert who(workspace).epoch < 100
    close(workspace)
    assert restore(elsewhere, tmp_path / "again.zip", clock=clock).epoch < 100
