"""F1: every shortcut, searchable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.ui.shell.actions import WHERE
from brandcraft_desktop.ui.widgets import SearchField, SectionHeader

COLUMNS: Final = 3
ANYWHERE: Final = "Anywhere"


class ShortcutSheet(QDialog):
    """A table of the actions that have keys."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(720, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(SectionHeader("Keyboard shortcuts", role="title"))
        search = SearchField("Find a command", name="Find a command")
        search.searched.connect(self._filter)
        column.addWidget(search)
        self._table = QTableWidget(0, COLUMNS, self)
        self._table.setAccessibleName("Shortcuts")
        self._table.setHorizontalHeaderLabels(["Command", "Keys", "Where"])
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self._table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        column.addWidget(self._table, 1)
        for word, (keys, where) in _rows(actions).items():
            self._add(word, keys, where)

    def _add(self, *texts: str) -> None:
        row = self._table.rowCount()
        self._table.insertRow(row)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self._table.setItem(row, column, item)

    def _filter(self, words: str) -> None:
        wanted = words.casefold()
        for row in range(self._table.rowCount()):
            texts = [self._table.item(row, column) for column in range(COLUMNS)]
            hit = any(item is not None and wanted in item.text().casefold() for item in texts)
            self._table.setRowHidden(row, not hit)


def _rows(actions: Sequence[QAction]) -> dict[str, tuple[str, str]]:
    """Keys and place of each command; one that has more keys on its page stands there once."""
    rows: dict[str, tuple[str, str]] = {}
    for action in actions:
        keys = ", ".join(
            key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()
        )
        if not keys:
            continue
        word, where = action.text().replace("&", ""), str(action.property(WHERE) or ANYWHERE)
        if word not in rows:
            rows[word] = (keys, where)
        elif keys != rows[word][0]:
            before, there = rows[word]
            more = keys if where == there else f"{keys} ({where})"
            rows[word] = (f"{before}, {more}", there)
    return rows
