"""How an account's sign-in stands: permissions, last success, renewal, its last day, app keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.accounts.glyph_tile import GlyphTile
from brandcraft_desktop.ui.accounts.health_words import Line
from brandcraft_desktop.ui.widgets import Button, WrappedLabel, set_look

LETTERS = 70  # of a line
LABEL_LETTERS = 21


class HealthDialog(QDialog):
    """`chosen` carries "refresh", "reconnect" or "keys"; the page does it."""

    chosen = Signal(str)

    def __init__(
        self,
        account: Account,
        info: PlatformInfo,
        lines: Sequence[Line],
        *,
        own_app: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Account health")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(GlyphTile(info))
        head.addWidget(WrappedLabel(f"{info.name}, {at(account.handle)}", role="heading"), 1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self.check = Button("Check now", icon_name="arrows-rotate")
        self.check.clicked.connect(lambda: self.chosen.emit("refresh"))
        self.again = Button("Reconnect…")
        self.again.clicked.connect(lambda: self.chosen.emit("reconnect"))
        self.keys = Button("App keys…", kind="link", icon_name="key")
        self.keys.setVisible(own_app)
        self.keys.clicked.connect(lambda: self.chosen.emit("keys"))
        close = Button("Close", kind="primary")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.check, self.again, self.keys):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addLayout(buttons)
        self.show_lines(lines)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show how it stands now."""
        while (item := self._grid.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for place, line in enumerate(lines):
            label = WrappedLabel(line.label, role="secondary", parent=self)
            label.setFixedWidth(self.fontMetrics().averageCharWidth() * LABEL_LETTERS)
            words = QVBoxLayout()
            words.setSpacing(0)
            value = WrappedLabel(line.value, parent=self)
            value.setAccessibleName(f"{line.label}: {line.value}")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(value)
            holder = QWidget(self)
            if line.meaning and line.meaning != line.value:
                note = WrappedLabel(line.meaning, parent=self)
                set_look(note, "role", "muted")
                words.addWidget(note)
            words.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(words)
            self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(holder, place, 1)
        if self.isVisible():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As wide as its lines are read well, as high as they then are."""
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * LETTERS)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.minimumWidth(), layout.minimumSize().width())
            self.resize(width, layout.totalHeightForWidth(width))

    def show_busy(self, busy: bool) -> None:
        """The platform is being asked."""
        self.check.setEnabled(not busy)
        self.check.setText("Checking…" if busy else "Check now")
