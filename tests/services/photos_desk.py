"""A workspace beside a stand-in for Unsplash. Fixtures are imported by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.services import unsplash
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.accounts.memory import MemoryStore
from tests.integrations.unsplash_stand import KEY, UnsplashStand, unsplash_stand
from tests.models.times import StandingClock
from tests.services.town import LateVault


@pytest.fixture
def stand() -> Iterator[UnsplashStand]:
    with unsplash_stand() as made:
        yield made


@pytest.fixture
def keyring() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def workspace(home: Path, stand: UnsplashStand, keyring: MemoryStore) -> Iterator[Workspace]:
    opened = open_workspace(
        Home(home), clock=StandingClock(), vault=LateVault(), origins=Origins(stand.origins)
    )
    assert isinstance(opened.vault, LateVault)
    opened.vault.begin(opened.database, opened.home, opened.clock, keyring)
    yield opened
    close(opened)


@pytest.fixture
def keyed(workspace: Workspace) -> Workspace:
    """With a key that Unsplash takes."""
    assert unsplash.set_key(workspace, KEY).doubt == ""
    return workspace
