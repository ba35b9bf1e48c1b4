"""How times and weeks are shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QMenu

from brandcraft_desktop.services import settings
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.zone_picker import ZonePicker
from brandcraft_desktop.ui.here import zone_here
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.settings.values import Values
from brandcraft_desktop.ui.widgets import Button

_HOURS = (("As this computer", "system"), ("24 hours (18:00)", "24"), ("12 hours (6:00 PM)", "12"))
_WEEKS = (
    ("As this computer", "system"),
    ("Monday", "monday"),
    ("Saturday", "saturday"),
    ("Sunday", "sunday"),
)
_DENSITIES = (("Comfortable", "comfortable"), ("Compact, one line a post", "compact"))


class Clocks(Section):
    """Each change is written at once, and every open screen follows."""

    def __init__(self, context: Context) -> None:
        super().__init__("Time and calendar")
        self._context = context
        self._zone = ""
        self.hours = self._box(_HOURS, settings.HOURS)
        self.weeks = self._box(_WEEKS, settings.WEEK_STARTS)
        self.density = self._box(_DENSITIES, settings.DENSITY)
        self.zone = Button("As this computer", kind="quiet")
        self.zone.setAccessibleName("Time zone")
        self.zone.clicked.connect(self._choose_zone)
        self.add("Time zone", "The clocks that the calendar and all times follow.", self.zone)
        self.add("Clock", "How times are written everywhere in the window.", self.hours)
        self.add("Weeks begin on", "In the calendar and in weekly posting times.", self.weeks)
        self.add("Room for posts", "How close they stand in the month and the list.", self.density)

    def show_values(self, values: Values) -> None:
        """Show what is stored."""
        shown = (
            (self.hours, values.hours),
            (self.weeks, values.week_starts),
            (self.density, values.density),
        )
        for box, value in shown:
            box.setCurrentIndex(max(0, box.findData(value)))
        self._zone = values.zone
        self.zone.setText(values.zone.replace("_", " ") or "As this computer")

    def _box(
        self, choices: tuple[tuple[str, str], ...], setting: settings.Setting[str]
    ) -> QComboBox:
        box = QComboBox()
        for words, value in choices:
            box.addItem(words, value)
        box.activated.connect(partial(self._put, box, setting))
        return box

    def _choose_zone(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("As this computer").triggered.connect(lambda: self._put_zone(""))
        menu.addAction("Another one…").triggered.connect(self._pick_zone)
        menu.popup(self.zone.mapToGlobal(QPoint(0, self.zone.height())))

    def _pick_zone(self) -> None:
        now = self._context.workspace.clock.now()
        picker = ZonePicker(self._zone or zone_here(), now, self)
        picker.chosen.connect(self._put_zone)
        picker.open_at(self.zone)

    def _put_zone(self, name: str) -> None:
        workspace = self._context.workspace
        self._context.tasks.change(lambda: settings.put(workspace, settings.ZONE, name), owner=self)

    def _put(self, box: QComboBox, setting: settings.Setting[str], index: int) -> None:
        workspace, value = self._context.workspace, str(box.itemData(index))
        self._context.tasks.change(lambda: settings.put(workspace, setting, value), owner=self)
