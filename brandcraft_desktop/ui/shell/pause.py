"""Pausing from the tray and the menus, with a way back to how it was."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.tasks import Tasks
from brandcraft_desktop.ui.times import day_and_time

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

HOUR = timedelta(hours=1)


def pause(workspace: Workspace, tasks: Tasks, window: MainWindow, length: str) -> None:
    """ "hour", "tomorrow", "forever", or "resume"; the toast offers to undo it."""

    def work() -> tuple[datetime | None, datetime | None]:
        from brandcraft_desktop.services import pausing

        before = pausing.paused_until(workspace)
        if length == "resume":
            pausing.resume(workspace)
        elif length == "hour":
            pausing.pause_for(workspace, HOUR)
        elif length == "tomorrow":
            pausing.pause_until_tomorrow(workspace)
        else:
            pausing.pause(workspace)
        return before, pausing.paused_until(workspace)

    def done(moments: tuple[datetime | None, datetime | None]) -> None:
        before, until = moments
        window.toast(words(until, workspace.clock.now()), undo=lambda: put_back(before))

    def put_back(before: datetime | None) -> None:
        def back() -> None:
            from brandcraft_desktop.services import pausing

            if before is None:
                pausing.resume(workspace)
            else:
                pausing.pause(workspace, until=before)

        tasks.change(back)

    tasks.change(work, done)


def words(until: datetime | None, now: datetime) -> str:
    """What the toast says of a pause that ends at `until` (None: there is none)."""
    from brandcraft_desktop.services.pausing import FOREVER

    if until is None:
        return "Posting goes on"
    return (
        "Posting paused" if until == FOREVER else f"Posting paused until {day_and_time(until, now)}"
    )
