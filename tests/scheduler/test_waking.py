"""A laptop that sleeps: jobs that were running go on, posts whose time passed wait for a person."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from brandcraft_desktop.domain.events import DeliveryChanged, Event
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.models import tables
from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.services import account_secrets
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.leases import held
from brandcraft_desktop.services.workspace import Workspace, close
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import (
    Kiosk,
    KioskStore,
    add_account,
    add_delivery,
    not_sent,
    outcomes,
    row,
)

SOON = 20.0
NIGHT = timedelta(hours=8)


class LaptopClock(SystemClock):
    """While the laptop sleeps only the wall clock goes on."""

    def __init__(self) -> None:
        self._slept = timedelta()

    def now(self) -> datetime:
        return super().now() + self._slept

    def sleep(self, length: timedelta) -> None:
        self._slept += length


@pytest.fixture
def clock() -> LaptopClock:
    return LaptopClock()


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(KioskStore(tmp_path / "kiosk.sqlite"))


@pytest.fixture
def workspace(tmp_path: Path, clock: LaptopClock, kiosk: Kiosk) -> Iterator[Workspace]:
    opened = open_kiosk(tmp_path / "home", clock, kiosk)
    yield opened
    close(opened)


def hear(workspace: Workspace, delivery: str, status: D) -> threading.Event:
    heard = threading.Event()

    def listen(event: Event) -> None:
        if isinstance(event, DeliveryChanged) and (event.delivery_id, event.status) == (
            delivery,
            status,
        ):
            heard.set()

    workspace.bus.subscribe(listen)
    return heard


def test_asleep_over_the_due_time(workspace: Workspace, clock: LaptopClock, kiosk: Kiosk) -> None:
    account = add_account(workspace)
    at_night = add_delivery(workspace, account, at=clock.now() + NIGHT / 2)
    tomorrow = add_delivery(workspace, account, at=clock.now() + NIGHT + timedelta(minutes=5))
    engine = Engine(workspace)
    missed = hear(workspace, at_night, D.MISSED)
    engine.start()
    clock.sleep(NIGHT)
    engine.wake()
    assert missed.wait(SOON)
    assert engine.stop()
    assert row(workspace, tomorrow).status is D.SCHEDULED
    assert kiosk.store.arrived() == []


def test_off_over_the_due_time(workspace: Workspace, clock: LaptopClock, kiosk: Kiosk) -> None:
    delivery = add_delivery(workspace, add_account(workspace), at=clock.now() + NIGHT / 2)
    first = Engine(workspace)
    first.start()
    assert first.stop()
    clock.sleep(NIGHT)
    missed = hear(workspace, delivery, D.MISSED)
    second = Engine(workspace)
    second.start()
    assert missed.wait(SOON)
    assert second.stop()
    assert kiosk.store.arrived() == []


def token_until(workspace: Workspace, moment: datetime) -> None:
    workspace.database.write(
        lambda connection: connection.execute(update(tables.accounts).values(expires_at=moment))
    )


@pytest.mark.parametrize("asleep", [False, True])
def test_sign_ins_are_renewed_at_the_start_and_on_waking(
    workspace: Workspace, clock: LaptopClock, kiosk: Kiosk, asleep: bool
) -> None:
    add_account(workspace)
    token_until(workspace, clock.now() + (NIGHT if asleep else timedelta(minutes=9)))
    renewed = threading.Event()
    kiosk.next("renew", renewed.set)
    engine = Engine(workspace)
    engine.start()
    if asleep:
        assert not renewed.is_set()
        clock.sleep(NIGHT)
        engine.wake()
    assert renewed.wait(SOON)
    assert engine.stop()
    assert kiosk.calls.count("renew") == 1


def test_a_failed_renewal_is_no_loop(
    workspace: Workspace, clock: LaptopClock, kiosk: Kiosk
) -> None:
    """Giving the turn back tells that the account changed, and a change is a reason to look."""
    account = add_account(workspace)
    token_until(workspace, clock.now())
    failed = threading.Event()

    def fail() -> None:
        failed.set()
        raise not_sent()

    kiosk.next("renew", *[fail] * 20)
    engine = Engine(workspace)
    engine.start()
    assert failed.wait(SOON)
    published = hear(workspace, add_delivery(workspace, account), D.PUBLISHED)
    engine.wake()
    assert published.wait(SOON)
    assert engine.stop()
    assert kiosk.calls.count("renew") == 1


def test_a_job_that_was_running_goes_on(
    workspace: Workspace, clock: LaptopClock, kiosk: Kiosk
) -> None:
    """Its lease has run out by the wall clock, but nobody has taken it: it is renewed."""
    kiosk.uploads = 1
    delivery = add_delivery(workspace, add_account(workspace))
    uploading, go = threading.Event(), threading.Event()

    def upload() -> None:
        uploading.set()
        go.wait(SOON)

    kiosk.next("upload", upload)
    published = hear(workspace, delivery, D.PUBLISHED)
    engine = Engine(workspace)
    engine.start()
    assert uploading.wait(SOON)
    (lease,) = held(workspace.owner)
    clock.sleep(NIGHT)
    assert not lease.holds(clock)
    engine.wake()
    deadline = clock.monotonic() + SOON
    while not lease.holds(clock):  # the dispatcher renews it; there is nothing to wait on here
        assert clock.monotonic() < deadline
        threading.Event().wait(0.01)
    go.set()
    assert published.wait(SOON)
    assert engine.stop()
    assert kiosk.store.arrived() == [(delivery, 1)]
    assert outcomes(workspace, delivery) == ["published"]


def test_tokens_that_are_due_when_they_come_are_no_loop(
    workspace: Workspace, clock: LaptopClock, kiosk: Kiosk
) -> None:
    """A renewal tells that its account changed; hearing that asks for no renewal at once."""
    account = add_account(workspace)
    token_until(workspace, clock.now())
    secrets = account_secrets.AccountSecrets(workspace, account)
    renewed = threading.Event()

    def renew() -> None:
        values = {"sealed": b"-", "key_number": 1, "updated_at": clock.now()}
        with secrets.renewing():
            token_until(workspace, clock.now() + timedelta(seconds=90))
            workspace.database.write(
                lambda connection: connection.execute(
                    insert(tables.secrets).values(account_id=account, name="access", **values)
                )
            )
        renewed.set()

    kiosk.next("renew", renew, *[renewed.set] * 20)
    engine = Engine(workspace)
    engine.start()
    assert renewed.wait(SOON)
    published = hear(workspace, add_delivery(workspace, account), D.PUBLISHED)
    engine.wake()
    assert published.wait(SOON)
    assert engine.stop()
    assert kiosk.calls.count("renew") == 1
