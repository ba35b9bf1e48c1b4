"""What a full day never hides: posts that wait for their person, and where they did not go."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.services import brands
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.publisher.chip_face import SHORT
from brandcraft_desktop.ui.publisher.day_cell import DayCell
from brandcraft_desktop.ui.publisher.folding import rest_words
from brandcraft_desktop.ui.shell.places import PUBLISHER
from brandcraft_desktop.ui.theme import color
from tests.ui.publisher.conftest import Desk
from tests.ui.publisher.world import NOW, Made, add_accounts, add_post
from tests.ui.stage import stage

D = DeliveryStatus
FRIDAY = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
EVERYWHERE = ("x", "linkedin", "bluesky", "mastodon")


def cell(desk: Desk, day: int) -> DayCell:
    found = desk.page.calendar.month.cell_of(date(2026, 11, day))
    assert found is not None
    return found


def has_color(widget: QWidget, token: str, box: QRect | None = None) -> bool:
    """Whether a colour is seen on a widget, or on a part of it."""
    shot = widget.grab().toImage()
    part, wanted = box or shot.rect(), QColor(color(token))
    return any(
        shot.pixelColor(x, y) == wanted
        for x in range(part.left(), part.right() + 1)
        for y in range(part.top(), part.bottom() + 1)
    )


def full_day(desk: Desk, *troubled: int) -> list[Made]:
    """Six posts on the twentieth, some of them failed."""
    twentieth = FRIDAY.replace(day=20)
    made = [
        desk.add(
            f"Post {number}",
            twentieth.replace(hour=8 + number),
            status=D.FAILED if number in troubled else D.PUBLISHED,
        )
        for number in range(6)
    ]
    desk.wait(lambda: len(cell(desk, 20).rows) == 6)
    return made


@pytest.mark.parametrize("tray", [False, True])
def test_a_small_chip_shows_the_platform_it_failed_on(desk: Desk, tray: bool) -> None:
    made = [
        desk.add(
            f"Busy {number}",
            FRIDAY.replace(day=20, hour=9 + number),
            to=EVERYWHERE,
            status=D.PUBLISHED,
            other={"mastodon": D.FAILED},
        )
        for number in range(2)
    ]
    desk.page.resize(1180, 640)
    desk.wait(lambda: len(cell(desk, 20).rows) == 2)
    if tray:
        QTest.mouseClick(desk.page.header.tray, Qt.MouseButton.LeftButton)
        desk.wait(desk.page.calendar.tray.isVisible)
    desk.wait(lambda: all(desk.chip(one).height() == SHORT for one in made))
    for chip in map(desk.chip, made):
        end = QRect(chip.width() - 48, 3, 42, SHORT - 6)
        assert has_color(chip, "failed", end)


def test_calm_posts_make_room_for_those_that_need_attention(desk: Desk) -> None:
    made = full_day(desk, 4, 5)
    shown = [chip.row.id for chip in cell(desk, 20).shown()]
    assert shown == [made[4].id, made[5].id]
    assert cell(desk, 20).more.text().endswith("+4 more")
    assert not has_color(cell(desk, 20).more, "failed")


def test_a_full_day_tells_what_is_the_matter_behind_it(desk: Desk) -> None:
    made = full_day(desk, 1, 3, 4, 5)
    more = cell(desk, 20).more
    assert [chip.row.id for chip in cell(desk, 20).shown()] == [made[1].id, made[3].id]
    assert more.accessibleName() == "4 more posts, 2 need attention"
    assert more.text().endswith(", 2 need attention")
    assert has_color(more, "failed")
    assert more.width() >= more.sizeHint().width()
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    panel = QApplication.activePopupWidget()
    assert panel is not None
    assert len(panel.chips) == 6  # type: ignore[attr-defined]


def test_words_give_way_where_there_is_little_room() -> None:
    def within(most: int) -> str:
        return rest_words(7, 3, lambda words: len(words) <= most).lstrip("\u200e")

    assert within(40) == "+7 more, 3 need attention"
    assert within(22) == "+7, 3 need attention"
    assert within(20) == "+7 more, 3 to check"
    assert within(16) == "+7, 3 to check"
    assert within(8) == "+7, 3 !"
    assert within(3) == "+7 !"


def test_in_the_week_what_needs_attention_is_told_as_well(desk: Desk) -> None:
    made = [
        desk.add(f"Post {number}", FRIDAY, status=D.FAILED if number > 2 else D.PUBLISHED)
        for number in range(5)
    ]
    QTest.keyClick(desk.page, Qt.Key.Key_W)
    desk.page.header.after.click()
    column = desk.page.calendar.week.columns[4]
    desk.wait(lambda: len(column.rows) == 5)
    assert column.chip_of(made[3].id) is not None
    assert column.rests[0].accessibleName() == "4 more posts, 1 needs attention"
    assert has_color(column.rests[0], "failed")


def test_the_smallest_window_with_notices_shows_two_posts_a_day(
    qtbot: QtBot, tmp_path: Path
) -> None:
    def prepare(workspace: Workspace) -> None:
        accounts = add_accounts(workspace)
        brands.add(workspace, "Demo Studio")
        for number in range(4):
            at = NOW.replace(hour=12 + number)
            add_post(workspace, accounts, f"Post {number}", at=at, status=D.PUBLISHED)

    with stage(tmp_path, prepare=prepare) as at:
        assert at.program.session is not None
        if at.program.session.greeting.dialog is not None:
            at.program.session.greeting.dialog.reject()
        at.window.resize(1024, 640)
        at.window.notice.show_notice("info", "Practice workspace: nothing here is real.")
        page = at.window.page(PUBLISHER)
        assert isinstance(page, PublisherPage)
        page.note.show_hidden("Demo Studio", 1, "in November")
        at.settle()
        today = page.calendar.month.cell_of(NOW.date())
        assert today is not None
        assert today.height() < 72
        assert [chip.row.title for chip in today.shown()] == ["Post 0", "Post 1"]
        assert today.more.text().endswith("+2 more")
        places = [one.geometry() for one in (*today.shown(), today.more)]
        assert all(today.rect().contains(one) for one in places)
        assert not any(
            one.intersects(other) for one in places for other in places if one is not other
        )
        qtbot.mouseClick(today.more, Qt.MouseButton.LeftButton)
        panel = QApplication.activePopupWidget()
        assert panel is not None
        panel.close()
