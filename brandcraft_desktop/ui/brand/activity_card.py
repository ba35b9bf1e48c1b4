"""The card of the heat map: what is shown, in words above it, and what it is filtered by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from brandcraft_desktop.services.activity import Activity
from brandcraft_desktop.ui.brand.day_paint import Legend
from brandcraft_desktop.ui.brand.heat_map import HeatMap
from brandcraft_desktop.ui.brand.words import NO_ACCOUNTS, span_words, summary
from brandcraft_desktop.ui.widgets import Card, WrappedLabel

SIDES = 12  # logical pixels, so that a year of full-size days fits into the smallest window
TITLE = "Posting activity"


class ActivityCard(Card):
    """`wished(year, platform)` when other days are asked for: None is the last year, and all.

    `opened(day)` when a day was chosen.
    """

    wished = Signal(object, object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent=parent)
        self.body.setContentsMargins(SIDES, 12, SIDES, 12)
        self._years: tuple[int, ...] = ()
        self._platforms: tuple[tuple[str, str], ...] = ()
        self.year = QComboBox()
        self.year.setAccessibleName("Year of the posting activity")
        self.year.addItem("Last year", None)
        self.platform = QComboBox()
        self.platform.setAccessibleName("Platform of the posting activity")
        self.platform.addItem("All platforms", None)
        for box in (self.year, self.platform):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(self._wish)
            if self.header is not None:
                self.header.add_action(box)
        self.summary = WrappedLabel(role="secondary")
        self.map = HeatMap()
        self.map.opened.connect(self.opened)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.map)
        self.body.addWidget(Legend())

    def show_choices(self, years: Sequence[int], platforms: Sequence[tuple[str, str]]) -> None:
        """What can be asked for: years, and platforms as (id, name)."""
        if self._years != tuple(years):  # an open list must not be emptied under the pointer
            self._years = tuple(years)
            _fill(self.year, [(str(one), one) for one in years])
        if self._platforms != tuple(platforms):
            self._platforms = tuple(platforms)
            _fill(self.platform, [(name, one) for one, name in platforms])

    def show_activity(
        self, shown: Activity, first_weekday: int, *, year: int | None, platform: str | None
    ) -> None:
        """Show days, as they were asked for."""
        self.year.setCurrentIndex(max(0, self.year.findData(year)))
        self.platform.setCurrentIndex(max(0, self.platform.findData(platform)))
        name = self.platform.currentText() if platform is not None else ""
        self.summary.setText(summary(shown, span_words(year), name))
        self.map.show_activity(shown, first_weekday)

    def show_no_accounts(self) -> None:
        """Nothing was posted, and nothing can be."""
        self.summary.setText(NO_ACCOUNTS)

    def _wish(self) -> None:
        self.wished.emit(self.year.currentData(), self.platform.currentData())


def _fill(box: QComboBox, choices: Sequence[tuple[str, object]]) -> None:
    """Put other choices behind the first; what was chosen stays chosen."""
    chosen = box.currentData()
    while box.count() > 1:
        box.removeItem(1)
    for words, data in choices:
        box.addItem(words, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
