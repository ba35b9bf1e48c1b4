"""A practice world for each module, and a fresh signed-in account in it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.publishers.mastodon.world import World, connect, everywhere


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["mastodon"])
    yield server
    server.stop()


@pytest.fixture
def practice(running: PracticeServer) -> Iterator[PracticeServer]:
    """Nothing posted, no faults, no limits."""
    quiet(running)
    running.tell("calls/clear")
    yield running
    running.tell("faults/clear")
    assert running.ask("mastodon/failures") == {"failures": []}


def quiet(server: PracticeServer) -> None:
    server.tell("faults/clear")
    server.tell("forget")
    server.tell(
        "mastodon/settings",
        rate_limits=False,
        polls=2,
        slow_pictures=False,
        outcome="ready",
        media_seconds=86_400,
        key_seconds=3600,
        list_seconds=0,
        posts=300,
        version="4.5",
    )
    for account in server.accounts:
        server.tell("mastodon/state", did=account.did, state="active")
        server.tell("mastodon/privacy", did=account.did, privacy="public")


@pytest.fixture
def world(practice: PracticeServer, tmp_path: Path) -> Iterator[World]:
    """Signed in on the first server; no trouble it meets may show a secret."""
    yield from signed_in(practice, tmp_path, 0)


@pytest.fixture
def club(practice: PracticeServer, tmp_path: Path) -> Iterator[World]:
    """Signed in on the second server, which has other limits."""
    yield from signed_in(practice, tmp_path, 2)


def signed_in(practice: PracticeServer, folder: Path, account: int) -> Iterator[World]:
    world = connect(practice, folder, account=account)
    practice.tell("calls/clear")
    yield world
    world.http.close()
    shown = everywhere(world)
    assert not [secret for secret in world.secrets.seen if secret in shown]
