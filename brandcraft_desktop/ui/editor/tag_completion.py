"""Offers hashtags used before while one is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, QStringListModel, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCompleter, QListView

from brandcraft_desktop.ui.editor.composer import Composer

WIDTH = 240
_BEGUN = re.compile(r"(?:^|[^\w&#])#(\w+)$")


class TagCompletion(QObject):
    """Enter or Tab takes what is offered, Esc closes the list; one undo step."""

    def __init__(self, composer: Composer) -> None:
        super().__init__(composer)
        self._composer = composer
        self._tags = QStringListModel(self)
        self.completer = QCompleter(self._tags, self)
        self.completer.setWidget(composer)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.completer.setMaxVisibleItems(6)
        self.completer.activated.connect(self._take)
        self.popup = QListView(composer)
        self.popup.setAccessibleName("Hashtags used before")
        self.completer.setPopup(self.popup)
        composer.completing = self._is_open
        composer.typed.connect(self._look)

    def show_tags(self, tags: Sequence[str]) -> None:
        """What may be offered, the best first."""
        self._tags.setStringList([f"#{one}" for one in tags])

    def _is_open(self) -> bool:
        return self.popup.isVisible()

    def _begun(self) -> str:
        """The tag before the cursor, with its sign; "" where none is being typed."""
        cursor = self._composer.textCursor()
        if cursor.hasSelection():
            return ""
        before = cursor.block().text()[: cursor.positionInBlock()]
        found = _BEGUN.search(before)
        return f"#{found[1]}" if found else ""

    def _look(self) -> None:
        begun = self._begun()
        self.completer.setCompletionPrefix(begun)
        offered = self.completer.completionModel().rowCount() if begun else 0
        only = offered == 1 and self.completer.currentCompletion().casefold() == begun.casefold()
        if not offered or only:
            self.popup.hide()
            return
        place = self._composer.cursorRect()
        place.translate(self._composer.viewport().pos())
        place.setWidth(WIDTH)
        self.completer.complete(place)
        self.popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    def _take(self, tag: str) -> None:
        begun = self._begun()
        if not begun:
            return
        cursor = self._composer.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, _units(begun)
        )
        cursor.insertText(f"{tag} ")
        cursor.endEditBlock()
        self._composer.setTextCursor(cursor)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
