"""Titles as long as a text, or with lines of their own: what asks and tells keeps its size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.services.attention import attention
from brandcraft_desktop.ui.publisher.acts import PostAct
from brandcraft_desktop.ui.widgets import ConfirmDialog
from tests.ui.publisher.conftest import Desk, hours

SCREEN = 700
TITLES = ["W" * 10_000, "שלום " * 2_000, "a\n" * 3_000, "👨‍👩‍👧‍👦" * 900]


@pytest.mark.parametrize("title", TITLES)
def test_a_question_and_a_toast_fit_the_screen(desk: Desk, title: str) -> None:
    made = desk.add(title, hours(8))
    popover = desk.open(made)
    assert popover.height() < SCREEN
    popover.buttons[PostAct.POST_NOW].click()
    desk.wait(lambda: desk.page.findChild(ConfirmDialog))
    (question,) = desk.page.findChildren(ConfirmDialog)
    QApplication.processEvents()
    assert question.height() < SCREEN
    question.reject()
    QTest.keyClick(desk.open(made), Qt.Key.Key_Delete)
    desk.wait(lambda: desk.way.toasts)
    assert len(desk.way.toasts[0]) < 120
    assert "\n" not in desk.way.toasts[0]


@pytest.mark.parametrize("title", TITLES)
def test_the_tray_lists_it_in_one_line(desk: Desk, title: str) -> None:
    desk.add(title, hours(-8), status=DeliveryStatus.FAILED)
    (item,) = attention(desk.workspace)
    assert len(item.text) < 120
    assert "\n" not in item.text
