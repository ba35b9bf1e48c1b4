"""The engine's parts: alarms, lanes, lease keeping, chores, and noticing jumps of the clock."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from brandcraft_desktop.errors import StorageTrouble
from brandcraft_desktop.scheduler.alarm import Alarm
from brandcraft_desktop.scheduler.chores import Chores
from brandcraft_desktop.scheduler.keeper import LeaseKeeper
from brandcraft_desktop.scheduler.lanes import Lanes
from brandcraft_desktop.scheduler.wake import JumpWatch
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.leases import Lease
from brandcraft_desktop.services.pausing import FOREVER
from brandcraft_desktop.services.publishing import Claim
from tests.services.engine_world import START, HandClock

SOON = 10.0  # seconds a test waits at most for something that comes at once


def a_claim(name: str) -> Claim:
    return Claim(
        delivery_id=name,
        post_id="post",
        account_id="account",
        attempt_id="attempt",
        number=1,
        tries=1,
        created_at=START,
        look_only=False,
        lease=Lease(name, "me", 1, START, 0.0),
        send_deadline=timedelta(seconds=30),
    )


@pytest.mark.parametrize("late", [timedelta(), timedelta(days=2)])
def test_an_alarm_rings_however_late(late: timedelta) -> None:
    clock = SystemClock()
    alarm, rang = Alarm(clock), threading.Event()
    alarm.start()
    try:
        alarm.set("due", clock.now() - late, rang.set)
        assert rang.wait(SOON)
    finally:
        alarm.stop()


def test_an_alarm_is_replaced_and_taken_away() -> None:
    clock = SystemClock()
    alarm, rung = Alarm(clock), []
    done = threading.Event()
    alarm.start()
    try:
        soon = clock.now() + timedelta(milliseconds=150)
        alarm.set("gone", soon, lambda: rung.append("gone"))
        alarm.set("due", soon, lambda: rung.append("first"))
        alarm.set("due", soon + timedelta(milliseconds=50), lambda: rung.append("second"))
        alarm.set("gone", None, lambda: None)
        alarm.set("end", soon + timedelta(milliseconds=200), done.set)
        assert done.wait(SOON)
    finally:
        alarm.stop()
    assert rung == ["second"]


def test_an_alarm_for_the_end_of_days() -> None:
    alarm = Alarm(SystemClock())
    alarm.start()
    alarm.set("due", FOREVER, lambda: None)
    alarm.stop()


def test_a_beat_rings_again_and_again() -> None:
    alarm, rung = Alarm(SystemClock()), threading.Semaphore(0)
    alarm.beat("beat", timedelta(milliseconds=20), rung.release)
    alarm.start()
    try:
        assert all(rung.acquire(timeout=SOON) for _ in range(3))
    finally:
        alarm.stop()


def test_jumps_are_noticed_and_steady_time_is_not() -> None:
    clock = HandClock()
    watch = JumpWatch(clock)
    clock.advance(hours=5)
    assert watch.check() == timedelta()
    clock.sleep(hours=8)
    assert watch.check() == timedelta(hours=8)
    assert watch.check() == timedelta()
    clock.sleep(seconds=-3600)
    assert watch.check() == timedelta(hours=-1)
    clock.sleep(seconds=1)
    assert watch.check() == timedelta()


def test_lanes_are_bounded_and_take_more_by_themselves() -> None:
    lock, running, most, ran = threading.Lock(), 0, 0, []
    full, go = threading.Barrier(3), threading.Event()
    left = [a_claim(f"more-{number}") for number in range(5)]

    def run(claim: Claim) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        if not go.is_set():
            full.wait(SOON)
            go.wait(SOON)
        with lock:
            running -= 1
            ran.append(claim.delivery_id)

    def more() -> Claim | None:
        with lock:
            return left.pop() if left else None

    lanes = Lanes(2, run=run, more=more, rested=lambda: None)
    assert lanes.free() == 2
    lanes.give([a_claim("a"), a_claim("b")])
    full.wait(SOON)
    assert lanes.free() == 0
    go.set()
    assert lanes.wait_idle(SOON)
    assert lanes.free() == 2
    assert lanes.stop(SOON)
    assert (most, sorted(ran)) == (2, ["a", "b", *(f"more-{number}" for number in range(5))])


def test_a_lane_survives_a_fault_and_a_full_disk(caplog: pytest.LogCaptureFixture) -> None:
    rested = threading.Semaphore(0)

    def run(claim: Claim) -> None:
        raise ZeroDivisionError

    def more() -> Claim | None:
        raise StorageTrouble("The disk is full.")

    lanes = Lanes(1, run=run, more=more, rested=rested.release)
    for _ in range(2):
        lanes.give([a_claim("a")])
        assert rested.acquire(timeout=SOON)
    assert lanes.stop(SOON)
    assert "could not be worked on" in caplog.text
    assert "The disk is full." in caplog.text


def test_lanes_stop_behind_the_running_job() -> None:
    started, go = threading.Event(), threading.Event()

    def run(claim: Claim) -> None:
        started.set()
        go.wait(SOON)

    def more() -> Claim | None:
        raise AssertionError("nothing new is taken while stopping")

    lanes = Lanes(1, run=run, more=more, rested=lambda: None)
    lanes.give([a_claim("a")])
    assert started.wait(SOON)
    assert not lanes.stop(0.05)
    go.set()
    assert lanes.stop(SOON)


def test_leases_are_renewed_only_while_there_are_any() -> None:
    needed, renewed = threading.Event(), threading.Semaphore(0)
    keeper = LeaseKeeper(timedelta(milliseconds=60), renew=renewed.release, needed=needed.is_set)
    keeper.start()
    assert not renewed.acquire(timeout=0.15)
    needed.set()
    keeper.poke()
    assert all(renewed.acquire(timeout=SOON) for _ in range(3))
    keeper.stop()


def test_chores_go_on_after_a_broken_one(caplog: pytest.LogCaptureFixture) -> None:
    done, gate = threading.Event(), threading.Event()
    count: list[int] = []

    def broken() -> None:
        gate.wait(SOON)
        raise ZeroDivisionError

    chores = Chores({"broken": broken, "counted": lambda: count.append(1), "last": done.set})
    chores.start()
    chores.ask("broken")
    for name in ("counted", "counted", "counted", "last"):
        chores.ask(name)
    gate.set()
    assert done.wait(SOON)
    assert chores.stop(SOON)
    assert "the chore broken failed" in caplog.text
    assert count == [1]
