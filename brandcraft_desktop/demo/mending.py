"""Mending in the editor what stops a post: by the list of checks, as a person would."""

from __future__ import annotations

from brandcraft_desktop.demo.stage import Stage
from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.ui import robot
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.editor.checks_list import CheckRow, fixes_of
from brandcraft_desktop.ui.editor.view import CHECKS, PREVIEW

_MOST = 20
_OPTION = "options."


def mend(stage: Stage, page: EditorPage, words: str) -> None:
    """Until nothing stops the post: the offered mend, or what must be chosen.

    Of a list the last is chosen, which is the most cautious one; a text becomes `words`. Raises
    `robot.GaveUp` where that does not help.
    """
    for _ in range(_MOST):
        stage.settle()
        row = next((one for one in page.view.checks.rows if _blocks(one)), None)
        if row is None:
            _turn_to(page, PREVIEW)
            return
        _turn_to(page, CHECKS)
        _mend(stage, page, row, words)
    raise robot.GaveUp("The post still can't go out.", page.view.bar.now.toolTip())


def _blocks(row: CheckRow) -> bool:
    return row.finding is not None and row.finding.blocks


def _turn_to(page: EditorPage, place: int) -> None:
    bar = page.view.side.tabBar()
    robot.click(bar, bar.tabRect(place).center())


def _mend(stage: Stage, page: EditorPage, row: CheckRow, words: str) -> None:
    found = row.finding
    if found is None:
        return
    if fixes_of(found):
        robot.click(row.fixes[0])
    elif found.problem.field.startswith(_OPTION):
        name = found.problem.field.removeprefix(_OPTION)
        robot.click(row, robot.at_left(row))
        robot.wait_for(f"the option {name}", lambda: _shown(page, name))
        robot.answer(page.view.options.fields[name], words)
        stage.picture_once("option")
    else:
        raise robot.GaveUp("Nobody but a person can mend this.", found.words)
    robot.wait_for("the mend to count", lambda: not _still(page, found))


def _still(page: EditorPage, found: Finding) -> bool:
    return any(row.finding == found for row in page.view.checks.rows)


def _shown(page: EditorPage, name: str) -> bool:
    field = page.view.options.fields.get(name)
    return field is not None and field.isVisible()
