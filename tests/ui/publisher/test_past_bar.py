"""While past posts are loaded, the calendar says so, and Stop ends it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import Connection

from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.services import past_looks
from brandcraft_desktop.services.past_looks import Look
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.ui.publisher.past_bar import PastBar
from tests.ui.publisher.conftest import Desk


def look_of(desk: Desk, account_id: str) -> Look:
    found = desk.workspace.database.read(lambda connection: past_looks.load(connection, account_id))
    assert found is not None
    return found


def test_it_says_how_many_came_and_stop_ends_it(desk: Desk) -> None:
    (bar,) = desk.page.findChildren(PastBar)
    desk.wait(bar.isHidden)
    account_id = desk.accounts["bluesky"]

    def begin(connection: Connection, emit: Emit) -> None:
        now = desk.clock.now()
        past_looks.begin(connection, account_id, now=now, whole=True, asked=True)
        past_looks.change(connection, account_id, found=120)
        emit(AccountChanged(account_id))

    change(desk.workspace, begin)
    desk.wait(bar.isVisible)
    assert bar.words.text() == "Loading past posts of @demo_studio on Bluesky, 120 so far."
    QTest.mouseClick(bar.stop, Qt.MouseButton.LeftButton)
    desk.wait(bar.isHidden)
    assert not look_of(desk, account_id).running
