"""Dialogs whose words wrap, as large as they need; scroll bars that take room but stay quiet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QDialog


def fit_height(dialog: QDialog) -> None:
    """Give a dialog the height its layout asks for at its width, and the width its buttons need.

    Qt guesses before the words have their font: what is too much would stand between the lines.
    And where a dialog has a least width of its own, Qt lets buttons with larger text be cut.
    """
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        width = max(dialog.width(), layout.totalMinimumSize().width())
        dialog.resize(width, layout.totalHeightForWidth(width))


def grow(dialog: QDialog) -> None:
    """Make room for a line that came into an open dialog; it never shrinks under the pointer.

    Qt holds the least height of words that wrap to be less than they need, and squeezes them.
    """
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        needed = layout.totalHeightForWidth(dialog.width())
        if needed > dialog.height():
            dialog.resize(dialog.width(), needed)


def keep_bar_room(area: QAbstractScrollArea) -> None:
    """Keep the room of the vertical scroll bar, for it must not change what stands beside it.

    The bar itself is seen only while there is something to scroll.
    """
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
    bar.setEnabled(bar.maximum() > bar.minimum())


class _Fitter(QObject):
    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._dialog and event.type() == QEvent.Type.Show:
            fit_height(self._dialog)
        return False


def fit_when_shown(dialog: QDialog) -> None:
    """`fit_height` each time the dialog is shown."""
    dialog.installEventFilter(_Fitter(dialog))
