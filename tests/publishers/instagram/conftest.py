"""A practice world for each module, and a fresh signed-in account in it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.publishers.instagram.served import Served, serving
from tests.publishers.instagram.world import World, connect
from tests.publishers.support import FileRenditions

USUAL: dict[str, int | float | str] = {
    "image_polls": 0,
    "video_polls": 1,
    "outcome": "finished",
    "bytes_taken": "both",
    "quota": 100,
    "moderation": "",
    "container_seconds": 86_400.0,
    "youngest": 86_400.0,
    "lag": 0.0,
    "usage_minutes": 0,
    "account_type": "BUSINESS",
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["instagram"])
    yield server
    server.stop()


@pytest.fixture
def practice(running: PracticeServer) -> Iterator[PracticeServer]:
    """Nothing posted, no faults, no limits."""
    running.tell("faults/clear")
    running.tell("forget")
    running.tell("instagram/settings", **USUAL)
    running.tell("calls/clear")
    yield running
    running.tell("faults/clear")
    assert running.ask("instagram/failures") == {"failures": []}


@pytest.fixture
def staging() -> Iterator[Served]:
    with serving(FileRenditions()) as served:
        yield served


@pytest.fixture
def world(practice: PracticeServer, tmp_path: Path, staging: Served) -> Iterator[World]:
    """Signed in on Instagram; no trouble it meets may show a secret."""
    world = connect(practice, tmp_path, staging)
    practice.tell("calls/clear")
    yield world
    _close(world)


@pytest.fixture
def pages(practice: PracticeServer, tmp_path: Path, staging: Served) -> Iterator[World]:
    """Signed in through Facebook."""
    world = connect(practice, tmp_path, staging, "pages")
    practice.tell("calls/clear")
    yield world
    _close(world)


def _close(world: World) -> None:
    world.http.close()
    shown = world.everywhere()
    assert not [one for one in world.secrets.seen if len(one) > 32 and one in shown]
