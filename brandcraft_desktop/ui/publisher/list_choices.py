"""In which order the list stands and which columns it shows; chosen from two menus."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from brandcraft_desktop.services.posts import Sort
from brandcraft_desktop.ui.widgets import Button, IconButton, set_look

SORTS: Final = (
    (Sort.DATE, "By date", "Sort: date"),
    (Sort.NEWEST, "Newest first", "Sort: newest first"),
    (Sort.OLDEST, "Oldest first", "Sort: oldest first"),
    (Sort.CHANGED, "Recently changed first", "Sort: recently changed"),
    (Sort.TITLE, "By title", "Sort: title"),
)
COLUMNS: Final = (
    ("picture", "Picture"),
    ("text", "Text"),
    ("platforms", "Platforms"),
    ("state", "State"),
)
BY_DAY: Final = frozenset({Sort.DATE, Sort.NEWEST, Sort.OLDEST})
"""Orders in which the posts of a day stand together."""


class ListChoices(QWidget):
    """What is chosen is in ``sort`` and ``hidden``."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sort = Sort.DATE
        self.hidden: frozenset[str] = frozenset()
        self.sort_button = Button("", kind="ghost")
        set_look(self.sort_button, "menu", "true")
        self.column_button = IconButton("sliders", "Columns")
        self.column_button.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.orders: dict[Sort, QAction] = {}
        self.columns: dict[str, QAction] = {}
        self.sort_button.setMenu(self._order_menu())
        self.column_button.setMenu(self._column_menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.sort_button)
        row.addWidget(self.column_button)
        self._show()

    def restore(self, sort: str, hidden: str) -> None:
        """Choose what was remembered; words that mean nothing are passed over."""
        if sort in {one.value for one in Sort}:
            self.sort = Sort(sort)
        known = {key for key, _ in COLUMNS}
        self.hidden = frozenset(one for one in hidden.split() if one in known)
        self._show()

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for sort, words, _ in SORTS:
            line = menu.addAction(words)
            line.setCheckable(True)
            line.triggered.connect(lambda _=False, sort=sort: self._order_by(sort))
            group.addAction(line)
            self.orders[sort] = line
        return menu

    def _column_menu(self) -> QMenu:
        menu = QMenu(self)
        for key, words in COLUMNS:
            line = menu.addAction(words)
            line.setCheckable(True)
            line.triggered.connect(lambda on, key=key: self._put(key, shown=on))
            self.columns[key] = line
        return menu

    def _order_by(self, sort: Sort) -> None:
        self.sort = sort
        self._show()
        self.changed.emit()

    def _put(self, key: str, *, shown: bool) -> None:
        self.hidden = self.hidden - {key} if shown else self.hidden | {key}
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.orders[self.sort].setChecked(True)
        for key, line in self.columns.items():
            line.setChecked(key not in self.hidden)
        words = next(said for sort, _, said in SORTS if sort is self.sort)
        self.sort_button.setText(words)
        self.sort_button.setAccessibleName(words)
