"""Two who create with one idempotency key at the same moment: one post, and both are told of it.

On a server too the writers take turns, so the second looks only when the first is durable.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, text

from brandcraft_desktop.domain.status import Stage
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.post_writing import insert_post
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.models.times import StandingClock

KEY = "once"
MAY_TAKE = 60.0  # seconds
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + MAY_TAKE
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def count(workspace: Workspace) -> int:
    counting = select(func.count()).select_from(tables.posts)
    return workspace.database.read(lambda connection: connection.execute(counting).scalar_one())


def test_the_second_gets_the_post_of_the_first(tmp_path: Path, postgres_url: str) -> None:
    """The second stands before the turn to write while the first is not finished."""
    first, second, watcher = (
        open_workspace(Home(tmp_path / name), clock=StandingClock(), database_url=postgres_url)
        for name in ("first", "second", "watcher")
    )
    told: list[str] = []
    try:

        def begin(connection: Connection, emit: Emit) -> str:
            made = insert_post(connection, first, stage=Stage.DRAFT, idempotency_key=KEY)
            other.start()
            wait_until(lambda: waiting(watcher) > 0)
            return made

        def create() -> None:
            content = PostContent(text="The second")
            made = posts.create(second, content, mode=posts.Mode.DRAFT, idempotency_key=KEY)
            told.append(made.id)

        other = threading.Thread(target=create)
        made = change(first, begin, person=True)
        other.join(MAY_TAKE)
        assert told == [made]
        assert count(watcher) == 1
    finally:
        for workspace in (first, second, watcher):
            close(workspace)


def waiting(workspace: Workspace) -> int:
    """How many of the server's sessions stand before somebody's lock."""

    def look(connection: Connection) -> int:
        return int(connection.execute(text(WAITING)).scalar_one())

    return workspace.database.read(look)


@pytest.mark.parametrize("server", [False, True], ids=["file", "server"])
def test_many_at_once_make_one_post(tmp_path: Path, postgres_url: str, server: bool) -> None:
    homes = [tmp_path / (str(number) if server else "home") for number in range(6)]
    workspaces = [
        open_workspace(
            Home(home), clock=StandingClock(), database_url=postgres_url if server else None
        )
        for home in homes
    ]
    together, told = threading.Barrier(len(workspaces)), list[str]()

    def create(workspace: Workspace) -> None:
        together.wait(MAY_TAKE)
        content = PostContent(text="Once")
        made = posts.create(workspace, content, mode=posts.Mode.DRAFT, idempotency_key=KEY)
        told.append(made.id)

    threads = [threading.Thread(target=create, args=(one,)) for one in workspaces]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(MAY_TAKE)
        assert len(told) == len(workspaces)
        assert len(set(told)) == 1
        assert count(workspaces[0]) == 1
    finally:
        for workspace in workspaces:
            close(workspace)
