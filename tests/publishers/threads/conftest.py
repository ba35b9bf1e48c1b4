"""A practice world for each module, and a fresh signed-in account in it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.publishers.threads.world import World, connect, served

USUAL: dict[str, bool | float | str] = {
    "short_seconds": 3600.0,
    "long_seconds": 60 * 86_400.0,
    "reissue_after": 0.0,
    "text_polls": 0,
    "media_polls": 1,
    "outcome": "",
    "container_seconds": 86_400.0,
    "lag": 0.0,
    "posts_a_day": 250,
    "replies_a_day": 1000,
    "restricted": False,
    "used": 0,
    "scopes_told": True,
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["threads"])
    yield server
    server.stop()


@pytest.fixture
def practice(running: PracticeServer) -> Iterator[PracticeServer]:
    """Nothing posted, no faults, no limits."""
    running.tell("faults/clear")
    running.tell("forget")
    running.tell("threads/settings", **USUAL)
    running.tell("calls/clear")
    yield running
    running.tell("faults/clear")
    assert running.ask("threads/failures") == {"failures": []}


@pytest.fixture
def world(practice: PracticeServer, tmp_path: Path) -> Iterator[World]:
    """Signed in; no trouble it meets may show a secret."""
    with served(tmp_path) as base:
        world = connect(practice, tmp_path, base)
        practice.tell("calls/clear")
        yield world
        world.http.close()
    shown = world.everywhere()
    assert not [one for one in world.secrets.seen if len(one) > 40 and one in shown]
