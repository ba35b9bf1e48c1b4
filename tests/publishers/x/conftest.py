"""A practice world for each module, and a fresh signed-in account in it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from brandcraft_desktop.practice.values import Json
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from tests.publishers.support import StandingClock
from tests.publishers.x.world import World, connect, everywhere

QUIET: dict[str, Json] = {
    "rate_limits": False,
    "posts_a_window": 100,
    "media_seconds": 86_400,
    "duplicate_seconds": 86_400,
    "processing_polls": 1,
    "processing_outcome": "succeeded",
    "invisible_parents": 0,
    "timeline_hides": 0,
    "timeline_lag": 0,
    "old_names": False,
    "alt_on_videos": True,
    "credits": -1,
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["x"])
    yield server
    server.stop()


@pytest.fixture
def practice(running: PracticeServer) -> Iterator[PracticeServer]:
    """Nothing posted, no faults, no limits."""
    running.tell("faults/clear")
    running.tell("forget")
    running.tell("x/settings", **QUIET)
    running.tell("calls/clear")
    yield running
    running.tell("faults/clear")
    assert running.ask("x/failures") == {"failures": []}


@pytest.fixture
def http(practice: PracticeServer) -> Iterator[Http]:
    """A network without an account."""
    made = Http(StandingClock(), Origins(practice.origins))
    yield made
    made.close()


@pytest.fixture
def world(practice: PracticeServer, tmp_path: Path) -> Iterator[World]:
    """Signed in; no trouble it meets may show a secret."""
    world = connect(practice, tmp_path)
    practice.tell("calls/clear")
    yield world
    world.http.close()
    shown = everywhere(world)
    secret = {value for value in world.secrets.seen if value and value != "practice-x"}
    assert not [one for one in secret if one in shown]
