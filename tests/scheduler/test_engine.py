"""The engine in real time: on time, in parallel, woken by changes, stopped in order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from brandcraft_desktop.domain.events import DeliveryChanged, Event
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.models import tables
from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.services import follow_ups, settings, waiting
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.transaction import change
from brandcraft_desktop.services.workspace import Workspace, close
from tests.punctuality import on_time
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import (
    Kiosk,
    KioskStore,
    add_account,
    add_deliveries,
    add_delivery,
    not_sent,
    outcomes,
    row,
    statuses,
)

SOON = 20.0  # seconds a test waits at most for something that comes at once


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(KioskStore(tmp_path / "kiosk.sqlite"))


@pytest.fixture
def workspace(tmp_path: Path, kiosk: Kiosk) -> Iterator[Workspace]:
    opened = open_kiosk(tmp_path / "home", SystemClock(), kiosk)
    yield opened
    close(opened)


@pytest.fixture
def engine(workspace: Workspace) -> Iterator[Engine]:
    made = Engine(workspace)
    yield made
    assert made.stop()


class Watch:
    """Waits until deliveries have come to a status, told by events."""

    def __init__(self, workspace: Workspace, status: D) -> None:
        self._status = status
        self._change = threading.Condition()
        self._seen: set[str] = set()
        self._end = workspace.bus.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        if isinstance(event, DeliveryChanged) and event.status is self._status:
            with self._change:
                self._seen.add(event.delivery_id)
                self._change.notify_all()

    def wait(self, deliveries: list[str]) -> bool:
        with self._change:
            found = self._change.wait_for(lambda: self._seen >= set(deliveries), SOON)
        self._end()
        return found


def announce(workspace: Workspace, delivery_id: str) -> None:
    """Say that a delivery was planned, as the use cases do."""

    def write(connection: object, emit: Callable[[Event], None]) -> None:
        emit(DeliveryChanged(delivery_id, "post", "account", D.SCHEDULED))

    change(workspace, write)


def published_at(workspace: Workspace, delivery_id: str) -> timedelta:
    """How late it was."""
    due, out = workspace.database.read(
        lambda connection: connection.execute(
            select(tables.deliveries.c.due_at, tables.deliveries.c.published_at).where(
                tables.deliveries.c.id == delivery_id
            )
        ).one()
    )
    return timedelta(seconds=(out - due).total_seconds())


@pytest.mark.bench
def test_within_a_second_of_its_time(workspace: Workspace, engine: Engine) -> None:
    account = add_account(workspace)
    clock = workspace.clock
    delivery = add_delivery(workspace, account, at=clock.now() + timedelta(seconds=1.5))
    watch = Watch(workspace, D.PUBLISHED)
    engine.start()
    assert watch.wait([delivery])
    assert timedelta() <= published_at(workspace, delivery) < on_time()


@pytest.mark.bench
def test_planned_while_it_sleeps(workspace: Workspace, engine: Engine) -> None:
    account = add_account(workspace)
    engine.start()
    watch = Watch(workspace, D.PUBLISHED)
    at = workspace.clock.now() + timedelta(seconds=1)
    delivery = add_delivery(workspace, account, at=at)
    announce(workspace, delivery)
    assert watch.wait([delivery])
    assert published_at(workspace, delivery) < on_time()


@pytest.mark.bench
def test_planned_by_another_process(
    tmp_path: Path, workspace: Workspace, kiosk: Kiosk, engine: Engine
) -> None:
    account = add_account(workspace)
    engine.start()
    watch = Watch(workspace, D.PUBLISHED)
    command = open_kiosk(tmp_path / "home", SystemClock(), kiosk)
    delivery = add_delivery(command, account)
    announce(command, delivery)
    close(command)
    assert watch.wait([delivery])
    assert published_at(workspace, delivery) < on_time()


def test_200_due_in_the_same_second_over_5_accounts(
    workspace: Workspace, kiosk: Kiosk, engine: Engine
) -> None:
    settings.put(workspace, settings.HOURLY_CAP, 1000)
    accounts = [add_account(workspace, name=f"name{number}") for number in range(5)]
    deliveries = add_deliveries(workspace, accounts * 40)
    account_of = dict(zip(deliveries, accounts * 40, strict=True))
    lock, busy, most = threading.Lock(), dict.fromkeys(accounts, 0), 0
    together = 0
    take = kiosk.store.take

    def counted(key: str, part: int, text: str) -> str:
        nonlocal most, together
        account = account_of[key]
        with lock:
            busy[account] += 1
            most = max(most, busy[account])
            together = max(together, sum(busy.values()))
        try:
            return take(key, part, text)
        finally:
            with lock:
                busy[account] -= 1

    kiosk.store.take = counted  # type: ignore[method-assign]
    watch = Watch(workspace, D.PUBLISHED)
    engine.start()
    assert watch.wait(deliveries)
    assert statuses(workspace) == {D.PUBLISHED: 200}
    assert sorted(kiosk.store.arrived()) == sorted((delivery, 1) for delivery in deliveries)
    assert most == 1


def test_five_accounts_at_once(workspace: Workspace, kiosk: Kiosk, engine: Engine) -> None:
    """Every account has its own lane: all five calls stand at the platform together."""
    accounts = [add_account(workspace, name=f"name{number}") for number in range(5)]
    deliveries = add_deliveries(workspace, accounts)
    meeting = threading.Barrier(5)

    def meet() -> None:
        meeting.wait(SOON)

    kiosk.next("send", *[meet] * 5)
    watch = Watch(workspace, D.PUBLISHED)
    engine.start()
    assert watch.wait(deliveries)


def test_stopping_in_order(workspace: Workspace, kiosk: Kiosk) -> None:
    engine = Engine(workspace)
    delivery = add_delivery(workspace, add_account(workspace), text="a\n---\nb\n---\nc")
    sending, go = threading.Event(), threading.Event()

    def stand() -> None:
        sending.set()
        go.wait(SOON)

    kiosk.next("send", stand)
    engine.start()
    assert sending.wait(SOON)
    stopper = threading.Thread(target=engine.stop)
    stopper.start()
    assert stopper.is_alive()
    go.set()
    stopper.join(SOON)
    found = row(workspace, delivery)
    assert (found.status, found.lease_owner) == (D.PROCESSING, None)
    assert kiosk.store.arrived() == [(delivery, 1)]
    Engine(workspace).run_until_idle()
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1), (delivery, 2), (delivery, 3)]


def test_a_step_that_does_not_end_is_left_to_recovery(workspace: Workspace, kiosk: Kiosk) -> None:
    engine = Engine(workspace)
    delivery = add_delivery(workspace, add_account(workspace))
    sending, go = threading.Event(), threading.Event()

    def stand() -> None:
        sending.set()
        go.wait(SOON)

    kiosk.next("send", stand)
    engine.start()
    assert sending.wait(SOON)
    assert not engine.stop(0.05)
    assert row(workspace, delivery).status is D.PUBLISHING
    go.set()
    assert engine.stop(SOON)


def test_once_publishes_what_is_due_and_stops(workspace: Workspace, kiosk: Kiosk) -> None:
    accounts = [add_account(workspace, name=f"name{number}") for number in range(3)]
    due = add_deliveries(workspace, accounts * 4)
    now = workspace.clock.now()
    later = add_delivery(workspace, accounts[0], at=now + timedelta(minutes=5))
    Engine(workspace, lanes=2).run_until_idle()
    assert statuses(workspace) == {D.PUBLISHED: 12, D.SCHEDULED: 1}
    assert row(workspace, later).status is D.SCHEDULED
    assert len(kiosk.store.arrived()) == len(due)


def test_once_waits_for_a_platform_that_is_thinking(workspace: Workspace, kiosk: Kiosk) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.waits = [0.2, 0.2]
    Engine(workspace).run_until_idle(patience=timedelta(seconds=5))
    assert row(workspace, delivery).status is D.PUBLISHED
    assert outcomes(workspace, delivery) == ["published"]


def test_once_leaves_what_goes_on_later_and_says_when(workspace: Workspace, kiosk: Kiosk) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.waits = [3600]
    Engine(workspace).run_until_idle(patience=timedelta(seconds=5))
    there = row(workspace, delivery)
    assert there.status is D.PROCESSING
    (left,) = waiting.under_way(workspace)
    assert (left.delivery_id, left.again_at) == (delivery, there.run_at)
    assert left.reason == "Kiosk is thinking"


def test_once_does_not_wait_for_ever_a_moment_at_a_time(workspace: Workspace, kiosk: Kiosk) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.waits = [0.2] * 100
    Engine(workspace).run_until_idle(patience=timedelta(seconds=0.5))
    assert row(workspace, delivery).status is D.PROCESSING
    assert len(kiosk.waits) > 90


def test_what_a_dead_process_left_is_taken_up_at_start(
    tmp_path: Path, workspace: Workspace, kiosk: Kiosk, engine: Engine
) -> None:
    from brandcraft_desktop.services.publishing import claim_due

    delivery = add_delivery(workspace, add_account(workspace))
    dying = open_kiosk(tmp_path / "home", SystemClock(), kiosk)
    assert len(claim_due(dying)) == 1
    close(dying)
    watch = Watch(workspace, D.PUBLISHED)
    engine.start()
    assert watch.wait([delivery])
    assert kiosk.store.arrived() == [(delivery, 1)]
    assert outcomes(workspace, delivery) == ["lost", "published"]


def test_twenty_that_wait_for_their_platform_leave_the_only_lane_free(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    kiosk.waits = [3600] * 20
    waiting = [add_delivery(workspace, add_account(workspace)) for _ in range(20)]
    watch = Watch(workspace, D.PROCESSING)
    engine = Engine(workspace, lanes=1)
    engine.start()
    try:
        assert watch.wait(waiting)
        watch = Watch(workspace, D.PUBLISHED)
        delivery = add_delivery(workspace, add_account(workspace))
        announce(workspace, delivery)
        assert watch.wait([delivery])
    finally:
        assert engine.stop()
    assert statuses(workspace) == {D.PROCESSING: 20, D.PUBLISHED: 1}
    assert kiosk.waits == []  # each was looked at once: nobody polls sooner than it asked


def test_what_comes_after_a_post_is_tried_when_its_person_asks(
    workspace: Workspace, kiosk: Kiosk, engine: Engine
) -> None:
    kiosk.follows = ("comment",)
    kiosk.next("comment", not_sent())
    watch = Watch(workspace, D.PUBLISHED)
    delivery = add_delivery(workspace, add_account(workspace))
    engine.start()
    assert watch.wait([delivery])
    done = threading.Event()
    kiosk.next("comment answered", done.set)
    follow_ups.retry(workspace, delivery, "comment")
    assert done.wait(SOON)
