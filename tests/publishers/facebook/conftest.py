"""A practice world for each module, and a fresh connected Page in it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.publishers.facebook.world import World, connect

USUAL: dict[str, bool | float | str] = {
    "user_seconds": 60 * 86_400.0,
    "data_seconds": 90 * 86_400.0,
    "polls": 1,
    "outcome": "ready",
    "upload_seconds": 86_400.0,
    "partly": -1,
    "lag": 0.0,
    "usage": 5,
    "full_minutes": 0,
    "relative": True,
    "refuse": "",
    "repeats": False,
    "scopes_off": "",
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["facebook"])
    yield server
    server.stop()


@pytest.fixture
def practice(running: PracticeServer) -> Iterator[PracticeServer]:
    """Nothing posted, no faults, no limits."""
    running.tell("faults/clear")
    running.tell("forget")
    running.tell("facebook/settings", **USUAL)
    running.tell("calls/clear")
    yield running
    running.tell("faults/clear")
    assert running.ask("facebook/failures") == {"failures": []}


@pytest.fixture
def world(practice: PracticeServer, tmp_path: Path) -> Iterator[World]:
    """Connected; no trouble it meets may show a secret."""
    world = connect(practice, tmp_path)
    practice.tell("calls/clear")
    yield world
    world.http.close()
    shown = world.everywhere()
    assert not [one for one in world.secrets.seen if len(one) > 12 and one in shown]
