"""A home copied to another computer publishes nothing until its person says so there."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.services import posts
from brandcraft_desktop.services.machine import publishing_mark
from brandcraft_desktop.services.workspace import publishing_allowed
from brandcraft_desktop.ui import robot
from brandcraft_desktop.ui.widgets import Button, ConfirmDialog
from tests.faults.practice_place import (
    Place,
    connect_all,
    practice_place,
    schedule,
    wait_until,
    window,
)
from tests.real.main_job import MAY_TAKE, Said

pytestmark = pytest.mark.contract

SENT_THERE = "Sent by the old computer"
NEVER_SENT = "Sent by nobody"
LATER = "Due next week"


@dataclass(frozen=True)
class Computers:
    """The same home on the computer it was made on, and a copy on another one."""

    old: Place
    new: Place
    machine: Path

    def there(self, *words: str) -> Said:
        """A command on the other computer."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.another_computer", str(self.machine), *words],
            env=dict(self.new.command.environment),
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            timeout=MAY_TAKE,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def computers(tmp_path: Path) -> Iterator[Computers]:
    """Copied while three posts were ahead; then the old one sent the first, and died."""
    with practice_place(tmp_path) as old:
        with old.opened() as workspace:
            account = connect_all(workspace, old.server)
            soon = workspace.clock.now() + timedelta(seconds=1)
            schedule(workspace, SENT_THERE, account, soon)
            schedule(workspace, NEVER_SENT, account, soon)
            schedule(workspace, LATER, account, soon + timedelta(days=7))
        copy = tmp_path / "copy"
        shutil.copytree(old.home.root, copy)
        with old.opened() as workspace:
            posts.cancel(workspace, post_ids(old)[NEVER_SENT])
            wait_until("their time", lambda: workspace.clock.now() > soon)
        old.publish_due()
        assert old.counted() == {SENT_THERE: 1}
        machine = tmp_path / "machine-id"
        machine.write_text("0123456789abcdef0123456789abcdef\n")
        yield Computers(old, old.elsewhere(copy), machine)


def post_ids(place: Place) -> dict[str, str]:
    with closing(sqlite3.connect(place.home.database)) as connection:
        return {text: number for number, text in connection.execute("SELECT id, text FROM posts")}


AFTERWARDS = {SENT_THERE: "published", NEVER_SENT: "unconfirmed", LATER: "scheduled"}


def test_nothing_is_sent_there_until_it_is_claimed(computers: Computers) -> None:
    new = computers.new
    said = computers.there("worker")
    assert said.code == 1
    assert "brandcraft workspace claim" in said.errors
    assert new.writes() == 1
    assert set(new.statuses().values()) == {"scheduled"}

    said = computers.there("workspace", "claim", "--json")
    assert said.code == 0, said.errors
    assert said.document["changed"] is True
    assert computers.there("workspace", "claim", "--json").document["changed"] is False
    assert computers.there("worker", "--once").code == 0
    assert new.statuses() == AFTERWARDS
    assert new.writes() == 1, "what was due before is looked for, never sent"

    # Both computers now believe that the later one is theirs: there is still one of it.
    later = post_ids(new)[LATER]
    assert computers.there("posts", "publish-now", later).code == 0
    assert computers.there("worker", "--once").code == 0
    with computers.old.opened() as workspace:
        posts.publish_now(workspace, later)
    computers.old.publish_due()
    assert computers.old.counted() == {SENT_THERE: 1, LATER: 1}
    assert computers.old.statuses()[LATER] == new.statuses()[LATER] == "published"


def test_the_window_there_asks_first(
    computers: Computers, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Here the copy lies on the same computer: the file's own number tells."""
    new = computers.new
    with window(new, monkeypatch, qtbot) as program:
        session = program.session
        workspace = program.workspace
        assert session is not None
        assert workspace is not None
        asked = robot.wait_for("the question", lambda: session.greeting.dialog)
        assert isinstance(asked, ConfirmDialog)
        assert "computer" in asked.windowTitle() + asked.accessibleName()
        robot.wait_for("the window to be quiet", lambda: not program.tasks.busy)
        assert not publishing_allowed(workspace)
        assert set(new.statuses().values()) == {"scheduled"}
        assert new.writes() == 1
        button: Button = asked.confirm_button
        robot.click(button)
        robot.wait_for("the engine to look for them", lambda: new.statuses() == AFTERWARDS)
    assert new.writes() == 1


def test_a_copy_that_believes_it_is_the_original_would_send(computers: Computers) -> None:
    """The planted bug: the mark is taken for this computer's, and no epoch begins."""
    new = computers.new
    with new.opened() as workspace:
        mark = publishing_mark(workspace.id, workspace.database.path)
    with closing(sqlite3.connect(new.home.database)) as connection, connection:
        connection.execute("UPDATE workspace SET machine = ?", (mark,))
    new.publish_due()
    assert new.writes() > 1
    assert new.statuses()[NEVER_SENT] == "published"
