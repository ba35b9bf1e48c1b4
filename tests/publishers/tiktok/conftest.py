"""A practice world for each module, and a fresh signed-in account in it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.practice.platforms.tiktok.settings import Settings
from brandcraft_desktop.practice.process import PracticeServer, start
from tests.publishers.tiktok.world import World, connect


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["tiktok"])
    yield server
    server.stop()


@pytest.fixture
def practice(running: PracticeServer) -> Iterator[PracticeServer]:
    """Nothing posted, no faults, no limits."""
    running.tell("faults/clear")
    running.tell("forget")
    usual = {**Settings().to_json(), "rate_limits": False, "moderation_seconds": 0.0}
    running.tell("tiktok/settings", **usual)
    running.tell("calls/clear")
    yield running
    running.tell("faults/clear")
    assert running.ask("tiktok/failures") == {"failures": []}


@pytest.fixture
def world(practice: PracticeServer, tmp_path: Path) -> Iterator[World]:
    """Signed in; no trouble it meets may show a secret."""
    world = connect(practice, tmp_path)
    practice.tell("calls/clear")
    yield world
    world.http.close()
    shown = world.everywhere()
    assert not [one for one in world.secrets.seen if len(one) > 12 and one in shown]
    assert "upload_token" not in shown
