"""Formatted words on their way into the text."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from tests.ui.editor.conftest import Desk


def test_formatted_words_are_pasted_as_lines_with_addresses(desk: Desk) -> None:
    mime = QMimeData()
    mime.setHtml(
        "<h2>Packs</h2><ul><li>Ink</li><li>Oil</li></ul>"
        '<p>See <a href="https://shop.example/a">the shop</a><br>today</p>'
    )
    desk.new()
    desk.type("Now: ")
    desk.view.composer.insertFromMimeData(mime)
    assert desk.view.composer.text() == (
        "Now: Packs\n\n• Ink\n• Oil\n\nSee the shop (https://shop.example/a)\ntoday"
    )
    desk.view.composer.undo()
    assert desk.view.composer.text() == "Now: "
    both = QMimeData()
    both.setHtml('<a href="https://shop.example/a">the shop</a>')
    both.setText("the shop")  # what the other program calls its plain text is taken as it is
    desk.view.composer.insertFromMimeData(both)
    assert desk.view.composer.text() == "Now: the shop"
