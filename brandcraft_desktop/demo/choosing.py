"""Choosing where a post goes: by its chips, and those that have none in the list of all."""

from __future__ import annotations

from collections.abc import Callable

from brandcraft_desktop.demo.stage import Stage
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.services import accounts
from brandcraft_desktop.ui import robot
from brandcraft_desktop.ui.editor.account_picker import AccountPicker
from brandcraft_desktop.ui.editor.accounts_row import AccountsRow

Takes = Callable[[PlatformInfo], bool]


def choose(stage: Stage, row: AccountsRow, takes: Takes) -> None:
    """Exactly the accounts whose platform takes such a post. Raises `robot.GaveUp`."""
    wanted = {
        one.id: takes(stage.workspace.platforms.get(one.platform).info)
        for one in accounts.list_accounts(stage.workspace)
    }
    for chip in list(row.chips):
        if chip.isChecked() is not wanted[chip.account_id]:
            robot.click(chip)
    shown = {chip.account_id for chip in row.chips}
    rest = {one for one, taken in wanted.items() if taken and one not in shown}
    if rest:
        _choose_in_list(stage, row, rest)


def _choose_in_list(stage: Stage, row: AccountsRow, rest: set[str]) -> None:
    """There is room for so many chips only."""
    robot.click(row.more)
    picker = robot.wait_for("the list of accounts", lambda: row.findChild(AccountPicker))
    robot.tick(picker.list, rest)
    stage.picture_once("accounts_list", picker)
    picker.close()
