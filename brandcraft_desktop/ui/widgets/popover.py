"""A panel that opens at a widget and closes when the person looks elsewhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView, QVBoxLayout, QWidget

AWAY: Final = 4
"""Logical pixels between the anchor and the panel."""


def place_beside(anchor: QRect, size: tuple[int, int], room: QRect, *, mirrored: bool) -> QPoint:
    """Where a panel goes: below the anchor, above it if there is no room, always on the screen.

    All in global logical pixels. ``mirrored`` aligns the right edges, for right-to-left.
    """
    width, height = size
    left = anchor.right() + 1 - width if mirrored else anchor.left()
    top = anchor.bottom() + 1 + AWAY
    above = anchor.top() - AWAY - height
    if top + height > room.bottom() + 1 and above >= room.top():
        top = above
    left = max(room.left(), min(left, room.right() + 1 - width))
    top = max(room.top(), min(top, room.bottom() + 1 - height))
    return QPoint(left, top)


class Popover(QFrame):
    """Fill ``body``, then ``open_at(anchor)``. Esc closes; focus goes back to where it was."""

    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        # Rounded corners need a window that can be seen through; the inner frame is the panel.
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(name)
        self.setWindowTitle(name)
        panel = QFrame(self)
        panel.setObjectName("popover")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)
        self.body = QVBoxLayout(panel)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)
        self._return_to: QWidget | None = None

    def open_at(self, anchor: QWidget) -> None:
        """Show the panel at a widget and put the focus inside."""
        self._return_to = QApplication.focusWidget() or anchor
        self.setLayoutDirection(anchor.layoutDirection())
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0, 0))
        room = anchor.screen().availableGeometry()
        mirrored = anchor.layoutDirection() == Qt.LayoutDirection.RightToLeft
        size = (min(self.width(), room.width()), min(self.height(), room.height()))
        self.resize(*size)
        self.move(place_beside(QRect(corner, anchor.size()), size, room, mirrored=mirrored))
        self.show()
        for found in self.findChildren(QListView):
            # WORKAROUND Qt keeps the rows as high as they were before they had their style.
            found.doItemsLayout()
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.setFocus(Qt.FocusReason.PopupFocusReason)

    def first_focus(self) -> QWidget | None:
        """The first control inside that takes the keyboard."""
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if self.isAncestorOf(widget) and tab and widget.isVisibleTo(self):
                return widget
            widget = widget.nextInFocusChain()
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        back, self._return_to = self._return_to, None
        if back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
