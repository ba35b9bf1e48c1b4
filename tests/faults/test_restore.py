"""A backup older than three published posts is restored: nothing of it goes out again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.services import posts
from brandcraft_desktop.services.backup import backup
from brandcraft_desktop.ui import robot
from tests.faults.practice_place import (
    Place,
    connect_all,
    practice_place,
    schedule,
    wait_until,
    window,
)

pytestmark = pytest.mark.contract

OUT = ("One", "Two", "Three")
NEVER_SENT = "Taken back after the backup"
LATER = "Due next week"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with practice_place(tmp_path) as made:
        yield made


@pytest.fixture
def restored(place: Place) -> Place:
    """Backed up while five posts were ahead; three went out since, one was taken back."""
    with place.opened() as workspace:
        account = connect_all(workspace, place.server)
        soon = workspace.clock.now() + timedelta(seconds=1)
        for text in (*OUT, NEVER_SENT):
            schedule(workspace, text, account, soon)
        schedule(workspace, LATER, account, soon + timedelta(days=7))
        file = place.folder / "backup.zip"
        backup(workspace, file)
        row = next(row for row in everything(place) if row[1] == NEVER_SENT)
        posts.cancel(workspace, row[0])
        wait_until("their time", lambda: workspace.clock.now() > soon)
    place.publish_due()
    assert place.counted() == dict.fromkeys(OUT, 1)
    assert place.writes() == len(OUT)
    said = place.command.run("restore", str(file))
    assert said.code == 0, said.errors
    assert "not sent again" in said.errors
    assert set(place.statuses().values()) == {"scheduled"}, "the backup knows nothing of it"
    return place


def everything(place: Place) -> list[tuple[str, str]]:
    """Every post's id and text."""
    with closing(sqlite3.connect(place.home.database)) as connection:
        return connection.execute("SELECT id, text FROM posts").fetchall()


EXPECTED = {**dict.fromkeys(OUT, "published"), NEVER_SENT: "unconfirmed", LATER: "scheduled"}


def check_nothing_went_out_again(place: Place) -> None:
    """Found where it is out, unconfirmed where it is not, and the platform was not even asked."""
    assert place.statuses() == EXPECTED
    assert place.counted() == dict.fromkeys(OUT, 1)
    assert place.writes() == len(OUT), "the platform was asked to take a post again"


def test_a_worker_after_a_restore_sends_nothing_old(restored: Place) -> None:
    assert restored.command.run("worker", "--once").code == 0
    check_nothing_went_out_again(restored)
    ids = {text: number for number, text in everything(restored)}
    said = restored.command.run("posts", "retry", ids[NEVER_SENT])
    assert said.code != 0, "only its person's answer moves it"
    check_nothing_went_out_again(restored)
    # The present goes on: what was due later is sent as ever.
    with restored.opened() as workspace:
        posts.publish_now(workspace, ids[LATER])
    assert restored.command.run("worker", "--once").code == 0
    assert restored.counted() == dict.fromkeys((*OUT, LATER), 1)
    assert restored.statuses()[LATER] == "published"


def test_the_window_after_a_restore_sends_nothing_old(
    restored: Place, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with window(restored, monkeypatch, qtbot) as program:
        workspace = program.workspace
        assert workspace is not None

        def settled() -> bool:
            shown = [posts.show(workspace, number) for number, _ in everything(restored)]
            now = {one.content.text: one.deliveries[0].status.value for one in shown}
            return now == EXPECTED

        robot.wait_for("the engine to look for them", settled)
    check_nothing_went_out_again(restored)


def test_without_a_new_epoch_it_would_be_sent_again(restored: Place) -> None:
    """The planted bug: the restored database believes that nothing happened to it."""
    with closing(sqlite3.connect(restored.home.database)) as connection, connection:
        connection.execute("UPDATE workspace SET epoch = 1, restored_at = NULL")
        # Bluesky's record keys come from here; without them a second send is a second post.
        connection.execute("UPDATE deliveries SET created_at = created_at + 1000000")
    restored.publish_due()
    assert restored.counted() == {**dict.fromkeys(OUT, 2), NEVER_SENT: 1}
    with pytest.raises(AssertionError):
        check_nothing_went_out_again(restored)
