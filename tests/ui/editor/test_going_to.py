"""Posting now names each account: face, platform and handle, in the order of every list."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea

from brandcraft_desktop.ui.editor.going_to import GoingTo, in_order
from brandcraft_desktop.ui.editor.previews.made_as import size_words
from brandcraft_desktop.ui.widgets import Avatar, ConfirmDialog, ElidedLabel
from tests.ui.editor.conftest import Desk


def test_each_account_is_shown(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("Hello")
    desk.page.finishing.ask_post_now()
    dialog = desk.page.findChildren(ConfirmDialog)[0]
    shown = dialog.findChildren(GoingTo)[0]
    chosen = in_order(desk.page.controller.context, desk.page.controller.chosen_accounts())
    handles = [f"@{one.handle.lstrip('@')}" for one in chosen]
    labels = shown.findChildren(ElidedLabel)
    assert [one.text() for one in labels[1::2]] == handles
    assert [one.accessibleName() for one in shown.findChildren(Avatar)] == list(shown.names)
    assert "LinkedIn @" in dialog.accessibleDescription()
    assert len({one.x() for one in labels[1::2]}) == 1, "the handles stand below each other"
    dialog.reject()


def test_many_accounts_are_scrolled(desk: Desk) -> None:
    desk.new()
    everybody = desk.page.controller.accounts * 3
    shown = GoingTo(desk.page.controller.context, everybody)
    area = shown.findChildren(QScrollArea)[0]
    inside = area.widget()
    assert inside is not None
    assert inside.sizeHint().height() > area.height()
    shown.deleteLater()


def test_small_files_have_a_size() -> None:
    told = [size_words(count) for count in (1, 40_000, 999_499, 999_500, 2_140_000)]
    assert told == ["1 kB", "40 kB", "999 kB", "1.0 MB", "2.1 MB"]
