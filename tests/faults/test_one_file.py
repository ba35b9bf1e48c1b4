"""Window, worker and command line on one SQLite file: saving stays quick, posts stay on time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from brandcraft_desktop.app import window_parts
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import posts, settings
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import robot
from brandcraft_desktop.ui.application import Program
from tests.faults.practice_place import Place, connect_all, practice_place
from tests.punctuality import allowed, on_time

pytestmark = pytest.mark.contract

BUSY_ACCOUNTS = 4
POSTS = 250
DUE = BUSY_ACCOUNTS * POSTS
P99 = 0.250  # seconds from asking for a save until the window knows that it is durable
TYPING_MS = 30
MAY_TAKE_MS = 240_000


@dataclass(frozen=True)
class Resting:
    """A window whose own engine is off: the second process does all of it."""

    def stop(self) -> bool:
        """Nothing to stop."""
        return True


@dataclass
class Typist:
    """Saves a post through the window's own door, again and again, and keeps how long it took."""

    program: Program
    workspace: Workspace
    post_id: str
    took: list[float] = field(default_factory=list)
    writing: bool = True

    def save(self) -> None:
        """Once; the next follows as a typing person's would."""
        content = PostContent(text=f"Still writing, version {len(self.took)}")
        began = time.perf_counter()

        def saved(_: object) -> None:
            self.took.append(time.perf_counter() - began)
            if self.writing:
                QTimer.singleShot(TYPING_MS, self.save)

        self.program.tasks.change(lambda: posts.save(self.workspace, self.post_id, content), saved)

    def rank(self, share: float) -> float:
        """The save that so many are quicker than."""
        return sorted(self.took)[min(len(self.took) - 1, int(share * len(self.took)))]

    def told(self) -> str:
        """The figures."""
        return f"{len(self.took)} saves, in ms: " + ", ".join(
            f"{name} {1000 * self.rank(share):.0f}"
            for name, share in (("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("longest", 1.0))
        )


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with practice_place(tmp_path, accounts=BUSY_ACCOUNTS + 1) as made:
        yield made


@pytest.fixture
def accounts(place: Place) -> tuple[Account, ...]:
    """Connected; the last one has nothing due."""
    with place.opened() as workspace:
        settings.put(workspace, settings.HOURLY_CAP, 1000)
        settings.put(workspace, settings.MISSED_MINUTES, 60)  # a slow machine is no absent one
        return connect_all(workspace, place.server)


@pytest.fixture
def program(
    place: Place,
    accounts: tuple[Account, ...],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> Iterator[Program]:
    for name, value in place.command.environment.items():
        if name.startswith("BRANDCRAFT_"):
            monkeypatch.setenv(name, value)
    parts = replace(window_parts(place.home.root), start_engine=lambda workspace: Resting())
    made = Program(parts)
    qtbot.addWidget(made.window)
    made.start()
    robot.wait_for("the first page", lambda: made.window.current_key)
    robot.wait_for("the window to be quiet", lambda: not made.tasks.busy)
    yield made
    made.end()


@pytest.fixture
def typist(program: Program) -> Typist:
    workspace = program.workspace
    assert workspace is not None
    return Typist(program, workspace, posts.open_new(workspace).id)


def put_due(place: Place, accounts: tuple[Account, ...]) -> None:
    """A thousand deliveries whose time has come, and nobody who has taken any."""
    chosen = tuple(account.id for account in accounts[:BUSY_ACCOUNTS])
    with place.opened() as workspace:
        for number in range(POSTS):
            content = PostContent(text=f"Due {number}", account_ids=chosen)
            posts.create(workspace, content, mode=posts.Mode.NOW)


def out(workspace: Workspace) -> int:
    """How many deliveries are published."""
    statement = select(func.count()).where(tables.deliveries.c.status == "published")
    return workspace.database.read(lambda connection: connection.execute(statement).scalar_one())


def slowly(look: Callable[[], bool], every: float = 0.5) -> Callable[[], bool]:
    """`look`, but seldom: the window's own work is what is measured."""
    last = time.monotonic()

    def now_and_then() -> bool:
        nonlocal last
        if time.monotonic() - last < every:
            return False
        last = time.monotonic()
        return look()

    return now_and_then


@pytest.mark.bench
def test_saving_stays_quick_and_posts_on_time_while_a_worker_drains(
    place: Place, accounts: tuple[Account, ...], typist: Typist
) -> None:
    put_due(place, accounts)
    assert out(typist.workspace) == 0
    began = time.monotonic()
    with place.command.worker():
        typist.save()
        robot.wait_for("the worker to be at it", slowly(lambda: out(typist.workspace) > 20))
        third = subprocess.Popen(
            [
                *(sys.executable, "-m", "brandcraft_desktop", "post", "On time"),
                *("--to", accounts[-1].id, "--at", "+5s", "--json"),
            ],
            env=dict(place.command.environment),
            stdout=subprocess.PIPE,
            text=True,
        )
        robot.wait_for("the third process", lambda: third.poll() is not None)
        printed, _ = third.communicate()
        before = out(typist.workspace)
        robot.wait_for(
            "a thousand posts",
            slowly(lambda: out(typist.workspace) == DUE + 1),
            within_ms=MAY_TAKE_MS,
        )
        took = time.monotonic() - began
        typist.writing = False
        robot.wait_for("the last save", lambda: not typist.program.tasks.busy)
    assert third.returncode == 0
    counted = place.counted()
    assert counted == {"On time": 1} | {f"Due {n}": BUSY_ACCOUNTS for n in range(POSTS)}
    due = due_in(printed)
    (arrival,) = [one for one in place.arrived() if one.text == "On time"]
    late = (arrival.created_at - due).total_seconds()
    received = arrival.at - due.timestamp()
    figures = (
        f"{DUE} deliveries in {took:.1f} s; {typist.told()}; the post of the third process was "
        f"{late:.3f} s late by its record, {received:.3f} s at the platform, with {before} out"
    )
    print(figures)
    assert before < DUE, f"the worker was not busy any more: {figures}"
    assert timedelta() <= arrival.created_at - due < on_time(), figures
    assert received < allowed(1.5), figures
    assert len(typist.took) > 100, figures
    assert typist.rank(0.99) <= P99, figures


def due_in(printed: str) -> datetime:
    """The time that the command says it scheduled for."""
    import json

    return datetime.fromisoformat(json.loads(printed)["scheduled_at"])


def test_a_writer_that_knows_no_turns_is_noticed(place: Place, typist: Typist) -> None:
    """The planted bug: somebody holds the file for 300 ms at a time without standing back."""
    over = threading.Event()

    def hog() -> None:
        with closing(sqlite3.connect(place.home.database, isolation_level=None)) as connection:
            connection.execute("PRAGMA busy_timeout = 10000")
            while not over.is_set():
                connection.execute("BEGIN IMMEDIATE")
                over.wait(1.2 * P99)
                connection.execute("ROLLBACK")
                over.wait(0.05)  # or the other would never get it

    hogging = threading.Thread(target=hog, name="hog")
    hogging.start()
    try:
        typist.save()
        robot.wait_for("five saves", lambda: len(typist.took) >= 5)
    finally:
        over.set()
        hogging.join()
        typist.writing = False
    robot.wait_for("the last save", lambda: not typist.program.tasks.busy)
    assert typist.rank(0.99) > P99, typist.told()
