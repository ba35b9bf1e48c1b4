"""From an empty home to a mended post with the keyboard alone, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDateTimeEdit, QMenu
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui.application import Program
from brandcraft_desktop.ui.editor.account_chip import AccountChip
from brandcraft_desktop.ui.shell.places import ACCOUNTS, CREATE, DELIVERY, PUBLISHER
from tests.faults.keys_alone import Keyboard
from tests.faults.practice_place import WRITE, Place, practice_place, window

pytestmark = [pytest.mark.contract, pytest.mark.bench]

WORDS = "Written without a mouse"
MENDED = ", and mended so"
LEAST_SECONDS = 25
MINUTES_MS = 120_000


@dataclass(frozen=True)
class Desk:
    """Somebody with a keyboard before the window, and the platform behind it."""

    place: Place
    program: Program
    hands: Keyboard

    @property
    def shown(self) -> str:
        """The page in front."""
        return self.program.window.current_key

    def shows(self, name: str) -> bool:
        """Whether a button that is called so can be seen."""
        buttons = self.program.window.findChildren(QAbstractButton)
        return any(one.isVisible() and one.accessibleName().startswith(name) for one in buttons)

    def refuse(self, times: int) -> None:
        """The platform takes none of the next posts; 0: none at all."""
        self.place.server.tell(
            "faults",
            endpoint=WRITE,
            kind="status",
            times=times,
            status=400,
            error="InvalidRequest",
            message="Invalid record",
        )

    def rest(self) -> None:
        """Until everything that was asked for is there."""
        self.hands.wait_for("the window to know", lambda: not self.program.tasks.busy)

    def connect(self) -> None:
        """Connect the practice account."""
        hands, person = self.hands, self.place.server.accounts[0]
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
        assert self.shown == ACCOUNTS

    def write_and_schedule(self) -> None:
        """Write a post for that account, for the next minute or the one after it."""
        hands, person = self.hands, self.place.server.accounts[0]
        hands.press("Ctrl+N")
        hands.wait_for("the editor", lambda: self.shown == CREATE and not self.program.tasks.busy)
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
        self.rest()
        hands.press("Ctrl+Return")
        hands.wait_for("the editor to be left", lambda: self.shown != CREATE)

    def wait_for_status(self, status: str) -> None:
        """Until the only delivery stands so in the database."""
        self.hands.wait_for(
            f"it to be {status}",
            lambda: list(self.place.statuses().values()) == [status],
            within_ms=MINUTES_MS,
        )


@contextmanager
def desk_with_failed_post(
    folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, *, refusals: int
) -> Iterator[Desk]:
    """Connected, written and scheduled by keys; the platform has refused it once."""
    with practice_place(folder) as place, window(place, monkeypatch, qtbot) as program:
        desk = Desk(place, program, Keyboard(program.window))
        program.window.resize(1280, 800)
        program.window.activateWindow()
        desk.hands.wait_for("the window to be in front", program.window.isActiveWindow)
        desk.refuse(refusals)
        desk.connect()
        desk.write_and_schedule()
        desk.wait_for_status("failed")
        assert not place.arrived()
        assert place.writes() == 1
        yield desk


def test_connect_write_schedule_fail_mend_and_retry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with desk_with_failed_post(tmp_path, monkeypatch, qtbot, refusals=1) as desk:
        hands = desk.hands
        hands.press("Ctrl+2")
        hands.wait_for("the calendar", lambda: desk.shown == PUBLISHER)
        hands.press("L")
        desk.rest()
        hands.tab_to("Posts")
        hands.press("Down")
        hands.press("Return")
        hands.tab_to("Edit")
        hands.press("Space")
        hands.wait_for("the editor", lambda: desk.shown == CREATE and not desk.program.tasks.busy)
        hands.tab_to("Post text")
        hands.press("Ctrl+End")
        hands.type(MENDED)
        hands.press("Ctrl+Return")
        hands.wait_for("the post", desk.place.arrived, within_ms=MINUTES_MS)
        assert [one.text for one in desk.place.arrived()] == [WORDS + MENDED]
        assert desk.place.writes() == 2
        desk.rest()


def test_once_the_platform_is_mended_retry_on_the_delivery_page_sends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with desk_with_failed_post(tmp_path, monkeypatch, qtbot, refusals=0) as desk:
        hands, place = desk.hands, desk.place
        hands.wait_for("the window to tell of it", desk.program.window.top_bar.attention.isVisible)
        hands.tab_to("1 needs attention")
        hands.press("Space")
        hands.wait_for("its menu", lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        hands.press("Down")
        hands.press("Return")
        hands.wait_for("the delivery", lambda: desk.shown == DELIVERY)
        desk.rest()

        hands.tab_to("Retry: Bluesky")
        hands.press("Space")
        hands.wait_for("the second try", lambda: place.writes() == 2, within_ms=MINUTES_MS)
        desk.wait_for_status("failed")
        assert not place.arrived(), "the platform still refuses it"

        place.server.tell("faults/clear")
        hands.wait_for("the page to offer it", lambda: desk.shows("Retry: Bluesky"))
        hands.tab_to("Retry: Bluesky")
        hands.press("Space")
        desk.wait_for_status("published")
        assert [one.text for one in place.arrived()] == [WORDS]
        assert place.writes() == 3
        hands.wait_for("the page to show it", lambda: desk.shows("Open post: Bluesky"))
        hands.tab_to("Open post: Bluesky")
        desk.rest()
