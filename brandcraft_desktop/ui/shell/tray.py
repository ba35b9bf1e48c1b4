"""The tray icon: what goes out next, what needs attention, pause, quit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from brandcraft_desktop.domain.views import AttentionItem
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.shell.top_bar import attention_words


class Tray(QObject):
    """Only built where a tray exists (`QSystemTrayIcon.isSystemTrayAvailable()`)."""

    toggled = Signal()
    new_post = Signal()
    quick_post = Signal()
    open_window = Signal()
    pause_chosen = Signal(str)  # "hour", "tomorrow", "forever" or "resume"
    attention_chosen = Signal(object)
    settings_chosen = Signal()
    quit_chosen = Signal()
    message_clicked = Signal(object)  # what `notify` was given

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.icon = QSystemTrayIcon(theme.tray_icon("normal"), self)
        self.menu = QMenu()
        self._next = ""
        self._attention: tuple[AttentionItem, ...] = ()
        self._paused = False
        self._posting = False
        self._about: object = None
        self.menu.aboutToShow.connect(self._fill)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(lambda: self.message_clicked.emit(self._about))
        self._fill()

    def show(self) -> None:
        """Put the icon into the tray."""
        self.icon.show()

    def hide(self) -> None:
        """Take it away (the program ends)."""
        self.icon.hide()

    def set_state(
        self, *, next_sentence: str, attention: Sequence[AttentionItem], paused: bool, posting: bool
    ) -> None:
        """What the icon's shape, its tooltip and its menu say."""
        self._next = next_sentence
        self._attention = tuple(attention)
        self._paused = paused
        self._posting = posting
        shape = "normal"
        if posting:
            shape = "posting"
        elif paused:
            shape = "paused"
        elif attention:
            shape = "attention"
        self.icon.setIcon(theme.tray_icon(shape))
        self.icon.setToolTip(f"Brandcraft\n{next_sentence or 'Nothing is scheduled'}")

    def notify(self, title: str, text: str, about: object = None) -> None:
        """A notification of the desktop; a click on it emits `message_clicked` with `about`."""
        self._about = about  # the system tells of a click, not of which message
        self.icon.showMessage(title, text, theme.tray_icon("normal"), 10_000)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.toggled.emit()

    def _fill(self) -> None:
        self.menu.clear()
        first = QAction(self._next or "Nothing is scheduled", self.menu)
        first.setEnabled(False)
        self.menu.addAction(first)
        if self._attention:
            below = self.menu.addMenu(attention_words(len(self._attention)))
            for item in self._attention[:10]:
                action = below.addAction(item.text)
                action.triggered.connect(
                    lambda _=False, item=item: self.attention_chosen.emit(item)
                )
        self.menu.addSeparator()
        self.menu.addAction("New post").triggered.connect(self.new_post)
        self.menu.addAction("Quick post…").triggered.connect(self.quick_post)
        self.menu.addAction("Open Brandcraft").triggered.connect(self.open_window)
        if self._paused:
            self.menu.addAction("Resume posting").triggered.connect(
                lambda: self.pause_chosen.emit("resume")
            )
        else:
            pause = self.menu.addMenu("Pause posting")
            pause.addAction("For 1 hour").triggered.connect(lambda: self.pause_chosen.emit("hour"))
            pause.addAction("Until tomorrow").triggered.connect(
                lambda: self.pause_chosen.emit("tomorrow")
            )
            pause.addAction("Until I resume").triggered.connect(
                lambda: self.pause_chosen.emit("forever")
            )
        self.menu.addSeparator()
        self.menu.addAction("Settings").triggered.connect(self.settings_chosen)
        self.menu.addAction("Quit Brandcraft").triggered.connect(self.quit_chosen)
