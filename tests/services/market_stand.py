"""The market with somebody behind the counter: what it plans is sent like the kiosk's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.media.store import Store
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.services.engine_fixtures import Closed
from tests.services.engine_world import HandClock, Kiosk, KioskStore
from tests.services.market import Market, add_trader


class Stand(Kiosk):
    """A whole publisher with the market's rules."""

    def __init__(self, store: KioskStore) -> None:
        super().__init__(store)
        self._market = Market()
        self.info: PlatformInfo = self._market.info

    def plan(self, composition: Composition) -> Plan:
        return self._market.plan(composition)

    def shorten(self, composition: Composition) -> str:
        return self._market.shorten(composition)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: HandClock) -> Iterator[Workspace]:
    """Ann and Bob have accounts at the market; what is sent there arrives."""
    home = Home(tmp_path / "home")
    home.prepare()
    opened = open_workspace(
        home,
        clock=clock,
        vault=cast(Vault, Closed()),
        platforms=Registry((Stand(KioskStore(tmp_path / "stand.sqlite")),)),
        store=Store(home.media),
        origins=cast(Origins, Closed()),
    )
    add_trader(opened, "ann")
    add_trader(opened, "bob")
    yield opened
    close(opened)
