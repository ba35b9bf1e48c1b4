"""The rail at the left: one button a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.shell.springing import Springing
from brandcraft_desktop.ui.theme.stylesheet import SIZES
from brandcraft_desktop.ui.widgets import Badge
from brandcraft_desktop.ui.widgets.style import scaled_font

WIDTH = 84
"""Logical pixels at least; larger text makes it wider."""
EDGE = 6
BUTTON = 58
GLYPH = 22
AROUND = 8  # padding and border of a button on both sides
ABOVE_AND_BELOW = 22


@dataclass(frozen=True)
class Place:
    """A page that can be gone to: its key, its word, its glyph and its keys."""

    key: str
    word: str
    glyph: str
    keys: str
    at_bottom: bool = False


class Rail(QWidget):
    """Checkable buttons, one of them checked; `chosen(key)` when a person picks one."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Pages")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._badges: dict[str, Badge] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 10, EDGE, 10)
        column.setSpacing(4)
        for place in (one for one in places if not one.at_bottom):
            column.addWidget(self._button(place))
        column.addStretch(1)
        for place in (one for one in places if one.at_bottom):
            column.addWidget(self._button(place))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """As wide as the widest word, which is bold on the page that is shown."""
        words = QFontMetrics(scaled_font(self.font(), SIZES["caption"], QFont.Weight.DemiBold))
        widest = max(
            (words.horizontalAdvance(one.text()) for one in self._buttons.values()), default=0
        )
        width = max(WIDTH - 2 * EDGE, widest + AROUND)
        height = max(BUTTON, GLYPH + words.height() + ABOVE_AND_BELOW)
        for button in self._buttons.values():
            button.setFixedSize(width, height)
        self.setFixedWidth(width + 2 * EDGE)

    def _button(self, place: Place) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("nav")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIcon(theme.icon(place.glyph))
        button.setIconSize(QSize(GLYPH, GLYPH))
        button.setText(place.word)
        button.setCheckable(True)
        button.setToolTip(f"{place.word} ({place.keys})")
        button.setAccessibleName(place.word)
        button.clicked.connect(lambda: self.chosen.emit(place.key))
        Springing(button, lambda: self.chosen.emit(place.key))
        self._group.addButton(button)
        self._buttons[place.key] = button
        return button

    def set_current(self, key: str) -> None:
        """Check the button of `key`; a page without a button unchecks all."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def checked_button(self) -> QToolButton | None:
        """The button of the page that is shown."""
        return next((one for one in self._buttons.values() if one.isChecked()), None)

    def button(self, key: str) -> QToolButton:
        """The button of a page."""
        return self._buttons[key]

    def set_badge(self, key: str, count: int, what: str) -> None:
        """Show how many things of a page need their person."""
        badge = self._badges.get(key)
        if badge is None:
            badge = Badge(0, what=what)
            badge.attach_to(self._buttons[key])
            self._badges[key] = badge
        badge.set_count(count, what)
        word = self._buttons[key].text()
        self._buttons[key].setAccessibleName(f"{word}, {count} {what}" if count else word)
