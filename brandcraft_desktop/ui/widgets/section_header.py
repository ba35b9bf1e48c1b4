"""The head of a section: what it is, a word about it, and its actions at the far side."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from brandcraft_desktop.ui.widgets.labels import ElidedLabel, WrappedLabel


class SectionHeader(QWidget):
    """``role`` is the label role of the title: "subtitle" (in cards), "heading" or "title"."""

    def __init__(
        self,
        title: str,
        caption: str = "",
        *,
        role: str = "subtitle",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(title, role=role, parent=self)
        self._caption = WrappedLabel(caption, role="muted", parent=self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._caption)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_caption(caption)

    def sizeHint(self) -> QSize:
        # A head never grows: what is left over belongs to the content below it. Qt takes the
        # most a widget may have from its hint, so the hint must know the width it really has.
        hint = super().sizeHint()
        wrapped = self._row.totalHeightForWidth(self.width())
        return QSize(hint.width(), wrapped if wrapped > 0 else hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_caption(self, caption: str) -> None:
        """Change the word about it; empty takes the line away."""
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))

    def add_action(self, widget: QWidget) -> None:
        """Add a button at the far side."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
