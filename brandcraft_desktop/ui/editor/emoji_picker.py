"""Choosing an emoji by name or by group; the recent ones first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListView, QToolButton, QWidget

from brandcraft_desktop.domain.text.emoji_list import TONES, Emoji, Group, every, search
from brandcraft_desktop.ui.editor.emoji_items import EmojiDelegate, EmojiItems
from brandcraft_desktop.ui.widgets import ElidedLabel, IconButton, Popover, SearchField

COLUMNS, ROWS, CELL = 9, 6, 38
RECENT = "Recent"
MOST_RECENT = 27
_HAND = "\u270b"
_GLYPHS = {
    Group.FACES: "😀",
    Group.PEOPLE: "👋",
    Group.NATURE: "🌿",
    Group.FOOD: "🍎",
    Group.LEISURE: "🎉",
    Group.TRAVEL: "🚀",
    Group.THINGS: "💡",
    Group.SIGNS: "💜",
    Group.FLAGS: "🏁",
}


class EmojiPicker(Popover):
    """`chosen` carries the characters; the panel closes with the choice. Arrows and Enter work."""

    chosen = Signal(str)
    tone_chosen = Signal(str)

    def __init__(self, recent: Sequence[str], tone: str, parent: QWidget) -> None:
        super().__init__("Emoji", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.setContentsMargins(10, 10, 10, 8)
        self._recent = tuple(recent)
        self._tone = tone if tone in TONES else ""
        self._group: str = RECENT if recent else Group.FACES.value
        self.search = SearchField("Search emoji", name="Search emoji", parent=self)
        self.search.textChanged.connect(lambda _: self._show())
        self.search.installEventFilter(self)
        self.tone = QComboBox(self)
        self.tone.setAccessibleName("Skin tone")
        for one in TONES:
            self.tone.addItem(f"{_HAND}{one}", one)
        self.tone.setCurrentIndex(TONES.index(self._tone))
        self.tone.activated.connect(self._choose_tone)
        self.groups: dict[str, QToolButton] = {}
        names = QHBoxLayout()
        names.setSpacing(0)
        for name in ([RECENT] if recent else []) + [one.value for one in Group]:
            button = self._group_button(name)
            names.addWidget(button)
            self.groups[name] = button
        self.items = EmojiItems(self)
        self.list = QListView(self)
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setUniformItemSizes(True)
        self.list.setGridSize(QSize(CELL, CELL))
        self.list.setFixedSize(COLUMNS * CELL + 22, ROWS * CELL + 4)
        self.list.setItemDelegate(EmojiDelegate(CELL, self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Emoji")
        self.list.setModel(self.items)
        self.list.clicked.connect(self._take)
        self.list.activated.connect(self._take)
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._name(now))
        self.name = ElidedLabel(role="caption", parent=self)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.tone)
        self.body.addLayout(top)
        self.body.addLayout(names)
        self.body.addWidget(self.list)
        self.body.addWidget(self.name)
        self._show()

    def _group_button(self, name: str) -> QToolButton:
        button: QToolButton
        if name == RECENT:
            button = IconButton("clock-rotate-left", name, checkable=True, parent=self)
        else:
            button = QToolButton(self)
            button.setText(_GLYPHS[Group(name)])
            button.setCheckable(True)
            button.setToolTip(name)
            button.setAccessibleName(name)
        button.clicked.connect(partial(self._choose_group, name))
        return button

    def _choose_group(self, name: str) -> None:
        self._group = name
        self.search.clear()
        self._show()

    def _choose_tone(self, index: int) -> None:
        self._tone = str(self.tone.itemData(index))
        self.tone_chosen.emit(self._tone)
        self._show()

    def _show(self) -> None:
        words = self.search.text().strip()
        for name, button in self.groups.items():
            button.setChecked(not words and name == self._group)
        self.items.show_emoji(self._found(words), self._tone)
        first = self.items.index(0)
        self.list.setCurrentIndex(first)
        self._name(first)

    def _found(self, words: str) -> Sequence[Emoji]:
        if words:
            return search(words, _countries() if len(words) > 1 else None)
        if self._group == RECENT:
            known = {one.text: one for one in every()}
            return [
                known.get(text, Emoji(text, "recently used", Group.SIGNS)) for text in self._recent
            ]
        return [one for one in every() if one.group == self._group]

    def _name(self, index: QModelIndex) -> None:
        words = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        if len(words) == 2 and words.isupper():
            words = _countries().get(words, words)
        self.name.setText(words or ("" if self.items.rowCount() else "Nothing found"))

    def _take(self, index: QModelIndex) -> None:
        text = self.items.at(index.row())
        if text:
            self.close()
            self.chosen.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the search go to the list."""
        if watched is self.search and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() in (
                Qt.Key.Key_Return,
                Qt.Key.Key_Enter,
            ):
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)


@cache
def _countries() -> dict[str, str]:
    """The names of countries by their codes, as this computer writes them."""
    found = {}
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if len(code) == 2:
            found[code] = QLocale.territoryToString(territory)
    return found


def used_lately(recent: Sequence[str], text: str) -> tuple[str, ...]:
    """The recent ones with this one in front."""
    return tuple(dict.fromkeys((text, *recent)))[:MOST_RECENT]
