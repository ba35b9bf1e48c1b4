"""The emoji as items of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from brandcraft_desktop.domain.text.emoji_list import Emoji
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import paint_focus

_Index = QModelIndex | QPersistentModelIndex


class EmojiItems(QAbstractListModel):
    """Shows what it is given, in one tone of skin."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Emoji, ...] = ()
        self._tone = ""

    def show_emoji(self, shown: Sequence[Emoji], tone: str) -> None:
        """Show these."""
        self.beginResetModel()
        self._shown, self._tone = tuple(shown), tone
        self.endResetModel()

    def at(self, row: int) -> str:
        """What the row puts into the text; "" outside."""
        return self._shown[row].in_tone(self._tone) if 0 <= row < len(self._shown) else ""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._shown):
            return None
        one = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.in_tone(self._tone)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return one.name
        return None


class EmojiDelegate(QStyledItemDelegate):
    """Paints one emoji in the middle of its cell."""

    def __init__(self, side: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._side = side

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._side, self._side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(place), 6)
        font = QFont(painter.font())
        font.setPixelSize(round(self._side * 0.58))
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(index.data() or ""))
        painter.restore()
