"""A worker killed in the middle of what comes after a post: the post stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from brandcraft_desktop.domain.follow_up import FollowUpState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import follow_up_rows
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.workspace import Workspace, close
from tests.faults.nursery import KILLED, Nursery, Order
from tests.services.engine_fixtures import open_kiosk, publish_due
from tests.services.engine_world import (
    Kiosk,
    KioskStore,
    add_account,
    add_delivery,
    not_sent,
    row,
)

pytestmark = pytest.mark.contract
NAME = "comment"


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


def make_due(workspace: Workspace) -> None:
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.follow_ups)
            .where(tables.follow_ups.c.run_at.is_not(None))
            .values(run_at=workspace.clock.now())
        )
    )


def state(workspace: Workspace) -> FollowUpState:
    return FollowUpState(
        workspace.database.read(
            lambda connection: connection.execute(select(tables.follow_ups.c.state)).scalar_one()
        )
    )


@pytest.mark.parametrize(("where", "done"), [("before", 1), ("answered", 2)])
def test_killed_it_is_done_by_the_next_worker_behind_its_lease(
    tmp_path: Path, nursery: Nursery, where: str, done: int
) -> None:
    """This platform tells nobody apart: killed after its answer, the comment is there twice."""
    store = KioskStore(tmp_path / "kiosk.sqlite")
    kiosk = Kiosk(store, follows=(NAME,))
    kiosk.next(NAME, not_sent())
    workspace = open_kiosk(tmp_path / "home", SystemClock(), kiosk)
    try:
        delivery = add_delivery(workspace, add_account(workspace))
        publish_due(workspace)
        make_due(workspace)
        order = Order(
            home=str(tmp_path / "home"),
            log=str(tmp_path / "log"),
            store=str(tmp_path / "kiosk.sqlite"),
            follows=(NAME,),
        )
        assert nursery.run(replace(order, kill=(NAME, where))) == KILLED
        assert state(workspace) is FollowUpState.WAITING
        assert nursery.run(order) == 0  # its lease holds: nobody else begins
        assert state(workspace) is FollowUpState.WAITING
        moment = workspace.database.read(follow_up_rows.next_due)
        assert moment is not None
        assert moment > workspace.clock.now()
        make_due(workspace)
        assert nursery.run(order) == 0
        assert state(workspace) is FollowUpState.DONE
        assert store.uploads() == [NAME] * done
        assert store.arrived() == [(delivery, 1)]
        assert row(workspace, delivery).status is D.PUBLISHED
    finally:
        close(workspace)
