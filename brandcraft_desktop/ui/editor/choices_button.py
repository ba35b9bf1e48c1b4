"""Several answers of a list, chosen in a panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from brandcraft_desktop.domain.platform import Choice
from brandcraft_desktop.ui.widgets import (
    Button,
    Popover,
    SearchField,
    WrappedLabel,
    announce,
)

_VALUE = Qt.ItemDataRole.UserRole
_MANY = 10


class ChoicesButton(Button):
    """Shows what is chosen; `changed` carries the values in the order of the list.

    `most` is how many can be chosen; 0: as many as there are.
    """

    changed = Signal(object)  # tuple[str, ...]

    def __init__(self, label: str, most: int = 0, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._label, self._most = label, most
        self._choices: tuple[Choice, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self._barred: Mapping[str, str] = {}
        self.setMinimumWidth(200)
        self.clicked.connect(self.open_list)
        self._name()

    def show_choices(
        self, choices: Sequence[Choice], chosen: Sequence[str], barred: Mapping[str, str]
    ) -> None:
        """What can be chosen, what is, and what can't be now with the reason."""
        self._choices, self._chosen, self._barred = tuple(choices), tuple(chosen), barred
        self._name()

    def _name(self) -> None:
        labels = [one.label for one in self._choices if one.value in self._chosen]
        shown = ", ".join(labels[:2]) + (f" +{len(labels) - 2}" if len(labels) > 2 else "")
        self.setText(f"{shown or 'None'}  \u25be")
        self.setAccessibleName(f"{self._label}: {', '.join(labels) or 'none'}")

    def open_list(self) -> None:
        """Open the panel."""
        panel = Popover(self._label, self)
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        found = QListWidget()
        found.setAccessibleName(self._label)
        found.setMinimumSize(240, min(20 + 34 * len(self._choices), 280))
        for choice in self._choices:
            found.addItem(self._item(choice))
        rule = WrappedLabel(f"Up to {self._most}", role="caption") if self._most else None
        found.itemChanged.connect(lambda item: self._switched(found, item))
        if len(self._choices) > _MANY:
            search = SearchField("Search", name=f"Search {self._label}")
            search.searched.connect(lambda words: _filter(found, words))
            panel.body.addWidget(search)
        panel.body.addWidget(found)
        if rule is not None:
            panel.body.addWidget(rule)
        panel.open_at(self)

    def _item(self, choice: Choice) -> QListWidgetItem:
        item = QListWidgetItem(choice.label)
        item.setData(_VALUE, choice.value)
        reason = self._barred.get(choice.value, "")
        item.setToolTip(reason)
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        item.setFlags(flags if reason else flags | Qt.ItemFlag.ItemIsEnabled)
        on = choice.value in self._chosen
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        return item

    def _switched(self, found: QListWidget, item: QListWidgetItem) -> None:
        on = [
            found.item(number)
            for number in range(found.count())
            if found.item(number).checkState() is Qt.CheckState.Checked
        ]
        if self._most and len(on) > self._most:
            found.blockSignals(True)
            item.setCheckState(Qt.CheckState.Unchecked)
            found.blockSignals(False)
            announce(found, f"At most {self._most} can be chosen")
            return
        self._chosen = tuple(str(one.data(_VALUE)) for one in on)
        self._name()
        self.changed.emit(self._chosen)


def _filter(found: QListWidget, words: str) -> None:
    needle = words.strip().casefold()
    for number in range(found.count()):
        item = found.item(number)
        item.setHidden(needle not in item.text().casefold())
