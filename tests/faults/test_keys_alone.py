"""From an empty home to a mended post with the keyboard alone, in the real window."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDateTimeEdit
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui.editor.account_chip import AccountChip
from brandcraft_desktop.ui.shell.places import ACCOUNTS, CREATE, PUBLISHER
from tests.faults.keys_alone import Keyboard
from tests.faults.practice_place import WRITE, practice_place, window

pytestmark = [pytest.mark.contract, pytest.mark.bench]

WORDS = "Written without a mouse"
MENDED = ", and mended so"
LEAST_SECONDS = 25
MINUTES_MS = 120_000


def test_connect_write_schedule_fail_mend_and_retry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with (
        practice_place(tmp_path) as place,
        window(place, monkeypatch, qtbot) as program,
    ):
        shown = program.window
        hands = Keyboard(shown)
        shown.resize(1280, 800)
        shown.activateWindow()
        hands.wait_for("the window to be in front", shown.isActiveWindow)
        person = place.server.accounts[0]
        place.server.tell(
            "faults",
            endpoint=WRITE,
            kind="status",
            status=400,
            error="InvalidRequest",
            message="Invalid record",
        )

        hands.press("Ctrl+Shift+N")
        hands.wait_for("the dialog", QApplication.activeModalWidget)
        hands.tab_to("Bluesky")
        hands.press("Space")
        hands.tab_to("Handle")
        hands.type(person.handle)
        hands.tab_to("App password")
        hands.type(person.app_password)
        hands.press("Return")
        hands.wait_for("the account", lambda: QApplication.activeModalWidget() is None)
        assert shown.current_key == ACCOUNTS

        hands.press("Ctrl+N")
        hands.wait_for("the editor", lambda: shown.current_key == CREATE and not program.tasks.busy)
        chip = hands.tab_to(f"Bluesky, @{person.handle}")
        assert isinstance(chip, AccountChip)
        if not chip.isChecked():
            hands.press("Space")
        hands.tab_to("Post text")
        hands.type(WORDS)
        due = (datetime.now().astimezone() + timedelta(seconds=LEAST_SECONDS + 60)).replace(
            second=0, microsecond=0
        )
        hands.tab_to("Date and time")
        section = QDateTimeEdit.Section
        hands.set_part(section.MinuteSection, f"{due:%M}")
        hands.set_part(section.HourSection, f"{due:%H}", back=True)
        hands.set_part(section.DaySection, f"{due:%d}", back=True)
        hands.wait_for("everything to be saved", lambda: not program.tasks.busy)
        hands.press("Ctrl+Return")
        hands.wait_for("the editor to be left", lambda: shown.current_key != CREATE)

        def failed() -> bool:
            return list(place.statuses().values()) == ["failed"]

        hands.wait_for("it to fail", failed, within_ms=MINUTES_MS)
        assert not place.arrived()

        hands.press("Ctrl+2")
        hands.wait_for("the calendar", lambda: shown.current_key == PUBLISHER)
        hands.press("L")
        hands.wait_for("the list to be read", lambda: not program.tasks.busy)
        hands.tab_to("Posts")
        hands.press("Down")
        hands.press("Return")
        hands.tab_to("Edit")
        hands.press("Space")
        hands.wait_for("the editor", lambda: shown.current_key == CREATE and not program.tasks.busy)
        hands.tab_to("Post text")
        hands.press("Ctrl+End")
        hands.type(MENDED)
        hands.press("Ctrl+Return")
        hands.wait_for("the post", place.arrived, within_ms=MINUTES_MS)
        assert [one.text for one in place.arrived()] == [WORDS + MENDED]
        hands.wait_for("the window to know", lambda: not program.tasks.busy)
