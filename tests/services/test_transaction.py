"""Rows and events together, told after the commit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select

from brandcraft_desktop.domain.events import (
    AccountChanged,
    DeliveryProgress,
    Event,
    PostChanged,
)
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.models.times import StandingClock


@pytest.fixture
def workspace(home: Path) -> Iterator[Workspace]:
    """A new workspace."""
    opened = open_workspace(Home(home), clock=StandingClock())
    yield opened
    close(opened)


def stored(workspace: Workspace) -> int:
    return workspace.database.read(
        lambda connection: connection.scalar(select(func.count()).select_from(tables.events)) or 0
    )


def test_subscribers_hear_of_what_is_already_there(workspace: Workspace) -> None:
    seen: list[tuple[Event, int]] = []
    workspace.bus.subscribe(lambda event: seen.append((event, stored(workspace))))

    def act(connection: Connection, emit: Emit) -> str:
        emit(PostChanged("one"))
        assert seen == []
        emit(AccountChanged("two"))
        emit(PostChanged("one"))
        return "done"

    assert change(workspace, act, person=True) == "done"
    assert seen == [(PostChanged("one"), 2), (AccountChanged("two"), 2)]


def test_a_change_that_fails_leaves_nothing_and_tells_nothing(workspace: Workspace) -> None:
    heard: list[Event] = []
    workspace.bus.subscribe(heard.append)

    def act(connection: Connection, emit: Emit) -> None:
        connection.execute(insert(tables.settings).values(name="half"))
        emit(PostChanged("one"))
        raise LookupError

    with pytest.raises(LookupError):
        change(workspace, act)
    assert heard == []
    assert stored(workspace) == 0


def test_progress_is_told_and_not_stored(workspace: Workspace) -> None:
    heard: list[Event] = []
    workspace.bus.subscribe(heard.append)
    progress = DeliveryProgress("d", "p", 1, 2, "Uploading")
    change(workspace, lambda _, emit: emit(progress))
    workspace.bus.tell(progress)
    assert heard == [progress, progress]
    assert stored(workspace) == 0


def test_a_subscriber_may_change_something_itself(workspace: Workspace) -> None:
    heard: list[Event] = []

    def echo(event: Event) -> None:
        heard.append(event)
        if isinstance(event, PostChanged):
            change(workspace, lambda _, emit: emit(AccountChanged("echo")))

    workspace.bus.subscribe(echo)
    change(workspace, lambda _, emit: emit(PostChanged("one")))
    assert heard == [PostChanged("one"), AccountChanged("echo")]


def test_who_unsubscribed_hears_nothing_more(workspace: Workspace) -> None:
    heard: list[Event] = []
    stop = workspace.bus.subscribe(heard.append)
    stop()
    change(workspace, lambda _, emit: emit(PostChanged("one")))
    assert heard == []
