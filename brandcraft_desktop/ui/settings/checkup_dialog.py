"""The check-up: everything the program stands on, row by row, with what to do about it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.health import Check
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import doctor
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.widgets import (
    Button,
    FocusRing,
    Mark,
    NoticeBar,
    WrappedLabel,
    announce,
    tab_as_it_reads,
)

WIDTH: Final = 660
HEIGHT: Final = 560
NAMES: Final = {
    "home": "Data folder",
    "disk": "Room on the disk",
    "database": "Database",
    "schema": "Version of the database",
    "vault": "Sealed sign-ins",
    "keyring": "Keyring",
    "clock": "Clock",
    "computer": "This computer",
    "publishing": "What is planned",
    "engine": "Sending",
    "practice": "Real or practice",
    "pictures": "Pictures",
    "videos": "Videos",
    "media": "Your files",
    "media_store": "Media storage",
    "accounts": "Accounts",
}
"""How each check of the doctor is called here."""


def report(found: tuple[Check, ...]) -> str:
    """The lines that are copied; the doctor's words hold no secrets."""
    lines = [
        f"{'ok' if one.ok else 'TROUBLE'}  {one.name}: {one.message} {one.action}".rstrip()
        for one in found
    ]
    return "\n".join(lines)


class CheckLine(QFrame):
    """One check: a mark, how it stands, what to do."""

    def __init__(self, one: Check, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = NAMES.get(one.name, one.name)
        state = "in order" if one.ok else "needs attention"
        self.setAccessibleName(f"{name}, {state}. {one.message} {one.action}".strip())
        mark = Mark(
            "status-published" if one.ok else "status-partial",
            "published" if one.ok else "partial",
            18,
            parent=self,
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(WrappedLabel(name, role="subtitle", parent=self))
        words.addWidget(WrappedLabel(one.message, role="secondary", parent=self))
        if one.action:
            words.addWidget(WrappedLabel(one.action, parent=self))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


class CheckupDialog(QDialog):
    """Looks when it opens and whenever it is asked; troubles stand first."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._found: tuple[Check, ...] = ()
        self.lines: list[CheckLine] = []
        self.setWindowTitle("Check-up")
        self.setModal(True)
        self.resize(WIDTH, HEIGHT)
        self.summary = WrappedLabel("Looking…", role="secondary")
        self.notice = NoticeBar(parent=self)
        self._inner = QWidget()
        self._inner.setObjectName("scrolled")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        area = QScrollArea()
        area.setWidget(self._inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("What was found")
        FocusRing(area)
        self.copy = Button("Copy report", icon_name="copy", parent=self)
        self.copy.clicked.connect(self._copy)
        self.again = Button("Look again", icon_name="arrows-rotate", parent=self)
        self.again.clicked.connect(self.look)
        close = Button("Close", kind="primary", parent=self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addWidget(self.again)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(WrappedLabel("Check-up", role="heading"))
        column.addWidget(self.summary)
        column.addWidget(self.notice)
        column.addWidget(area, 1)
        column.addLayout(row)
        tab_as_it_reads(self)
        self.look()

    def look(self) -> None:
        """Examine everything once more."""
        workspace = self._context.workspace
        for button in (self.copy, self.again):
            button.setEnabled(False)
        self._context.tasks.call(
            lambda: doctor.examine(workspace), self._show, failed=self._failed, owner=self
        )

    def _show(self, found: tuple[Check, ...]) -> None:
        self._found = found
        self._clear()
        for one in sorted(found, key=lambda check: check.ok):
            line = CheckLine(one, self._inner)
            self.lines.append(line)
            self._column.addWidget(line)
        self._column.addStretch(1)
        self._say(summary(found))
        for button in (self.copy, self.again):
            button.setEnabled(True)

    def _clear(self) -> None:
        self.lines.clear()
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()

    def _failed(self, error: BrandcraftError) -> None:
        self.again.setEnabled(True)
        self.summary.setText("")
        self.notice.show_notice("error", error.message)

    def _say(self, words: str) -> None:
        self.notice.close_notice()
        self.summary.setText(words)
        announce(self, words)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(report(self._found))
        self._say(f"{summary(self._found)} The report is on the clipboard; it holds no secrets.")


def summary(found: tuple[Check, ...]) -> str:
    """How many need attention."""
    bad = sum(not one.ok for one in found)
    if not bad:
        return "Everything is in order."
    return "1 thing needs attention." if bad == 1 else f"{bad} things need attention."
