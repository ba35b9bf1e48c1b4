"""Why what is due does not go out, as it is and not only as an engine last saw it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, Update, update

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.waiting import Waiting, WaitKind
from brandcraft_desktop.models import tables
from brandcraft_desktop.scheduler import Engine
from brandcraft_desktop.services import accounts, pausing, posts, waiting
from brandcraft_desktop.services.workspace import Workspace
from tests.models.times import StandingClock
from tests.services.engine_world import add_account, add_delivery
from tests.services.processes import other_process
from tests.services.town import make_town, town_workspace


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def workspace(home: Path, tmp_path: Path, clock: StandingClock) -> Iterator[Workspace]:
    with town_workspace(home, make_town(tmp_path), clock=clock) as opened:
        yield opened


def _execute(change: Update, connection: Connection) -> None:
    connection.execute(change)


def kind(found: Waiting | None) -> WaitKind | None:
    return None if found is None else found.kind


def test_somebody_publishes_while_an_engine_runs(workspace: Workspace) -> None:
    assert kind(waiting.waiting_for(workspace)) is WaitKind.NOBODY_PUBLISHES
    engine = Engine(workspace)
    engine.start()
    second = workspace.presence.publishes()
    try:
        assert waiting.waiting_for(workspace) is None
    finally:
        assert engine.stop()
    assert waiting.waiting_for(workspace) is None, "the second still runs"
    second.close()
    assert kind(waiting.waiting_for(workspace)) is WaitKind.NOBODY_PUBLISHES
    assert not list(workspace.home.run.glob("*.publishes"))


def test_a_window_that_was_killed_publishes_no_more(home: Path, workspace: Workspace) -> None:
    mark = workspace.presence.publishes()
    left = next(iter(home.rglob("*.publishes")))
    assert workspace.presence.somebody_publishes()
    mark.close()
    left.touch()  # as the kernel leaves it: there, and held by nobody
    assert not workspace.presence.somebody_publishes()
    with other_process(home):  # whoever opens the workspace next tidies
        assert not left.exists()


def test_what_to_do_depends_on_when(workspace: Workspace, clock: StandingClock) -> None:
    now, later = waiting.waiting_for(workspace), clock.now() + timedelta(hours=2)
    assert now is not None
    assert now.action == "Open the window, or run: brandcraft worker --once"
    ahead = waiting.waiting_for(workspace, later)
    assert ahead is not None
    assert "before the post is due" in ahead.action


def test_a_pause_counts_where_it_reaches(workspace: Workspace, clock: StandingClock) -> None:
    mark = workspace.presence.publishes()
    pausing.pause_for(workspace, timedelta(hours=1))
    found = waiting.waiting_for(workspace)
    assert kind(found) is WaitKind.PAUSED
    assert found is not None
    assert "paused until" in found.message
    assert waiting.waiting_for(workspace, clock.now() + timedelta(hours=2)) is None
    pausing.pause(workspace)
    forever = waiting.waiting_for(workspace, clock.now() + timedelta(days=50))
    assert forever is not None
    assert forever.message == "Publishing is paused."
    pausing.resume(workspace)
    assert waiting.waiting_for(workspace) is None
    mark.close()


def test_each_due_delivery_says_why(workspace: Workspace, clock: StandingClock) -> None:
    account = add_account(workspace)
    due = add_delivery(workspace, account)
    add_delivery(workspace, account, at=clock.now() + timedelta(days=400))
    (one,) = waiting.held(workspace)
    assert (one.delivery_id, one.account_id, one.reason) == (due, account, "")
    accounts.pause(workspace, account, paused=True)
    assert waiting.held(workspace)[0].reason == "Waiting: @ann is paused."
    accounts.pause(workspace, account, paused=False)
    for values, reason in (
        ({"status": DeliveryStatus.WAITING_MEDIA.value}, "files are still being prepared"),
        ({"hold_reason": "The hourly limit is reached."}, "hourly limit"),
        ({"hold_reason": "", "status": "scheduled", "error_title": "x is down."}, ""),
        ({"retry_at": clock.now() + timedelta(minutes=3)}, "x is down. It is tried again at"),
        ({"lease_owner": "somebody"}, None),
    ):
        change = update(tables.deliveries).where(tables.deliveries.c.id == due).values(values)
        workspace.database.write(partial(_execute, change))
        reasons = [each.reason for each in waiting.held(workspace)]
        assert reasons == [] if reason is None else reason in reasons[0]
    assert waiting.held(workspace, "no such post") == ()


def test_what_is_not_to_go_out_waits_for_nothing(workspace: Workspace) -> None:
    add_delivery(workspace, add_account(workspace))
    post_id = waiting.held(workspace)[0].post_id
    view = posts.show(workspace, post_id)
    assert kind(waiting.waiting_of(workspace, view)) is WaitKind.NOBODY_PUBLISHES
    assert waiting.waiting_of(workspace, posts.cancel(workspace, post_id)) is None
