"""Hashtags used before are offered while one is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.services import posts
from tests.ui.editor.conftest import Desk


def begun(desk: Desk) -> None:
    before = PostContent(text="#autumn #art #sale")
    posts.create(desk.workspace, before, mode=posts.Mode.DRAFT)
    desk.new()
    desk.wait(lambda: desk.page.tags._tags.rowCount() == 3)
    desk.view.composer.setFocus()


def offered(desk: Desk) -> list[str]:
    completer = desk.page.tags.completer
    if not desk.page.tags.popup.isVisible():
        return []
    model = completer.completionModel()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_enter_takes_what_is_offered_as_one_step(desk: Desk) -> None:
    begun(desk)
    desk.view.composer.insertPlainText("Hello 😀 ")
    desk.type("#A")
    assert offered(desk) == ["#autumn", "#art"]
    desk.type("u")
    assert offered(desk) == ["#autumn"]
    QTest.keyClick(desk.page.tags.popup, Qt.Key.Key_Return)
    assert desk.view.composer.text() == "Hello 😀 #autumn "
    assert offered(desk) == []
    desk.view.composer.undo()
    assert desk.view.composer.text() == "Hello 😀 #Au"


def test_escape_and_going_on_leave_the_text_alone(desk: Desk) -> None:
    begun(desk)
    desk.type("#ar")
    assert offered(desk) == ["#art"]
    QTest.keyClick(desk.page.tags.popup, Qt.Key.Key_Escape)
    assert (offered(desk), desk.view.composer.text()) == ([], "#ar")
    desk.type("t")
    assert offered(desk) == []  # it is written out
    desk.type("s and word#au")
    assert offered(desk) == []
    QTest.keyClick(desk.view.composer, Qt.Key.Key_Return)
    assert desk.view.composer.text() == "#arts and word#au\n"
