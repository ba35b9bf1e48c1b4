"""A house beside a stand-in for Unsplash."""

from __future__ import annotations

from pathlib import Path

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import settings, unsplash
from brandcraft_desktop.services.workspace import Workspace, open_workspace
from tests.accounts.memory import MemoryStore
from tests.integrations.unsplash_stand import KEY, UnsplashStand
from tests.services.town import LateVault


def open_beside(
    folder: Path,
    clock: Clock,
    stand: UnsplashStand,
    *,
    platforms: Registry | None = None,
    key: bool = True,
) -> Workspace:
    """A practice workspace whose map leads to the stand, with a key it takes."""
    home = Home(folder)
    home.prepare()
    workspace = open_workspace(
        home,
        clock=clock,
        vault=LateVault(),
        origins=Origins(stand.origins),
        platforms=platforms,
    )
    assert isinstance(workspace.vault, LateVault)
    workspace.vault.begin(workspace.database, home, clock, MemoryStore())
    settings.put(workspace, settings.SPELLING, False)
    if key:
        unsplash.set_key(workspace, KEY)
        stand.used = 0
        stand.asked.clear()
    return workspace
