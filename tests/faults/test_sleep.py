"""The computer sleeps over a due time: a short sleep delays a post, a long one misses it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.services import missed, settings
from tests.faults.practice_place import Place, connect_all, practice_place, schedule, wait_until
from tests.real.main_job import MAY_TAKE

pytestmark = pytest.mark.contract

BEAT = 20.0  # seconds until a worker notices by itself that it slept
LONG_AGO = "Due in the middle of the night"
JUST_NOW = "Due right before waking"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with practice_place(tmp_path) as made:
        yield made


def set_clock(file: Path, away: timedelta) -> None:
    """At one stroke: a clock never shows half a number."""
    new = file.with_suffix(".new")
    new.write_text(str(away.total_seconds()))
    new.replace(file)


@contextmanager
def shifted_worker(place: Place, shift: Path) -> Iterator[subprocess.Popen[str]]:
    """A worker whose wall clock is away by the seconds in a file."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.shifted_clock", str(shift)],
        env=dict(place.command.environment),
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        assert "waiting for posts" in process.stderr.readline()
        yield process
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        process.communicate(timeout=MAY_TAKE)


def test_a_laptop_that_slept(place: Place, tmp_path: Path) -> None:
    """Ten minutes of sleep in no time: nine minutes late is missed, half a minute late is sent."""
    shift = tmp_path / "shift"
    set_clock(shift, timedelta())
    with place.opened() as workspace:
        account = connect_all(workspace, place.server)
        now = workspace.clock.now()
        schedule(workspace, LONG_AGO, account, now + timedelta(seconds=50))
        schedule(workspace, JUST_NOW, account, now + timedelta(minutes=9, seconds=30))
    with shifted_worker(place, shift) as worker, place.opened() as workspace:
        wait_until("the worker's sign", lambda: workspace.database.read(missed.last_tick))
        os.kill(worker.pid, signal.SIGSTOP)
        set_clock(shift, timedelta(minutes=10))
        os.kill(worker.pid, signal.SIGCONT)
        woke = time.monotonic()
        wait_until(
            "both to be judged",
            lambda: place.statuses() == {LONG_AGO: "missed", JUST_NOW: "published"},
            within=BEAT,
        )
        print(f"judged {time.monotonic() - woke:.1f} s after waking")
    assert place.counted() == {JUST_NOW: 1}


def test_stopped_over_a_due_time_it_sends_on_going_on(place: Place) -> None:
    with place.opened() as workspace:
        account = connect_all(workspace, place.server)
        with place.command.worker() as worker:
            due = workspace.clock.now() + timedelta(seconds=1.5)
            schedule(workspace, "Delayed", account, due)
            os.kill(worker.pid, signal.SIGSTOP)
            try:
                wait_until("its time", lambda: workspace.clock.now() > due + timedelta(seconds=1))
                assert place.counted() == {}
            finally:
                os.kill(worker.pid, signal.SIGCONT)
            woke = workspace.clock.now()
            wait_until("the post", place.arrived)
    (arrival,) = place.arrived()
    after = (arrival.created_at - woke).total_seconds()
    assert after < 1, f"sent {after:.3f} s after going on"


def test_a_clock_that_is_set_back_sends_nothing_early_and_nothing_twice(
    place: Place, tmp_path: Path
) -> None:
    """An hour back and forth again, with a post out before and one due after."""
    shift = tmp_path / "shift"
    set_clock(shift, timedelta())
    with place.opened() as workspace:
        account = connect_all(workspace, place.server)
        schedule(workspace, "Before", account, workspace.clock.now() + timedelta(seconds=0.5))
        with shifted_worker(place, shift):
            wait_until("the first", place.arrived)
            set_clock(shift, timedelta(hours=-1))
            due = workspace.clock.now() + timedelta(seconds=1)
            schedule(workspace, "After", account, due)
            wait_until("its time", lambda: workspace.clock.now() > due + timedelta(seconds=1))
            assert place.counted() == {"Before": 1}, "by the worker's clock it is an hour early"
            set_clock(shift, timedelta())
            # A change makes the worker look at its clock sooner than its next beat would.
            settings.put(workspace, settings.HOURLY_CAP, 100)
            wait_until("the second", lambda: len(place.arrived()) == 2, within=BEAT)
    assert place.counted() == {"Before": 1, "After": 1}
