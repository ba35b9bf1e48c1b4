"""What the window shows before its workspace is open: waiting, a welcome, or why it is not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui.shell.welcome import Welcome
from brandcraft_desktop.ui.widgets import PageState

LOADING_MS = 300


class Opening(QStackedWidget):
    """Empty at first: most workspaces are open before anybody could read a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = PageState(QWidget())
        self.welcome: Welcome | None = None
        self.addWidget(self.state)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(LOADING_MS)
        self._patience.timeout.connect(self.state.show_loading)
        self._patience.start()

    def end(self) -> None:
        """The workspace is open."""
        self._patience.stop()

    def wait(self) -> None:
        """It is being opened."""
        self.setCurrentWidget(self.state)
        self.state.show_loading()

    def show_error(self, error: BrandcraftError, again: Callable[[], None]) -> None:
        """Why it could not be opened, what is safe, and one button."""
        self._patience.stop()
        self.setCurrentWidget(self.state)
        words = " ".join(part for part in (error.cause, error.action) if part)
        self.state.show_error(error.title, explanation=words, done=again, details=error.message)

    def show_welcome(self) -> Welcome:
        """There is no workspace yet: offer the ways to begin."""
        self._patience.stop()
        if self.welcome is None:
            self.welcome = Welcome(self)
            self.addWidget(self.welcome)
        self.setCurrentWidget(self.welcome)
        self.welcome.own.setFocus()
        return self.welcome
