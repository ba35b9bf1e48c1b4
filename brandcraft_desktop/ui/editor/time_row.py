"""Date, time and zone of a post, with what clocks do that night."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QSize, Qt, QTime, QTimer, QTimeZone, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from brandcraft_desktop.domain.schedule import check_time, latest, zone_named
from brandcraft_desktop.ui.editor.when import When, distance_words, offset_words, proposal
from brandcraft_desktop.ui.editor.zone_picker import ZonePicker
from brandcraft_desktop.ui.habits import habits
from brandcraft_desktop.ui.widgets import (
    Button,
    ElidedLabel,
    IconButton,
    SegmentedControl,
    WrappedLabel,
    quiet_calendar,
    set_look,
)

TICK_MS = 60_000
SHOWN = "ddd d MMM yyyy  HH:mm"
SPACING = 4


class TimeRow(QWidget):
    """`changed` carries the `When` the person chose. `now` is the injected clock."""

    changed = Signal(object)

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._when = When(None, "UTC")
        self._filling = False
        self._zone_words = ""
        self.edit = QDateTimeEdit(self)
        # A plain wall clock: the zone's gaps are explained by us, not jumped over by Qt.
        self.edit.setTimeZone(QTimeZone.utc())
        self.edit.setDisplayFormat(SHOWN)
        self.edit.setCalendarPopup(True)
        self.edit.setAccessibleName("Date and time")
        policy = self.edit.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
        self.edit.setSizePolicy(policy)
        quiet_calendar(self.edit.calendarWidget())
        self.edit.dateTimeChanged.connect(self._edited)
        self.suggest = IconButton("lightbulb", "Suggested times", parent=self)
        self.suggest.setToolTip("Suggested times")
        self.zone = Button("", kind="link", parent=self)
        self.zone.clicked.connect(self._open_zones)
        self.distance = ElidedLabel(role="muted", parent=self)
        self.set_date = Button("Set a date", icon_name="calendar-plus", parent=self)
        self.set_date.clicked.connect(self._propose)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING)
        row.addWidget(self.set_date)
        row.addWidget(self.edit)
        row.addWidget(self.suggest)
        row.addWidget(self.zone)
        row.addWidget(self.distance, 1)
        self.note = WrappedLabel(role="warning", parent=self)
        self.which = SegmentedControl([("0", "First"), ("1", "Second")], name="Which showing")
        self.which.chosen.connect(self._choose_fold)
        self.hint = WrappedLabel(role="secondary", parent=self)
        self.hint.hide()
        self._promise = self._nearby = ""
        under = QHBoxLayout()
        under.setSpacing(8)
        under.addWidget(self.note, 1)
        under.addWidget(self.which)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(under)
        column.addWidget(self.hint)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self.refresh()

    def when(self) -> When:
        """What is chosen."""
        return self._when

    def show_when(self, when: When) -> None:
        """Show a time without telling anybody."""
        self._when = when
        self._filling = True
        self._limit()
        if when.wall is not None:
            self.edit.setDateTime(_face(when.wall))
        self._filling = False
        self.refresh()

    def trouble(self) -> str:
        """Why the time can't be used, or ""."""
        at = self._when.at
        found = check_time(at, self._now(), habits().months_ahead) if at is not None else ()
        return found[0] if found else ""

    def refresh(self) -> None:
        """Say again how far away it is."""
        at = self._when.at
        there = at is not None
        for widget in (self.edit, self.suggest, self.zone, self.distance):
            widget.setVisible(there)
        self.set_date.setVisible(not there)
        words = self.trouble() or self._when.note
        self.note.setText(words)
        set_look(self.note, "role", "error" if self.trouble() else "warning")
        self.note.setVisible(bool(words))
        self.which.setVisible(self._when.twice)
        self.which.set_current(str(self._when.fold))
        set_look(self.edit, "state", "error" if self.trouble() else "")
        if at is None:
            return
        self._zone_words = offset_words(at, self._when.zone).replace("_", " ")
        self.zone.setAccessibleName(f"Time zone: {self._zone_words}")
        self.zone.setToolTip(f"{self._zone_words}\nChoose another time zone")
        words = f"· {distance_words(at, self._now())}"
        self.distance.setText(words)
        days, among, _ = words.partition(" days ")
        self.distance.set_shorter(f"{days}{among}".rstrip() if among else words)
        self._fit_zone()

    def _fit_zone(self) -> None:
        """The offset of the zone gives way to how far away the moment is."""
        self.zone.setText(self._zone_words)
        parts = (self.edit, self.suggest, self.zone)
        needed = sum(one.sizeHint().width() + SPACING for one in parts)
        if needed + self.distance.sizeHint().width() > self.width():
            self.zone.setText(self._zone_name())

    def _zone_name(self) -> str:
        return self._zone_words.partition(" (")[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_zone()

    def show_hint(self, words: str) -> None:
        """Something to know about the time that is no trouble; "" for nothing."""
        self._nearby = words
        self._show_hints()

    def show_promise(self, words: str) -> None:
        """Who publishes it instead of this computer; "" for nobody."""
        self._promise = words
        self._show_hints()

    def _show_hints(self) -> None:
        words = " ".join(part for part in (self._promise, self._nearby) if part)
        if words != self.hint.whole_text():
            self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def _limit(self) -> None:
        """From now to as far as may be scheduled; a past time stays visible."""
        zone, now = zone_named(self._when.zone), self._now()
        first = now.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
        last = (
            latest(now, habits().months_ahead)
            .astimezone(zone)
            .replace(tzinfo=None, second=0, microsecond=0)
        )
        wall = self._when.wall
        if wall is not None:
            first, last = min(first, wall), max(last, wall)
        self.edit.setDateTimeRange(_face(first), _face(last))

    def _edited(self, face: QDateTime) -> None:
        if self._filling:
            return
        clock = face.time()
        wall = datetime.fromisoformat(face.date().toString(Qt.DateFormat.ISODate)).replace(
            hour=clock.hour(), minute=clock.minute()
        )
        self._choose(self._when.with_wall(wall))

    def _choose(self, when: When) -> None:
        self._when = when
        self.refresh()
        self.changed.emit(when)

    def _choose_fold(self, fold: str) -> None:
        self._choose(When(self._when.wall, self._when.zone, int(fold)))

    def clear(self) -> None:
        """Take the date away: the post stays a draft."""
        self._choose(self._when.with_wall(None))

    def _propose(self) -> None:
        when = proposal(self._now(), self._when.zone)
        self.show_when(When(when.wall, when.zone))
        self._choose(self._when)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_zones(self) -> None:
        picker = ZonePicker(self._when.zone, self._when.at or self._now(), self)
        picker.chosen.connect(self.set_zone)
        picker.open_at(self.zone)

    def set_zone(self, zone: str) -> None:
        """The same wall clock in another zone."""
        if zone != self._when.zone:
            self.show_when(self._when.in_zone(zone))
            self._choose(self._when)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def minimumSizeHint(self) -> QSize:
        return QSize(260, super().minimumSizeHint().height())

    def needed_width(self) -> int:
        """Logical pixels from which nothing of it is cut; the zone may go without its offset."""
        if self._when.at is None:
            return self.set_date.sizeHint().width()
        parts = (self.edit, self.suggest, self.zone)
        metrics = self.zone.fontMetrics()
        spare = sum(
            sign * metrics.horizontalAdvance(words)
            for sign, words in ((1, self.zone.text()), (-1, self._zone_name()))
        )
        least = self.distance.minimumSizeHint().width() - spare
        return sum(one.sizeHint().width() + SPACING for one in parts) + least


def _face(wall: datetime) -> QDateTime:
    """A wall clock as Qt's date and time."""
    day, clock = QDate(wall.year, wall.month, wall.day), QTime(wall.hour, wall.minute)
    return QDateTime(day, clock, QTimeZone.utc())
