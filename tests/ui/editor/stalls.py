"""An editor whose platforms are the market and its neighbours: every option, every fix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.plan import Fix
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from brandcraft_desktop.ui.editor.checks_list import CheckRow
from tests.services.market import BOARDS, MARKET, Market, add_trader
from tests.ui.editor.conftest import Desk
from tests.ui.editor.world import NoVault, StandingClock, add_account

LOCKED = replace(BOARDS, flags=frozenset({"comments_off"}))


@pytest.fixture
def workspace(tmp_path: Path, clock: StandingClock) -> Iterator[Workspace]:
    home = Home(tmp_path / "home")
    home.prepare()
    opened = open_workspace(
        home,
        clock=clock,
        vault=cast(Vault, NoVault()),
        platforms=Registry((Market(), Market("fair", "Fair", threads=True, order=1), Bluesky())),
    )
    add_trader(opened, "ann", facts=LOCKED)
    add_account(opened, "bluesky", "demo.bsky.social")
    yield opened
    close(opened)


def market_tab(desk: Desk) -> None:
    """A new post to everybody, with the market's options in front."""
    desk.new()
    desk.choose_all()
    desk.page.tools.open_tab(MARKET)


def lines(desk: Desk) -> list[str]:
    """The checks as a screen reader reads them."""
    return [row.accessibleName() for row in desk.view.checks.rows]


def line(desk: Desk, words: str) -> CheckRow:
    """The first check that says this."""
    return next(row for row in desk.view.checks.rows if words in row.accessibleName())


def mend(desk: Desk, words: str, button: str) -> Finding:
    """Press a button of a check."""
    row = line(desk, words)
    found = next(one for one in row.fixes if one.text() == button and not one.isHidden())
    finding = row.finding
    assert finding is not None
    found.click()
    return finding


__all__ = ["LOCKED", "Fix", "line", "lines", "market_tab", "mend", "workspace"]
