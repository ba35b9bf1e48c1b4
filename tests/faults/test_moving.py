"""Moving to another computer: whatever dies on the way, every post is out exactly once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.services import posts
from tests.faults.practice_place import Place, connect_all, practice_place, schedule, wait_until
from tests.real.main_job import MAY_TAKE, Said

pytestmark = pytest.mark.contract

BEFORE = "Out before the move"
DURING = "Due during the move"
LATER = "Due after the move"
WORDS = "four quiet random words"
SERVICES = "brandcraft_desktop.services"


@dataclass(frozen=True)
class Computer:
    """One home on a computer of its own; each command is a process."""

    place: Place
    machine: Path

    def run(self, *words: str, dying: str = "", stdin: str = "") -> Said:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "tests.faults.dying_computer"),
                *(str(self.machine), dying, *words),
            ],
            env=dict(self.place.command.environment),
            cwd=Path(__file__).parents[2],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=MAY_TAKE,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Move:
    """The old computer with three posts, one of them out; the new one is empty."""

    old: Computer
    new: Computer
    file: Path

    def leave(self, dying: str = "") -> Said:
        words = ("workspace", "move", str(self.file))
        return self.old.run(*words, dying=dying, stdin=f"{WORDS}\n{WORDS}\n")

    def arrive(self, dying: str = "") -> Said:
        words = ("import", str(self.file), "--with-secrets")
        return self.new.run(*words, dying=dying, stdin=f"{WORDS}\n")


@pytest.fixture
def move(tmp_path: Path) -> Iterator[Move]:
    with practice_place(tmp_path) as here:
        old_id, new_id = tmp_path / "old-id", tmp_path / "new-id"
        old_id.write_text("0123456789abcdef0123456789abcdef\n")
        new_id.write_text("fedcba9876543210fedcba9876543210\n")
        old = Computer(here, old_id)
        there = here.elsewhere(tmp_path / "new", BRANDCRAFT_VAULT_PASSPHRASE="another passphrase")
        there.home.prepare()
        with here.opened() as workspace:
            account = connect_all(workspace, here.server)
            now = workspace.clock.now()
            schedule(workspace, BEFORE, account, now)
        here.publish_due()
        with here.opened() as workspace:
            soon = workspace.clock.now() + timedelta(seconds=1)
            schedule(workspace, DURING, account, soon)
            schedule(workspace, LATER, account, soon + timedelta(days=7))
        assert old.run("workspace", "claim").code == 0  # the home was made under this test's id
        yield Move(old, Computer(there, new_id), tmp_path / "moving.zip")


def finish(publishes: Computer, gave_up: Computer | None) -> None:
    """Let time pass on both; their person answers for what was due on the way."""
    if gave_up is not None:
        gave_up.run("worker", "--once")
    assert publishes.run("worker", "--once").code == 0
    counted = publishes.place.counted()
    assert counted[BEFORE] == 1
    assert counted[DURING] <= 1
    ids = ids_of(publishes)
    if not counted[DURING]:
        with publishes.place.opened() as workspace:
            (delivery,) = posts.show(workspace, ids[DURING]).deliveries
        said = publishes.run("posts", "resolve", delivery.id, "--not-published")
        assert said.code == 0, said.errors
    assert publishes.run("posts", "publish-now", ids[LATER]).code == 0
    assert publishes.run("worker", "--once").code == 0
    if gave_up is not None:
        gave_up.run("worker", "--once")
    assert publishes.place.counted() == {BEFORE: 1, DURING: 1, LATER: 1}


def ids_of(computer: Computer) -> dict[str, str]:
    with computer.place.opened() as workspace:
        rows = posts.everything(workspace, start=None, end=None)
        return {posts.show(workspace, row.id).content.text: row.id for row in rows}


def pass_its_time(move: Move) -> None:
    with move.old.place.opened() as workspace:
        due = posts.show(workspace, ids_of(move.old)[DURING]).content.scheduled_at
        assert due is not None
        wait_until("its time", lambda: workspace.clock.now() > due)


@pytest.mark.parametrize(
    "dies", ["", f"{SERVICES}.importing:_read", f"{SERVICES}.importing:_begin_epoch"]
)
def test_the_new_computer_goes_on_and_the_old_one_never_again(move: Move, dies: str) -> None:
    said = move.leave()
    assert said.code == 0, said.errors
    pass_its_time(move)
    assert move.old.run("worker", "--once").code == 1, "it gave up"
    if dies:
        assert move.arrive(dies).code < 0
    said = move.arrive()
    assert said.code == 0, said.errors
    said = move.new.run("worker", "--once")
    assert "workspace claim" in said.errors, "it asks before it publishes"
    assert move.arrive().code == 0, "a second time changes nothing"
    assert move.new.run("workspace", "claim").code == 0
    finish(move.new, move.old)


@pytest.mark.parametrize(
    ("dies", "stays"),
    [(f"{SERVICES}.moving:_sending", True), (f"{SERVICES}.exporting:_write", False)],
)
def test_power_lost_on_the_old_computer(move: Move, dies: str, stays: bool) -> None:
    assert move.leave(dies).code < 0
    pass_its_time(move)
    assert move.old.run("worker", "--once").code == 1
    assert not move.file.exists()
    if stays:
        assert move.old.run("workspace", "claim").code == 0
        finish(move.old, None)
        return
    assert move.leave().code == 0, "the file can be written again"
    assert move.arrive().code == 0
    assert move.new.run("workspace", "claim").code == 0
    finish(move.new, move.old)


def test_a_wrong_passphrase_brings_nothing(move: Move) -> None:
    assert move.leave().code == 0
    said = move.new.run(
        "import", str(move.file), "--with-secrets", "--json", stdin="quite another one\n"
    )
    assert said.code == 2
    assert ids_of(move.new) == {}
    assert move.arrive().code == 0
    secrets = move.file.read_bytes()
    for account in move.old.place.server.accounts:
        assert account.app_password.encode() not in secrets
