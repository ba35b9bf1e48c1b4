"""Earlier versions from the editor: compared, put back, and back again."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.editor.compared import rich_comparison, spoken_comparison
from brandcraft_desktop.ui.editor.history_dialog import NOTHING, HistoryDialog
from brandcraft_desktop.ui.widgets import WrappedLabel
from tests.ui.editor.conftest import Desk


def opened(desk: Desk) -> HistoryDialog:
    for old in desk.page.window().findChildren(HistoryDialog):
        old.setParent(None)
    desk.bot.mouseClick(desk.view.history, Qt.MouseButton.LeftButton)
    desk.wait(lambda: bool(desk.page.window().findChildren(HistoryDialog)))
    (dialog,) = desk.page.window().findChildren(HistoryDialog)
    return dialog


def test_a_version_is_compared_put_back_and_undone(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.type("The first thought")
    desk.wait(lambda: desk.stored().content.text == "The first thought")
    desk.clock.moment += timedelta(minutes=6)
    desk.view.composer.selectAll()
    desk.type("The second thought")
    at = desk.page.controller.when.at
    dialog = opened(desk)
    assert dialog.list.count() == 1
    shown = dialog.compared.words.accessibleName()
    assert shown == "The removed: first added: second thought"
    desk.bot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    desk.wait(lambda: desk.view.composer.text() == "The first thought")
    assert desk.page.controller.when.at == at
    assert desk.stored().content.text == "The first thought"
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: desk.view.composer.text() == "The second thought")
    assert desk.way.went == []  # the page was never left


def test_without_versions_the_dialog_says_when_there_will_be_some(desk: Desk) -> None:
    desk.new()
    dialog = opened(desk)
    assert NOTHING in [one.whole_text() for one in dialog.findChildren(WrappedLabel)]
    assert dialog.restore.isHidden()


def test_a_published_post_can_be_looked_at_but_not_put_back(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.type("Into the trash")
    desk.wait(lambda: desk.stored().content.text == "Into the trash")
    desk.wait(lambda: not desk.page.controller.autosave.unsaved)  # or it would save once more
    post = desk.page.controller.post
    assert post is not None
    posts.schedule(desk.workspace, post.id, at=desk.clock.moment + timedelta(hours=1))
    posts.delete(desk.workspace, post.id)
    desk.page.open_post(post.id)
    desk.wait(lambda: bool(desk.page.controller.locked_reason))
    dialog = opened(desk)
    assert dialog.list.count() == 1
    assert not dialog.restore.isEnabled()
    assert "trash" in dialog.restore.toolTip()


def test_comparisons_never_become_markup(desk: Desk) -> None:
    document = QTextDocument()
    document.setHtml(rich_comparison("<b>a</b> & <i>", "<b>b</b> & <i>"))
    assert document.toPlainText() == "<b>ab</b> & <i>"
    assert spoken_comparison("same", "same") == "same"
