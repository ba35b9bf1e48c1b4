"""What the desktop tells while another window is in front, and when it keeps quiet."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QSignalBlocker, QTime
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTimeEdit, QWidget

from brandcraft_desktop.services import settings
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.settings.values import Values
from brandcraft_desktop.ui.shell.tray import can_notify
from brandcraft_desktop.ui.widgets import ToggleSwitch

ALWAYS = "Always on: a failure needs you."
NO_NOTIFICATIONS = (
    "This desktop shows no notifications: the window asks for your attention when a post fails, "
    "and the rest is not told."
)


class NotificationRows(Section):
    """Each change is written at once."""

    def __init__(self, context: Context) -> None:
        super().__init__("Notifications")
        self._context = context
        self.failures = ToggleSwitch(name="Tell me when a post fails")
        self.failures.setChecked(True)
        self.failures.setEnabled(False)
        self.notify = self._switch("Tell me when a post is out", settings.NOTIFY)
        self.reconnect = self._switch("Tell me when a sign-in ends", settings.NOTIFY_RECONNECT)
        self.summary = self._switch("Tell me of my day", settings.NOTIFY_SUMMARY)
        self.summary_at = self._time("Time of the summary", settings.SUMMARY_AT)
        self.quiet = self._switch("Quiet hours", settings.QUIET)
        self.quiet_from = self._time("Quiet from", settings.QUIET_FROM)
        self.quiet_to = self._time("Quiet until", settings.QUIET_TO)
        self.row = self.add("Tell me when a post fails", ALWAYS, self.failures)
        self.add("Tell me when a post is out", "While you work in another window.", self.notify)
        self.add("Tell me when a sign-in ends", "Before it costs you a post.", self.reconnect)
        self.add("Tell me of my day", "What went out today, and what comes tomorrow.", self.summary)
        self.add("Time of the summary", "On days with posts.", self.summary_at)
        self.add(
            "Quiet hours", "Failures wait until they are over; the rest is not told.", self.quiet
        )
        self.add("From, until", "On this computer's clock.", self._pair())

    def show_values(self, values: Values) -> None:
        """Show what is stored; what is being typed is left alone."""
        self.row.set_help(ALWAYS if can_notify() else NO_NOTIFICATIONS)
        wishes = values.wishes
        self.notify.setChecked(wishes.published)
        self.reconnect.setChecked(wishes.reconnect)
        self.summary.setChecked(wishes.summary_at is not None)
        self.quiet.setChecked(wishes.quiet is not None)
        for box, at in (
            (self.summary_at, values.summary_at),
            (self.quiet_from, values.quiet_from),
            (self.quiet_to, values.quiet_to),
        ):
            if not box.hasFocus():
                with QSignalBlocker(box):
                    box.setTime(QTime(at.hour, at.minute))
        self.summary_at.setEnabled(wishes.summary_at is not None)
        self.quiet_from.setEnabled(wishes.quiet is not None)
        self.quiet_to.setEnabled(wishes.quiet is not None)

    def _pair(self) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.quiet_from)
        row.addWidget(QLabel("–"))
        row.addWidget(self.quiet_to)
        return pair

    def _switch(self, name: str, setting: settings.Setting[bool]) -> ToggleSwitch:
        made = ToggleSwitch(name=name)
        made.clicked.connect(lambda on: self._put(setting, on))
        return made

    def _time(self, name: str, setting: settings.Setting[time]) -> QTimeEdit:
        made = QTimeEdit()
        made.setAccessibleName(name)
        made.setKeyboardTracking(False)  # a half-typed time is none yet
        made.timeChanged.connect(lambda at: self._put_time(setting, at))
        return made

    def _put(self, setting: settings.Setting[bool], on: bool) -> None:
        workspace = self._context.workspace
        self._context.tasks.change(lambda: settings.put(workspace, setting, on), owner=self)

    def _put_time(self, setting: settings.Setting[time], at: QTime) -> None:
        workspace, value = self._context.workspace, time(at.hour(), at.minute())
        self._context.tasks.change(lambda: settings.put(workspace, setting, value), owner=self)
