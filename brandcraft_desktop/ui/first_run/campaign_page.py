"""Step 2: when the campaign starts, and how often it posts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
)

from brandcraft_desktop.domain.campaign import (
    MOST_A_WEEK,
    Start,
    answer_for,
    in_this_week,
    start_day,
)
from brandcraft_desktop.services import first_run
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.first_run.keeping import Work
from brandcraft_desktop.ui.first_run.page import Fields, IntroductionPage, field_label
from brandcraft_desktop.ui.first_run.reading import Found
from brandcraft_desktop.ui.habits import first_weekday
from brandcraft_desktop.ui.times import short_date
from brandcraft_desktop.ui.widgets import WrappedLabel, quiet_calendar

USUAL = 3  # times a week, until its person says otherwise
DAY = "ddd d MMM yyyy"


class CampaignPage(IntroductionPage):
    """The days beside the answers are those of the person's own calendar."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "When do you want to start your campaign?",
            "The calendar opens there and marks the day. Nothing is sent by itself.",
        )
        self.answers = {start: QRadioButton() for start in Start}
        group = QButtonGroup(self)
        for one in self.answers.values():
            group.addButton(one)
            one.clicked.connect(lambda: self.touch("start"))
            one.toggled.connect(self._show_hint)
        self.answers[Start.LOOKING].setText("I'm just looking")
        self.answers[Start.ON_DATE].setText("On a date")
        self.date = QDateEdit()
        self.date.setAccessibleName("Date of the start")
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat(DAY)
        quiet_calendar(self.date.calendarWidget())
        self.date.dateChanged.connect(self._date_chosen)
        self.often = QSpinBox()
        self.often.setRange(1, MOST_A_WEEK)
        self.often.setValue(USUAL)
        self.often.setMinimumWidth(88)
        self.often.setAccessibleName("Times a week")
        self.often.valueChanged.connect(self._often_chosen)
        self.hint = WrappedLabel("", role="muted")
        self._filling = False
        self._lay_out()
        self.fill(Found())

    def _lay_out(self) -> None:
        near = Qt.AlignmentFlag.AlignLeading
        for start in (Start.TODAY, Start.THIS_WEEK, Start.NEXT_MONTH):
            self.body.addWidget(self.answers[start], 0, near)
        on_date = QHBoxLayout()
        on_date.setSpacing(8)
        on_date.addWidget(self.answers[Start.ON_DATE])
        on_date.addWidget(self.date)
        on_date.addStretch(1)
        self.body.addLayout(on_date)
        self.body.addWidget(self.answers[Start.LOOKING], 0, near)
        self.body.addSpacing(8)
        often = QHBoxLayout()
        often.setSpacing(8)
        often.addWidget(self.often)
        often.addWidget(QLabel("times a week"))
        often.addStretch(1)
        self.body.addWidget(field_label("How often do you want to post?", self.often))
        self.body.addLayout(often)
        self.body.addWidget(self.hint)
        self.body.addStretch(1)

    def fill(self, found: Found) -> None:
        """See `IntroductionPage`."""
        today = self.today()
        self._filling = True
        week = start_day(Start.THIS_WEEK, today)
        this_week = week is not None and in_this_week(week, today, first_weekday())
        words = {
            Start.TODAY: "Today",
            Start.THIS_WEEK: "This week" if this_week else "Next week",
            Start.NEXT_MONTH: "Next month",
        }
        for start, name in words.items():
            day = start_day(start, today)
            shown = f"{name} ({short_date(day)})" if day is not None else name
            self.answers[start].setText(shown)
        stored = found.brand.campaign_start if found.brand else None
        self.date.setMinimumDate(_qdate(min(today, stored or today)))
        self.date.setDate(_qdate(stored or today))
        proposes = self.proposes and stored is None
        self.answers[Start.THIS_WEEK if proposes else answer_for(stored, today)].setChecked(True)
        own = len(found.brand.times) if found.brand else 0
        if own or not self.proposes:
            self.often.setRange(min(1, own), max(MOST_A_WEEK, own))
            self.often.setValue(own)
        self._filling = False
        self._show_hint()

    def focus_first(self) -> None:
        """See `IntroductionPage`: the answer that is chosen."""
        self.answers[self.start()].setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> Start:
        """The answer that is chosen."""
        return next((start for start, one in self.answers.items() if one.isChecked()), Start.TODAY)

    def day(self) -> date | None:
        """The day that the answer means now. Raises `BadInput`."""
        chosen = self.date.date()
        wanted = date(chosen.year(), chosen.month(), chosen.day())
        stored = self.found.brand.campaign_start if self.found.brand else None
        if self.start() is Start.ON_DATE and wanted == stored:
            return stored  # it began already: that is no mistake
        return start_day(self.start(), self.today(), wanted)

    def fields(self) -> Fields:
        """See `IntroductionPage`."""
        return {"start": self._keep_start, "often": self._keep_often}

    def proposed(self) -> Collection[str]:
        """See `IntroductionPage`: what is not stored yet."""
        brand = self.found.brand
        start = () if brand is not None and brand.campaign_start is not None else ("start",)
        return (*start, *(() if brand is not None and brand.times else ("often",)))

    def _keep_start(self) -> Work:
        workspace, day = self.context.workspace, self.day()
        return lambda brand_id: first_run.keep_start(workspace, brand_id, day)

    def _keep_often(self) -> Work:
        workspace, often = self.context.workspace, self.often.value()
        return lambda brand_id: first_run.keep_often(workspace, brand_id, often)

    def _date_chosen(self) -> None:
        if not self._filling:
            self.answers[Start.ON_DATE].setChecked(True)
            self.touch("start")

    def _often_chosen(self) -> None:
        if not self._filling:
            self.touch("often")
        self._show_hint()

    def _show_hint(self, *_: object) -> None:
        number = self.often.value()
        times = {0: "no times", 1: "1 time a week"}.get(number, f"{number} times a week")
        if self.start() is Start.LOOKING:
            self.hint.setText(f"No day is marked. We'll suggest {times}.")
        else:
            self.hint.setText(f"We'll open your calendar there and suggest {times}.")


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
