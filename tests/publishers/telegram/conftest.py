"""A practice world for each module, and a fresh connected account in it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from brandcraft_desktop.publishers.telegram import TOKEN, Telegram
from tests.publishers.one_call_world import World, connect


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["telegram"])
    yield server
    server.stop()


@pytest.fixture
def practice(running: PracticeServer) -> Iterator[PracticeServer]:
    """Nothing posted, no faults, no limits."""
    running.tell("faults/clear")
    running.tell("forget")
    running.tell("telegram/settings", rate_limits=False, revoked=False, may_post=True)
    running.tell("calls/clear")
    yield running
    running.tell("faults/clear")
    assert running.ask("telegram/failures") == {"failures": []}


@pytest.fixture
def world(practice: PracticeServer, tmp_path: Path) -> Iterator[World]:
    """Connected; no trouble it meets may show the secret, and neither may the log of calls."""
    world = connect(Telegram(), practice, tmp_path)
    yield world
    world.http.close()
    shown, secret = world.everywhere(), world.secrets.values[TOKEN]
    assert secret not in shown
    assert secret[-30:] not in shown
