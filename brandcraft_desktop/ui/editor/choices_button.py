"""Several answers of a list, chosen in a panel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from brandcraft_desktop.domain.platform import OptionField
from brandcraft_desktop.ui.widgets import Button, Popover, SearchField

_VALUE = Qt.ItemDataRole.UserRole
_MANY = 10


class ChoicesButton(Button):
    """Shows what is chosen; `changed` carries the values in the order of the list."""

    changed = Signal(object)  # tuple[str, ...]

    def __init__(
        self, field: OptionField, chosen: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent=parent)
        self._field = field
        self._chosen = tuple(chosen)
        self.setMinimumWidth(200)
        self.clicked.connect(self.open_list)
        self._name()

    def _name(self) -> None:
        labels = [one.label for one in self._field.choices if one.value in self._chosen]
        shown = ", ".join(labels[:2]) + (f" +{len(labels) - 2}" if len(labels) > 2 else "")
        self.setText(f"{shown or 'None'}  \u25be")

    def open_list(self) -> None:
        """Open the panel."""
        panel = Popover(self._field.label, self)
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        found = QListWidget()
        found.setAccessibleName(self._field.label)
        found.setMinimumSize(240, min(20 + 34 * len(self._field.choices), 280))
        for choice in self._field.choices:
            item = QListWidgetItem(choice.label)
            item.setData(_VALUE, choice.value)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            on = choice.value in self._chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            found.addItem(item)
        found.itemChanged.connect(lambda item: self._switched(found, item))
        if len(self._field.choices) > _MANY:
            search = SearchField("Search", name=f"Search {self._field.label}")
            search.searched.connect(lambda words: _filter(found, words))
            panel.body.addWidget(search)
        panel.body.addWidget(found)
        panel.open_at(self)

    def _switched(self, found: QListWidget, item: QListWidgetItem) -> None:
        most = self._field.max_choices
        on = [
            found.item(number)
            for number in range(found.count())
            if found.item(number).checkState() is Qt.CheckState.Checked
        ]
        if most and len(on) > most:
            found.blockSignals(True)
            item.setCheckState(Qt.CheckState.Unchecked)
            found.blockSignals(False)
            found.setToolTip(f"At most {most}")
            return
        self._chosen = tuple(str(one.data(_VALUE)) for one in on)
        self._name()
        self.changed.emit(self._chosen)


def _filter(found: QListWidget, words: str) -> None:
    needle = words.strip().casefold()
    for number in range(found.count()):
        item = found.item(number)
        item.setHidden(needle not in item.text().casefold())
