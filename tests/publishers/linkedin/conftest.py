"""A practice world for each module, and a fresh signed-in account in it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.publishers.linkedin.world import COMPANY, WITH_PAGES, World, signed_in

USUAL: dict[str, bool | int | float | str] = {
    "daily_limit": 0,
    "image_polls": 0,
    "document_polls": 0,
    "video_polls": 1,
    "processing_fails": False,
    "part_bytes": 4_194_304,
    "page_product": True,
    "partner": False,
    "list_delay": 0,
    "oldest_version": "202509",
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["linkedin"])
    yield server
    server.stop()


@pytest.fixture
def practice(running: PracticeServer) -> Iterator[PracticeServer]:
    """Nothing posted, no faults, no limits."""
    running.tell("faults/clear")
    running.tell("forget")
    running.tell("linkedin/settings", **USUAL)
    running.tell("calls/clear")
    yield running
    running.tell("faults/clear")
    assert running.ask("linkedin/failures") == {"failures": []}


@pytest.fixture
def world(practice: PracticeServer, tmp_path: Path) -> Iterator[World]:
    """A person; no trouble it meets may show a secret."""
    yield from _watched(signed_in(practice, tmp_path))


@pytest.fixture
def page(practice: PracticeServer, tmp_path: Path) -> Iterator[World]:
    """A page of theirs."""
    scopes = f"{WITH_PAGES} rw_organization_admin"
    yield from _watched(signed_in(practice, tmp_path, scopes, COMPANY))


def _watched(world: World) -> Iterator[World]:
    yield world
    world.http.close()
    shown = "\n".join(
        f"{error!r} {error.message} {error.__dict__!r} {error.__cause__!r}"
        for error in world.troubles
    )
    assert not [secret for secret in world.secret_values() if secret in shown]
