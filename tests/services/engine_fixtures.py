"""Fixtures for tests of the engine; import them by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.media.store import Store
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.publishing import claim_due, run
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.services.engine_world import HandClock, Kiosk, KioskStore, OneKiosk, row


class Closed:
    """Stands where a vault or a map of origins is not needed."""

    def close(self) -> None:
        """Nothing to let go."""


def open_kiosk(
    folder: Path, clock: Clock, kiosk: Kiosk, *, database_url: str | None = None
) -> Workspace:
    """A workspace whose only platform is the kiosk."""
    home = Home(folder)
    home.prepare()
    return open_workspace(
        home,
        clock=clock,
        database_url=database_url,
        vault=cast(Vault, Closed()),
        platforms=cast(Registry, OneKiosk(kiosk)),
        store=Store(home.media),  # housekeeping looks through it
        origins=cast(Origins, Closed()),
    )


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(KioskStore(tmp_path / "kiosk.sqlite"))


@pytest.fixture
def workspace(tmp_path: Path, clock: HandClock, kiosk: Kiosk) -> Iterator[Workspace]:
    opened = open_kiosk(tmp_path / "home", clock, kiosk)
    yield opened
    close(opened)


@pytest.fixture
def another(tmp_path: Path, clock: HandClock, kiosk: Kiosk) -> Iterator[Callable[[], Workspace]]:
    """Opens the same home once more, as another process would."""
    opened: list[Workspace] = []

    def again() -> Workspace:
        opened.append(open_kiosk(tmp_path / "home", clock, kiosk))
        return opened[-1]

    yield again
    for one in opened:
        close(one)


def publish_due(workspace: Workspace, *, chance: float = 0.5) -> int:
    """Claim and run what is due until nothing is; gives how many runs there were."""
    runs = 0
    while claims := claim_due(workspace):
        for claim in claims:
            run(workspace, claim, chance=lambda: chance)
            runs += 1
    return runs


def wait_for_next(workspace: Workspace, clock: HandClock, delivery_id: str) -> None:
    """Let the time pass until its next try."""
    moment = row(workspace, delivery_id).run_at
    assert moment is not None
    clock.advance_to(moment)
