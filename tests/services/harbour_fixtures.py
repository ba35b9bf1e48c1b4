"""Fixtures of a harbour: its servers, its publisher, and a workspace that knows them alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.accounts.loopback import PORT_VARIABLE
from brandcraft_desktop.services import apps
from brandcraft_desktop.services.workspace import Workspace
from tests.accounts.memory import MemoryStore
from tests.services.harbour import Harbour, harbour_workspace, make_harbour
from tests.services.harbour_world import CLIENT_ID, CLIENT_SECRET, HARBOUR, HarbourWorld
from tests.services.ports import free_port


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> int:
    """The port of the callback, for this test alone."""
    made = free_port()
    monkeypatch.setenv(PORT_VARIABLE, str(made))
    return made


@pytest.fixture
def world(tmp_path: Path) -> Iterator[HarbourWorld]:
    made = HarbourWorld(tmp_path / "world")
    yield made
    made.close()


@pytest.fixture
def harbour(tmp_path: Path) -> Harbour:
    return make_harbour(tmp_path)


@pytest.fixture
def keyring() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def bare(
    home: Path, harbour: Harbour, world: HarbourWorld, port: int, keyring: MemoryStore
) -> Iterator[Workspace]:
    """A workspace without an app."""
    assert port
    with harbour_workspace(home, harbour, world, store=keyring) as opened:
        yield opened


@pytest.fixture
def workspace(bare: Workspace) -> Workspace:
    """A workspace with the practice app's keys."""
    apps.set_app(bare, HARBOUR, CLIENT_ID, CLIENT_SECRET)
    return bare
