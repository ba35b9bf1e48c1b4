"""The title of a row while it is being renamed: a line of text that lies over it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from brandcraft_desktop.services.post_content import MAX_TITLE

HIGH = 32


class TitleField(QLineEdit):
    """Enter and leaving it keep what was typed (``done``), Esc leaves the title as it was."""

    done = Signal(str)
    left = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._before = title
        self._over = False
        self.setAccessibleName("Title of the post")
        self.setPlaceholderText("Title (only you see it)")
        self.setMaxLength(MAX_TITLE)
        self.selectAll()

    def open_at(self, place: QRect) -> None:
        """Show it in the middle of a place of its parent."""
        top = place.top() + (place.height() - HIGH) // 2
        self.setGeometry(place.left(), top, place.width(), HIGH)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(keep=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(keep=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._end(keep=True)

    def _end(self, *, keep: bool) -> None:
        if self._over:
            return
        self._over = True
        words = self.text().strip()
        if keep and words != self._before:
            self.done.emit(words)
        self.hide()
        self.left.emit()
        self.deleteLater()
