"""The list of time zones, with a search."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from PySide6.QtCore import Qt, QTimeZone, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from brandcraft_desktop.domain.schedule import zone_named
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.ui.editor.when import offset_words
from brandcraft_desktop.ui.widgets import Popover, SearchField

_ZONE = Qt.ItemDataRole.UserRole


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone people know by a place, and UTC."""
    names = {bytes(name.data()).decode() for name in QTimeZone.availableTimeZoneIds()}
    places = {name for name in names if "/" in name and not name.startswith(("Etc/", "SystemV/"))}
    return ("UTC", *sorted(places))


class ZonePicker(Popover):
    """Type a city, Enter takes the first one."""

    chosen = Signal(str)

    def __init__(self, current: str, at: datetime, parent: QWidget) -> None:
        super().__init__("Choose a time zone", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._at = at
        self._current = current
        self._search = SearchField("Search a city or region", name="Search time zones")
        self._search.searched.connect(self._fill)
        self.list = QListWidget()
        self.list.setAccessibleName("Time zones")
        self.list.setMinimumSize(320, 300)
        self.list.setUniformItemSizes(True)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self._search.returnPressed.connect(self._take_first)
        self.body.addWidget(self._search)
        self.body.addWidget(self.list)
        self._fill("")

    def _fill(self, words: str) -> None:
        needle = words.strip().casefold().replace(" ", "_")
        self.list.clear()
        for name in zone_names():
            if needle not in name.casefold():
                continue
            item = QListWidgetItem(self._words(name))
            item.setData(_ZONE, name)
            self.list.addItem(item)
            if name == self._current:
                self.list.setCurrentItem(item)
        current = self.list.currentItem()
        if current is not None:
            self.list.scrollToItem(current)

    def _words(self, name: str) -> str:
        try:
            zone_named(name)
        except BadInput:
            return name
        return offset_words(self._at, name).replace("_", " ")

    def _take(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(_ZONE)))
        self.close()

    def _take_first(self) -> None:
        self._fill(self._search.text())
        if self.list.count():
            self._take(self.list.item(0))
