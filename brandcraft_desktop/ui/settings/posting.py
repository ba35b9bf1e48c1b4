"""What goes out when: pause, missed posts, the hourly guard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QSpinBox

from brandcraft_desktop.domain.missed import MissedPolicy
from brandcraft_desktop.services import pausing, settings
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.numbering import NumberingRow
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.settings.values import Values
from brandcraft_desktop.ui.widgets import ToggleSwitch

_MISSED = (
    ("Ask me", MissedPolicy.ASK),
    ("Send them if only a little late", MissedPolicy.PUBLISH),
    ("Skip them", MissedPolicy.SKIP),
)


class Posting(Section):
    """Each change is written at once."""

    def __init__(self, context: Context) -> None:
        super().__init__("Posting")
        self._context = context
        # The switch listens to `clicked` alone, so showing a value writes nothing; blocking its
        # signals would also keep its knob from moving.
        self.paused = ToggleSwitch(name="Pause posting")
        self.paused.clicked.connect(self._pause)
        self.missed = QComboBox()
        for words, policy in _MISSED:
            self.missed.addItem(words, policy.value)
        self.missed.activated.connect(lambda _: self._put_policy())
        self.minutes = _number(0, 10_000, " min")
        self.minutes.valueChanged.connect(lambda value: self._put(settings.MISSED_MINUTES, value))
        self.cap = _number(1, 1000)
        self.cap.valueChanged.connect(lambda value: self._put(settings.HOURLY_CAP, value))
        self.tries = _number(1, 20)
        self.tries.valueChanged.connect(lambda value: self._put(settings.TRIES, value))
        self.months = _number(1, 24)
        self.months.valueChanged.connect(lambda value: self._put(settings.MONTHS_AHEAD, value))
        self.confirm = ToggleSwitch(name="Ask before Post now")
        self.confirm.clicked.connect(self._put_confirm)
        self.awake = ToggleSwitch(name="Keep this computer awake before a post")
        self.awake.clicked.connect(self._put_awake)
        self.add("Pause posting", "Nothing goes out until you switch it off.", self.paused)
        self.add(
            "Missed posts",
            "What happens to a post that was due while this computer was off.",
            self.missed,
        )
        self.add(
            "A little late is at most",
            "Counts for “Send them if only a little late”.",
            self.minutes,
        )
        self.add(
            "Most posts an hour for each account",
            "A guard against mistakes: what is over it waits.",
            self.cap,
        )
        self.add(
            "Tries before a post counts as failed",
            "After a trouble of the network it is tried again by itself, so often in all.",
            self.tries,
        )
        self.add(
            "Months ahead",
            "How far in the future a post may be scheduled.",
            self.months,
        )
        self.add(
            "Ask before Post now",
            "The editor shows first where a post goes. From the calendar it always asks.",
            self.confirm,
        )
        self.add(
            "Keep this computer awake before a post",
            "From five minutes before it is due until it is out; only while something is due.",
            self.awake,
        )
        self.numbering = NumberingRow(context, self)

    def show_values(self, values: Values) -> None:
        """Show what is stored; what is being typed is left alone."""
        self.paused.setChecked(values.paused)
        self.confirm.setChecked(values.confirm_now)
        self.awake.setChecked(values.keep_awake)
        self.numbering.show_pattern(values.numbering)
        self.missed.setCurrentIndex(max(0, self.missed.findData(values.missed_policy.value)))
        for box, value in (
            (self.minutes, values.missed_minutes),
            (self.cap, values.hourly_cap),
            (self.tries, values.tries),
            (self.months, values.months_ahead),
        ):
            if not box.hasFocus():
                with QSignalBlocker(box):
                    box.setValue(value)
        self.minutes.setEnabled(values.missed_policy is MissedPolicy.PUBLISH)

    def _change(self, work: Callable[[], object]) -> None:
        self._context.tasks.change(work, owner=self)

    def _put(self, setting: settings.Setting[int], value: int) -> None:
        workspace = self._context.workspace
        self._change(lambda: settings.put(workspace, setting, value))

    def _put_confirm(self, on: bool) -> None:
        workspace = self._context.workspace
        self._change(lambda: settings.put(workspace, settings.CONFIRM_NOW, on))

    def _put_policy(self) -> None:
        workspace, policy = self._context.workspace, str(self.missed.currentData())
        self._change(lambda: settings.put(workspace, settings.MISSED_POLICY, policy))

    def _put_awake(self, on: bool) -> None:
        workspace = self._context.workspace
        self._change(lambda: settings.put(workspace, settings.KEEP_AWAKE, on))

    def _pause(self, on: bool) -> None:
        workspace = self._context.workspace
        self._change(lambda: pausing.pause(workspace) if on else pausing.resume(workspace))


def _number(least: int, most: int, suffix: str = "") -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setSuffix(suffix)
    box.setKeyboardTracking(False)  # a half-typed number is none yet
    return box
