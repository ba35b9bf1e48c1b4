"""A button that is only an icon, with the words a person needs to know what it does."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from brandcraft_desktop.ui.theme import icon


class IconButton(QToolButton):
    """``name`` is required: it is what a screen reader says and the tooltip shows.

    ``size`` is the icon's side in logical pixels; the hit area is at least 28 by 28.
    """

    def __init__(
        self,
        icon_name: str,
        name: str,
        *,
        shortcut: QKeySequence | QKeySequence.StandardKey | str | None = None,
        size: int = 18,
        token: str = "text2",
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._token = token
        self._sequence = QKeySequence(shortcut) if shortcut is not None else QKeySequence()
        self.setIconSize(QSize(size, size))
        self.setMinimumSize(28, 28)
        self.setCheckable(checkable)
        if not self._sequence.isEmpty():
            self.setShortcut(self._sequence)
        self.set_icon_name(icon_name)
        self.set_name(name)

    def set_icon_name(self, icon_name: str) -> None:
        """Show another icon."""
        self.setIcon(icon(icon_name, self._token))

    def set_name(self, name: str) -> None:
        """Change what the button is called, for eyes and for ears."""
        if not name.strip():
            raise ValueError("A button without text needs a name.")
        self.setAccessibleName(name)
        keys = self._sequence.toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{name} ({keys})" if keys else name)
