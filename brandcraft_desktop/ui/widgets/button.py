"""A push button with one of our kinds and, if wanted, an icon that keeps its distance."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from brandcraft_desktop.ui.theme import icon
from brandcraft_desktop.ui.widgets.style import set_look

ICON: Final = 16
GAP: Final = 6

INKS: Final = {"primary": "on_accent", "danger": "failed", "link": "link"}
"""Token of the icon by kind; plain buttons use ``text2``."""


class Button(QPushButton):
    """``kind``: "" (plain), "primary", "danger", "ghost" or "link"."""

    def __init__(
        self, text: str, *, kind: str = "", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self.setAutoDefault(False)
        self.set_kind(kind)

    def kind(self) -> str:
        """The look in force."""
        return str(self.property("kind") or "")

    def set_kind(self, kind: str) -> None:
        """Change the look."""
        set_look(self, "kind", kind)
        self.set_icon_name(self._icon_name)

    def set_icon_name(self, name: str) -> None:
        """Change the icon; empty takes it away."""
        self._icon_name = name
        if name:
            # Under a style sheet Qt leaves no space between icon and text: the icon brings it.
            self.setIconSize(QSize(ICON + GAP, ICON))
            self.setIcon(icon(name, INKS.get(self.kind(), "text2"), gap=GAP))
        elif not self.icon().isNull():
            self.setIcon(type(self.icon())())
