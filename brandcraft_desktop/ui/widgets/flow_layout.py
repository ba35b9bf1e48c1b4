"""A layout that fills lines like text and wraps when the line is full."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget

WIDEST: Final = 640
"""Logical pixels a row asks for at most; it takes more when it gets more."""


class FlowLayout(QLayout):
    """Items keep their own size, are centred in their line, and mirror in right-to-left."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def insertWidget(self, index: int, widget: QWidget) -> None:
        """Put a widget at a place in the row."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        # A page is arranged at each key press, and asks several times for the same widths.
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return known

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        # One line if it can be: Qt takes the height from this width before it knows the real one.
        widths = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
        margins = self.contentsMargins()
        line = sum(widths) + self.spacing() * max(len(widths) - 1, 0)
        width = min(line, WIDEST) + margins.left() + margins.right()
        least = self.minimumSize()
        return QSize(width, self.heightForWidth(width)).expandedTo(least)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Break into lines, place them if asked, and return the height it all takes."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(inner.width(), 1), 1 << 20))
            size = size.expandedTo(item.minimumSize())
            needed = size.width() + (self.spacing() if lines[-1] else 0)
            if lines[-1] and used + needed > inner.width():
                lines.append([])
                used, needed = 0, size.width()
            lines[-1].append((item, size))
            used += needed
        return self._place(lines, inner, place=place) + margins.top() + margins.bottom()

    def _place(
        self, lines: list[list[tuple[QLayoutItem, QSize]]], inner: QRect, *, place: bool
    ) -> int:
        owner = self.parentWidget()
        direction = owner.layoutDirection() if owner else Qt.LayoutDirection.LeftToRight
        top = inner.top()
        for number, line in enumerate(lines):
            height = max((size.height() for _, size in line), default=0)
            left = inner.left()
            for item, size in line:
                if place:
                    if item.expandingDirections() & Qt.Orientation.Vertical:
                        size.setHeight(height)
                    corner = QPoint(left, top + (height - size.height()) // 2)
                    item.setGeometry(QStyle.visualRect(direction, inner, QRect(corner, size)))
                left += size.width() + self.spacing()
            top += height + (self.spacing() if number + 1 < len(lines) else 0)
        return top - inner.top()


def spread(widget: QWidget) -> None:
    """Let a widget that holds a flow layout take the height its lines need."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
