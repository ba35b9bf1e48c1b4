"""Step 4: the person's clocks and weeks, and when posts go out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout

from brandcraft_desktop.domain.campaign import weekly_slots
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.services import first_run, settings
from brandcraft_desktop.ui.accounts.slots_dialog import SlotsDialog
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.zone_picker import zone_names
from brandcraft_desktop.ui.first_run.campaign_page import USUAL
from brandcraft_desktop.ui.first_run.keeping import Work
from brandcraft_desktop.ui.first_run.page import Fields, IntroductionPage, field_label
from brandcraft_desktop.ui.first_run.reading import Found
from brandcraft_desktop.ui.here import computer_zone
from brandcraft_desktop.ui.settings.rows import let_give_way
from brandcraft_desktop.ui.widgets import Button, Card, WrappedLabel

FIELD = 420
WEEK = 7
NAME = "your brand"
_HOURS = (("system", "As this computer"), ("24", "24 hours (18:00)"), ("12", "12 hours (6:00 PM)"))
_PATTERNS = {"24": "HH:mm", "12": "h:mm AP"}
_WEEKS = (
    ("system", "As this computer"),
    ("monday", "Monday"),
    ("saturday", "Saturday"),
    ("sunday", "Sunday"),
)
_FIRST = {"monday": 0, "saturday": 5, "sunday": 6}


class TimesPage(IntroductionPage):
    """The zone is found by typing a part of its name."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "When do your posts go out?",
            "All times follow these clocks. “Add to queue” puts a post into the next free time.",
        )
        self._slots: tuple[Slot, ...] = ()
        self.dialog: SlotsDialog | None = None
        self.zone = self._zone_box()
        self.hours, self.weeks = _box(_HOURS), _box(_WEEKS)
        for name, box in (("hours", self.hours), ("weeks", self.weeks)):
            box.activated.connect(lambda _, name=name: self.touch(name))
            box.activated.connect(self._show_slots)
        self.change = Button("Change times…", icon_name="clock")
        self.change.clicked.connect(self._ask_slots)
        self.list = QGridLayout()
        self.list.setHorizontalSpacing(16)
        self.list.setVerticalSpacing(4)
        self.list.setColumnStretch(1, 1)
        self.body.addWidget(field_label("Time zone", self.zone))
        self.body.addWidget(self.zone)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.addWidget(field_label("Clock", self.hours), 0, 0)
        grid.addWidget(self.hours, 1, 0)
        grid.addWidget(field_label("Weeks begin on", self.weeks), 0, 1)
        grid.addWidget(self.weeks, 1, 1)
        grid.setColumnStretch(2, 1)
        self.body.addLayout(grid)
        card = Card("Weekly posting times")
        card.body.setSpacing(6)
        card.body.addLayout(self.list)
        card.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def _zone_box(self) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleName("Time zone")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        let_give_way(box, FIELD)
        box.addItem(f"As this computer ({_words(computer_zone())})", "")
        for name in zone_names():
            box.addItem(_words(name), name)
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.setCompleter(completer)
        line = box.lineEdit()
        if line is not None:
            line.setAccessibleName("Time zone")
            line.textEdited.connect(lambda _: self.touch("zone"))
        box.activated.connect(lambda _: self.touch("zone"))
        return box

    def fill(self, found: Found) -> None:
        """See `IntroductionPage`."""
        self.zone.setCurrentIndex(max(0, self.zone.findData(found.zone)))
        self.hours.setCurrentIndex(max(0, self.hours.findData(found.hours)))
        self.weeks.setCurrentIndex(max(0, self.weeks.findData(found.week_starts)))
        own = found.brand.times if found.brand is not None else ()
        self._slots = own or (weekly_slots(USUAL) if self.proposes else ())
        self._show_slots()

    def zone_name(self) -> str:
        """The zone that was typed or chosen, "" for the computer's. Raises `BadInput`."""
        typed = self.zone.currentText().strip()
        for index in range(self.zone.count()):
            if self.zone.itemText(index).casefold() == typed.replace("_", " ").casefold():
                return str(self.zone.itemData(index))
        self.zone.setFocus()
        raise BadInput(
            f"There is no time zone called “{typed}”.",
            action="Type a city, like Vilnius, and choose one.",
            field="zone",
        )

    def fields(self) -> Fields:
        """See `IntroductionPage`."""
        return {
            "zone": lambda: self._put(settings.ZONE, self.zone_name()),
            "hours": lambda: self._put(settings.HOURS, str(self.hours.currentData())),
            "weeks": lambda: self._put(settings.WEEK_STARTS, str(self.weeks.currentData())),
            "slots": self._keep_slots,
        }

    def proposed(self) -> Collection[str]:
        """See `IntroductionPage`: weekly times for who has none."""
        return () if self.found.brand is not None and self.found.brand.times else ("slots",)

    def _put(self, setting: settings.Setting[str], value: str) -> Work:
        workspace = self.context.workspace
        return lambda _: settings.put(workspace, setting, value)

    def _keep_slots(self) -> Work:
        workspace, slots = self.context.workspace, self._slots
        return lambda brand_id: first_run.keep_times(workspace, brand_id, slots)

    def slots(self) -> tuple[Slot, ...]:
        """The times as they are shown."""
        return self._slots

    def _ask_slots(self) -> None:
        name = self.found.brand.name if self.found.brand is not None else NAME
        dialog = SlotsDialog(name, self._slots, self.window())
        dialog.chosen.connect(self._take_slots)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _take_slots(self, slots: Sequence[Slot]) -> None:
        self._slots = tuple(slots)
        self.touch("slots")
        self._show_slots()

    def _show_slots(self, *_: object) -> None:
        while (item := self.list.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        place = 0
        for weekday in self._days():
            clocks = [self._clock(slot) for slot in self._slots if slot.weekday == weekday]
            if clocks:
                day = WrappedLabel(QLocale().standaloneDayName(weekday + 1), role="secondary")
                self.list.addWidget(day, place, 0)
                self.list.addWidget(WrappedLabel(" · ".join(clocks)), place, 1)
                place += 1
        if not self._slots:
            self.list.addWidget(WrappedLabel("None: choose a time for each post.", role="muted"))

    def _days(self) -> list[int]:
        first = _FIRST.get(str(self.weeks.currentData()), QLocale().firstDayOfWeek().value - 1)
        return [(first + place) % WEEK for place in range(WEEK)]

    def _clock(self, slot: Slot) -> str:
        usual = QLocale().timeFormat(QLocale.FormatType.ShortFormat)
        pattern = _PATTERNS.get(str(self.hours.currentData()), usual)
        return QLocale().toString(QTime(slot.minute // 60, slot.minute % 60), pattern)


def _box(choices: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    for value, words in choices:
        box.addItem(words, value)
    return box


def _words(zone: str) -> str:
    return zone.replace("_", " ")
