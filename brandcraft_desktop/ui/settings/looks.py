"""How the window looks: kept beside the window, not in the workspace, and applied at once."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QComboBox

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.widgets import ToggleSwitch
from brandcraft_desktop.ui.window_state import WindowState

_SCHEMES = (
    ("Follow the system", theme.Scheme.SYSTEM),
    ("Light", theme.Scheme.LIGHT),
    ("Dark", theme.Scheme.DARK),
)
_SCALES = (90, 100, 110, 125, 150)


class Looks(Section):
    """Colours, text size, motion."""

    def __init__(self, state: WindowState) -> None:
        super().__init__("Appearance")
        self._state = state
        self.scheme = QComboBox()
        for words, scheme in _SCHEMES:
            self.scheme.addItem(words, scheme.value)
        self.scheme.activated.connect(lambda _: self._apply())
        self.text_size = QComboBox()
        for percent in _SCALES:
            self.text_size.addItem(f"{percent} %", percent)
        self.text_size.activated.connect(lambda _: self._apply())
        self.still = ToggleSwitch(name="Reduce motion")
        self.still.clicked.connect(lambda _: self._apply())
        self.add("Colours", "Light or dark, or as your desktop says.", self.scheme)
        self.add("Text size", "Everything written in the window.", self.text_size)
        self.add("Reduce motion", "Nothing slides or fades.", self.still)
        self.show_state()

    def showEvent(self, event: QShowEvent) -> None:
        """The window may have been given another text size meanwhile, where it had no room."""
        self.show_state()
        super().showEvent(event)

    def show_state(self) -> None:
        """Show what is remembered, also a text size that the command line alone has."""
        state = self._state
        self.scheme.setCurrentIndex(max(0, self.scheme.findData(state.scheme.value)))
        self.still.setChecked(state.reduced_motion)
        percent = round(state.text_scale * 100)
        if self.text_size.findData(percent) < 0:
            larger = sum(
                1 for place in range(self.text_size.count()) if self._size(place) < percent
            )
            self.text_size.insertItem(larger, f"{percent} %", percent)
        self.text_size.setCurrentIndex(self.text_size.findData(percent))

    def _size(self, place: int) -> int:
        return int(self.text_size.itemData(place))

    def _apply(self) -> None:
        scheme = theme.Scheme(str(self.scheme.currentData()))
        scale = int(self.text_size.currentData()) / 100
        still = self.still.isChecked()
        self._state.put("scheme", scheme.value)
        self._state.put("text_scale", str(scale))
        self._state.put("reduced_motion", "yes" if still else "")
        self._state.exchange()  # the command line reads the file
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, scheme, scale, reduced_motion=still)
