"""The row of accounts: every one has its chip, in as many lines as it takes."""

from __future__ import annotations

import pytest

from brandcraft_desktop.services import accounts
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.editor.accounts_row import MOST_CHIPS
from tests.ui.editor.conftest import Desk
from tests.ui.editor.world import add_account


@pytest.mark.parametrize("width", [1196, 940])
def test_thirteen_accounts_all_have_their_chips(
    desk: Desk, workspace: Workspace, width: int
) -> None:
    show(desk, workspace, 13)
    desk.page.resize(width, 552)
    row = desk.view.accounts
    inside = row.rect()
    assert len(row.chips) == 13
    for chip in row.chips:
        assert chip.isVisible()
        corners = (chip.rect().topLeft(), chip.rect().bottomRight())
        assert all(inside.contains(chip.mapTo(row, corner)) for corner in corners)
    assert row.summary() == "0 of 13 accounts"
    assert row.more.accessibleName() == "Choose accounts"


def test_who_has_more_is_told_how_many_are_in_the_list(desk: Desk, workspace: Workspace) -> None:
    show(desk, workspace, MOST_CHIPS + 3)
    row = desk.view.accounts
    assert len(row.chips) == MOST_CHIPS
    assert row.summary() == f"0 of {MOST_CHIPS + 3} accounts, 3 only in the list"
    assert row.more.accessibleName() == "Choose accounts, 3 more"


def show(desk: Desk, workspace: Workspace, count: int) -> None:
    """So many accounts in a new post."""
    for number in range(count - len(accounts.list_accounts(workspace))):
        add_account(workspace, ("x", "threads", "bluesky")[number % 3], f"studio{number:02}")
    desk.new()
    desk.wait(lambda: len(desk.page.controller.accounts) == count)
    desk.settle()
