"""Killed at every boundary of every step, on a platform without any idempotency of its own.

A second send is a second post there, so only arming before sending and looking afterwards keep the
promise. A planted bug shows that these tests can fail.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services import settings
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.workspace import Workspace, close
from tests.faults.killing_steps import Boundary
from tests.faults.nursery import KILLED, Nursery, Order, boundaries
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import (
    SPLIT_AT,
    Kiosk,
    KioskStore,
    add_account,
    add_delivery,
    row,
    statuses,
)

pytestmark = pytest.mark.contract

PARTS = 5
UPLOADS = 4
EXPECTED = {
    *(
        (f"upload-{number}", where)
        for number in range(UPLOADS)
        for where in ("before", "acted", "kept")
    ),
    *(
        (f"part-{number}", where)
        for number in range(1, PARTS + 1)
        for where in ("before", "armed", "answered", "kept")
    ),
    ("outcome", "written"),
}


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


class Scene:
    """One home with a kiosk; each scenario is one more post."""

    def __init__(self, folder: Path, nursery: Nursery) -> None:
        self.folder = folder
        self.nursery = nursery
        self.store = KioskStore(folder / "kiosk.sqlite")
        self.workspace: Workspace = open_kiosk(folder / "home", SystemClock(), Kiosk(self.store))
        settings.put(self.workspace, settings.LEASE_SECONDS, 5)
        settings.put(self.workspace, settings.SEND_DEADLINE_SECONDS, 1)
        settings.put(self.workspace, settings.HOURLY_CAP, 1000)
        self.account = add_account(self.workspace)
        self.order = Order(
            home=str(folder / "home"),
            log=str(folder / "log"),
            store=str(folder / "kiosk.sqlite"),
            uploads=UPLOADS,
        )

    def killed_at(self, boundary: Boundary, *, careless: bool = False) -> str:
        """A post whose worker is killed there and started again; gives the delivery."""
        delivery = add_delivery(self.workspace, self.account, text=SPLIT_AT.join("abcde"))
        log = self.folder / f"{delivery}.log"
        order = replace(self.order, log=str(log), careless=careless)
        killed = replace(order, kill=(boundary.step, boundary.where))
        assert self.nursery.run(killed) == KILLED
        assert {boundary, Boundary("killed", "here")} <= set(boundaries(log))
        assert self.nursery.run(order) == 0
        return delivery

    def check_once(self, delivery: str) -> None:
        """There exactly once, and nothing is left in `publishing`."""
        arrived = Counter(part for key, part in self.store.arrived() if key == delivery)
        assert arrived == dict.fromkeys(range(1, PARTS + 1), 1)
        assert row(self.workspace, delivery).status is D.PUBLISHED
        assert set(statuses(self.workspace)) == {D.PUBLISHED}


@pytest.fixture
def scene(tmp_path: Path, nursery: Nursery) -> Iterator[Scene]:
    made = Scene(tmp_path, nursery)
    yield made
    close(made.workspace)


def test_a_run_without_a_kill_passes_every_boundary(scene: Scene) -> None:
    delivery = add_delivery(scene.workspace, scene.account, text=SPLIT_AT.join("abcde"))
    assert scene.nursery.run(scene.order) == 0
    scene.check_once(delivery)
    passed = {(one.step, one.where) for one in boundaries(Path(scene.order.log))}
    assert passed == EXPECTED


def test_killed_at_every_boundary(scene: Scene) -> None:
    for step, where in sorted(EXPECTED):
        delivery = scene.killed_at(Boundary(step, where))
        scene.check_once(delivery)


def test_the_planted_bug_is_found(scene: Scene) -> None:
    """Armed after sending: killed in between, the part goes out twice, and the check sees it."""
    delivery = scene.killed_at(Boundary("part-3", "answered"), careless=True)
    with pytest.raises(AssertionError):
        scene.check_once(delivery)
    twice = [part for key, part in scene.store.arrived() if key == delivery]
    assert twice.count(3) == 2
