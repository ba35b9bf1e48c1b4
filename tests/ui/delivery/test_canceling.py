"""Cancel on a row that is on its way, with a worker at work; the platform's own store is asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import deliveries
from brandcraft_desktop.services.publishing import claim_due, run
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.delivery import DeliveryPage
from brandcraft_desktop.ui.delivery.row import DeliveryRow
from brandcraft_desktop.ui.delivery.words import Act
from brandcraft_desktop.ui.shell.places import DELIVERY
from tests.services.engine_world import (
    HandClock,
    Kiosk,
    KioskStore,
    OneKiosk,
    add_account,
    add_delivery,
    row,
)
from tests.ui.stage import Stage, open_house, stage

PATIENCE = 20.0


class PictureKiosk(Kiosk):
    """Has a glyph that there is."""

    info = replace(Kiosk.info, glyph="x-twitter")


class Gate:
    """A call of the platform in which the worker stands still until it is let go."""

    def __init__(self) -> None:
        self.inside, self.free = threading.Event(), threading.Event()

    def stand_still(self) -> None:
        self.inside.set()
        assert self.free.wait(PATIENCE)


@dataclass
class Held:
    """A worker at work on the post that the delivery page shows."""

    at: Stage
    kiosk: Kiosk
    delivery: str
    shown: DeliveryRow
    worker: threading.Thread
    gates: list[Gate]

    def next_call(self) -> None:
        """On to the next call that is held."""
        self.gates.pop(0).free.set()
        assert self.gates[0].inside.wait(PATIENCE)

    def let_go(self) -> None:
        """On to the end of the work."""
        for gate in self.gates:
            gate.free.set()
        self.worker.join(PATIENCE)
        assert not self.worker.is_alive()
        self.at.settle()


@contextmanager
def held_at(folder: Path, *calls: str) -> Iterator[Held]:
    """A post on the delivery page whose worker stands still in the first of `calls`."""
    kiosk = PictureKiosk(KioskStore(folder / "kiosk.sqlite"), uploads=1)
    gates = [Gate() for _ in calls]
    for gate, call in zip(gates, calls, strict=True):
        kiosk.next(call, gate.stand_still)
    ids: list[str] = []

    def prepare(workspace: Workspace) -> None:
        ids.append(add_delivery(workspace, add_account(workspace), text="Pictures"))

    clock = HandClock()

    def open_it() -> Workspace:
        return open_house(folder, clock, platforms=cast(Registry, OneKiosk(kiosk)))

    with stage(folder, clock=clock, open_it=open_it, prepare=prepare) as at:
        (claim,) = claim_due(at.workspace)
        worker = threading.Thread(target=run, args=(at.workspace, claim), name="worker")
        worker.start()
        try:
            assert gates[0].inside.wait(PATIENCE)
            post = at.workspace.database.read(lambda one: deliveries.find(one, ids[0])[0].id)
            at.window.open_delivery(post)
            at.settle()
            page = at.window.page(DELIVERY)
            assert isinstance(page, DeliveryPage)
            yield Held(at, kiosk, ids[0], page.row(ids[0]), worker, list(gates))
        finally:
            for gate in gates:
                gate.free.set()
            worker.join(PATIENCE)


def test_a_row_that_uploads_is_canceled_and_nothing_goes_out(qtbot: QtBot, tmp_path: Path) -> None:
    with held_at(tmp_path, "upload") as held:
        button = held.shown.button(Act.CANCEL)
        assert button is not None
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        held.at.wait(lambda: held.shown.pill.text() == "Canceled")
        assert held.at.window.toasts.text() == "Canceled for @ann"
        held.let_go()
        assert row(held.at.workspace, held.delivery).status is D.CANCELED
        assert held.kiosk.store.arrived() == []
        assert held.shown.pill.text() == "Canceled"


@pytest.mark.parametrize("call", ["send", "answer"])
def test_a_row_that_is_being_sent_offers_no_cancel_and_says_why(
    qtbot: QtBot, tmp_path: Path, call: str
) -> None:
    with held_at(tmp_path, call) as held:
        assert held.shown.button(Act.CANCEL) is None
        assert held.shown.words.whole_text() == "Publishing… Too late to cancel."
        held.let_go()
        held.at.wait(lambda: held.shown.pill.text() == "Published")
        assert held.kiosk.store.arrived() == [(held.delivery, 1)]


def test_the_cancel_goes_away_by_itself_when_the_sending_begins(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with held_at(tmp_path, "upload", "send") as held:
        assert held.shown.button(Act.CANCEL) is not None
        held.next_call()
        held.at.wait(lambda: held.shown.button(Act.CANCEL) is None)
        assert held.shown.words.whole_text().endswith("Too late to cancel.")
        held.let_go()
        held.at.wait(lambda: held.shown.pill.text() == "Published")
        assert held.kiosk.store.arrived() == [(held.delivery, 1)]
