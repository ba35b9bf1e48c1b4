"""The tray icon: what goes out next, what needs attention, pause, quit."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from brandcraft_desktop.domain.views import AttentionItem
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.shell.privacy import Privacy
from brandcraft_desktop.ui.shell.top_bar import ELSEWHERE, attention_words
from brandcraft_desktop.ui.shell.watch import ShellState, paused_sentence

NOTHING = "Nothing is scheduled"
MOST_LISTED = 10
PAUSES = (("For 1 hour", "hour"), ("Until tomorrow", "tomorrow"), ("Until I resume", "forever"))


class Tray(QObject):
    """Only built where a tray exists (`QSystemTrayIcon.isSystemTrayAvailable()`)."""

    toggled = Signal()
    new_post = Signal()
    quick_post = Signal()
    open_window = Signal()
    pause_chosen = Signal(str)  # a word of `PAUSES`, or "resume"
    attention_chosen = Signal(object)
    settings_chosen = Signal()
    quit_chosen = Signal()
    message_clicked = Signal(object)  # what `notify` was given

    def __init__(self, privacy: Privacy, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._privacy = privacy
        self._template = theme.wants_template_icons()
        self.icon = QSystemTrayIcon(self._picture("normal"), self)
        self.menu = QMenu()
        self._next = ""
        self._state: ShellState | None = None
        self._now: Callable[[], datetime] | None = None
        self._about: object = None
        self.menu.aboutToShow.connect(self._fill)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(lambda: self.message_clicked.emit(self._about))
        privacy.changed.connect(self._follow_lock)
        self._fill()

    def show(self) -> None:
        """Put the icon into the tray."""
        self.icon.show()

    def hide(self) -> None:
        """Take it away (the program ends)."""
        self.icon.hide()

    def set_state(
        self, state: ShellState, next_words: str, now: Callable[[], datetime] | None = None
    ) -> None:
        """What the icon's shape, its tooltip and its menu say; `now` is asked as the menu opens."""
        self._next = next_words
        self._state = state
        self._now = now
        self.icon.setIcon(self._picture(shape_of(state)))
        self._tell()

    def _tell(self) -> None:
        lines = ["Brandcraft"]
        if self._privacy.is_locked():
            lines.append("Locked")
        else:
            lines.append(paused_sentence(self._state) if self._state is not None else "")
            lines.append(self._next or NOTHING)
        self.icon.setToolTip("\n".join(line for line in lines if line))

    def _follow_lock(self) -> None:
        self._tell()
        self._fill()

    def _fill_locked(self) -> None:
        self._say("Brandcraft is locked")
        self._add("Unlock…", self.open_window)
        self.menu.addSeparator()
        self._add("Quit Brandcraft", self.quit_chosen)

    def notify(self, title: str, text: str, about: object = None) -> None:
        """A notification of the desktop; a click on it emits `message_clicked` with `about`."""
        self._about = about  # the system tells of a click, not of which message
        self.icon.showMessage(title, text, self._picture("normal"), 10_000)

    def _picture(self, shape: str) -> QIcon:
        return theme.tray_icon(shape, template=self._template)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # A menu bar opens the menu by the same click: the window stays as it is there.
        if reason == QSystemTrayIcon.ActivationReason.Trigger and not self._template:
            self.toggled.emit()

    def _fill(self) -> None:
        """Anew each time: words such as "today" and what is left of a pause come by time."""
        state = self._state
        self.menu.clear()
        if self._privacy.is_locked():
            self._fill_locked()
            return
        self._say(self._next or NOTHING)
        if state is not None and state.paused:
            self._say(pause_words(state, self._now() if self._now is not None else state.now))
        if state is not None and (state.attention or state.elsewhere):
            self._list_attention(state.attention, state.elsewhere)
        self.menu.addSeparator()
        self._add("New post", self.new_post)
        self._add("Quick post…", self.quick_post)
        self._add("Open Brandcraft", self.open_window)
        if state is not None and state.paused:
            self._add("Resume posting", lambda: self.pause_chosen.emit("resume"))
        else:
            pause = self.menu.addMenu("Pause posting")
            for words, length in PAUSES:
                pause.addAction(words).triggered.connect(
                    lambda _=False, length=length: self.pause_chosen.emit(length)
                )
        self.menu.addSeparator()
        self._add("Settings", self.settings_chosen)
        self._add("Quit Brandcraft", self.quit_chosen)

    def _say(self, words: str) -> None:
        line = QAction(words, self.menu)
        line.setEnabled(False)
        self.menu.addAction(line)

    def _add(self, words: str, then: SignalInstance | Callable[[], None]) -> None:
        self.menu.addAction(words).triggered.connect(lambda: _do(then))

    def _list_attention(
        self, items: tuple[AttentionItem, ...], elsewhere: tuple[AttentionItem, ...]
    ) -> None:
        below = self.menu.addMenu(attention_words(len(items), len(elsewhere)))
        self._add_items(below, items)
        if elsewhere:
            if items:
                below.addSeparator()
            below.addAction(ELSEWHERE).setEnabled(False)
            self._add_items(below, elsewhere)

    def _add_items(self, below: QMenu, items: tuple[AttentionItem, ...]) -> None:
        for item in items[:MOST_LISTED]:
            below.addAction(item.text.replace("&", "&&")).triggered.connect(
                lambda _=False, item=item: self.attention_chosen.emit(item)
            )
        if len(items) > MOST_LISTED:
            below.addAction(f"{len(items) - MOST_LISTED} more…").triggered.connect(self.open_window)


def can_notify() -> bool:
    """Whether this desktop shows notifications; it may begin to, when its panel comes late."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


def shape_of(state: ShellState) -> str:
    """The icon's shape: what happens now comes before what waits."""
    if state.publishing:
        return "posting"
    if state.paused:
        return "paused"
    return "attention" if state.attention or state.elsewhere else "normal"


def pause_words(state: ShellState, now: datetime) -> str:
    """ "Posting paused until today 18:00 (42 min left)"."""
    words = paused_sentence(state)
    if state.paused_until is None or state.paused_until <= now:
        return words
    minutes = math.ceil((state.paused_until - now) / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest else ""]
    return f"{words} ({' '.join(part for part in parts if part)} left)"


def _do(then: SignalInstance | Callable[[], None]) -> None:
    if isinstance(then, SignalInstance):
        then.emit()
    else:
        then()
