"""A practice world for each module, and a fresh signed-in account in it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.publishers.pinterest.world import World, connect

USUAL: dict[str, bool | float | str] = {
    "access_seconds": 30 * 86_400.0,
    "refresh_seconds": 60 * 86_400.0,
    "refresh_told": True,
    "trial": "standard",
    "media_polls": 2,
    "media_outcome": "succeeded",
    "media_seconds": 86_400.0,
    "upload_seconds": 3600.0,
    "lag": 0.0,
    "zoned": False,
    "rate_limits": False,
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["pinterest"])
    yield server
    server.stop()


@pytest.fixture
def practice(running: PracticeServer) -> Iterator[PracticeServer]:
    """Nothing posted, no faults, no limits."""
    running.tell("faults/clear")
    running.tell("forget")
    running.tell("pinterest/settings", **USUAL)
    running.tell("calls/clear")
    yield running
    running.tell("faults/clear")
    assert running.ask("pinterest/failures") == {"failures": []}


@pytest.fixture
def world(practice: PracticeServer, tmp_path: Path) -> Iterator[World]:
    """Signed in; no trouble it meets may show a secret."""
    world = connect(practice, tmp_path)
    practice.tell("calls/clear")
    yield world
    world.http.close()
    shown = world.everywhere()
    assert not [one for one in world.secrets.seen if len(one) > 12 and one in shown]
