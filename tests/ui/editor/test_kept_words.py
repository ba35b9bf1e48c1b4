"""Snippets and templates from the editor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from brandcraft_desktop.domain.snippet import SnippetKind
from brandcraft_desktop.services import snippets, templates
from brandcraft_desktop.ui.editor.name_dialog import NameDialog
from brandcraft_desktop.ui.editor.snippets_dialog import SnippetsDialog
from tests.ui.editor.conftest import Desk


def popped(desk: Desk) -> QMenu:
    desk.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def names(menu: QMenu) -> list[str]:
    return [one.text() for one in menu.actions() if one.text()]


def test_a_snippet_is_put_in_as_one_step(desk: Desk) -> None:
    snippets.add(desk.workspace, "Signature", "Yours,\nDemo", SnippetKind.TEXT)
    snippets.add(desk.workspace, "R&D", "lab work", SnippetKind.HASHTAGS)
    desk.new()
    desk.type("Hello")
    desk.bot.mouseClick(desk.view.snippets, Qt.MouseButton.LeftButton)
    menu = popped(desk)
    assert names(menu) == ["R&&D", "Signature", "Snippets and hashtags…"]
    menu.actions()[0].trigger()
    menu.close()
    assert desk.view.composer.text() == "Hello #lab #work"
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.view.composer.text() == "Hello"
    desk.page.kept_words.open_snippets()
    menu = popped(desk)
    next(one for one in menu.actions() if one.text() == "Signature").trigger()
    menu.close()
    assert desk.view.composer.text() == "Hello\n\nYours,\nDemo"
    desk.wait(lambda: desk.stored().content.text == "Hello\n\nYours,\nDemo")


def test_snippets_are_added_changed_and_deleted_in_their_dialog(desk: Desk) -> None:
    desk.new()
    desk.type("one two")
    desk.view.composer.selectAll()
    desk.page.kept_words.manage()
    (dialog,) = desk.page.window().findChildren(SnippetsDialog)
    assert dialog.body.toPlainText() == "one two"
    desk.bot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    desk.wait(dialog.notice.isVisible)
    assert "needs a name" in dialog.notice.text()
    desk.bot.keyClicks(dialog.name, "Words")
    desk.bot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    desk.wait(lambda: dialog.list.count() == 2)
    (kept,) = snippets.list_snippets(desk.workspace)
    assert (kept.name, kept.body, kept.kind) == ("Words", "one two", SnippetKind.TEXT)
    dialog.body.setPlainText("three")
    desk.bot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    desk.wait(lambda: snippets.list_snippets(desk.workspace)[0].body == "three")
    desk.bot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    desk.wait(lambda: dialog.list.count() == 1)
    assert snippets.list_snippets(desk.workspace) == ()
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: bool(snippets.list_snippets(desk.workspace)))
    dialog.accept()


def test_a_post_is_kept_as_a_template_and_begun_again(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.type("News of the week")
    desk.bot.mouseClick(desk.view.templates, Qt.MouseButton.LeftButton)
    menu = popped(desk)
    assert names(menu) == ["Keep this post as a template…"]
    menu.actions()[-1].trigger()
    menu.close()
    (dialog,) = desk.page.window().findChildren(NameDialog)
    assert dialog.name.text() == "News of the week"
    dialog.name.clear()
    assert not dialog.save.isEnabled()
    desk.bot.keyClicks(dialog.name, "Weekly")
    desk.bot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    desk.wait(lambda: bool(desk.way.toasts))
    (kept,) = templates.list_templates(desk.workspace)
    assert (kept.name, kept.content.text) == ("Weekly", "News of the week")
    desk.page.kept_words.open_templates()
    menu = popped(desk)
    menu.actions()[0].trigger()
    menu.close()
    desk.wait(lambda: bool(desk.way.went) and desk.way.went[-1].startswith("editor "))
    desk.page.kept_words.open_templates()
    menu = popped(desk)
    (gone,) = [one for one in menu.actions() if one.text() == "Delete a template"]
    inner = gone.menu()
    assert isinstance(inner, QMenu)
    inner.actions()[0].trigger()
    menu.close()
    desk.wait(lambda: templates.list_templates(desk.workspace) == ())
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: len(templates.list_templates(desk.workspace)) == 1)
