"""The panel in a window of its own, for the editor and the library."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.unsplash.panel import Permit, UnsplashPanel
from brandcraft_desktop.ui.widgets import Button

SIZE = QSize(860, 640)
SHARE = 0.92  # of the window that it may take


class UnsplashDialog(QDialog):
    """Closes once photos were taken; `taken(views, replacing)` as the panel says it."""

    taken = Signal(object, bool)  # tuple[MediaView, ...]

    def __init__(
        self,
        context: Context,
        window: QWidget,
        *,
        verb: str = "Add to library",
        permit: Permit | None = None,
    ) -> None:
        super().__init__(window)
        self.setWindowTitle("Photos from Unsplash")
        self.setModal(True)
        self.panel = UnsplashPanel(context, verb=verb, permit=permit, parent=self)
        self.panel.taken.connect(self._taken)
        self.cancel = Button("Close", parent=self)
        self.cancel.clicked.connect(self.reject)
        self.panel.bar.insertWidget(self.panel.bar.count() - 1, self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.addWidget(self.panel)
        around = window.window().size()
        self.resize(SIZE.boundedTo(around * SHARE).expandedTo(QSize(420, 360)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.panel.focus_first()

    def reject(self) -> None:
        """Leave; what came in before something failed still goes where it was meant to."""
        views = self.panel.taking.taken
        self.panel.taking.stop()
        self.panel.key_form.forget()
        if views:
            self.taken.emit(views, False)
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the field's and the grid's; Esc leaves."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _taken(self, views: object, replacing: bool) -> None:
        self.taken.emit(views, replacing)
        self.accept()


def open_unsplash(
    context: Context, window: QWidget, added: Callable[[tuple[MediaView, ...]], None]
) -> UnsplashDialog:
    """Choose photos for the library; `added` is told which files they became."""
    dialog = UnsplashDialog(context, window)
    dialog.taken.connect(lambda views, _: added(views))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
