"""Keeps the filters of the page, opens their panel, and says on the button that they are on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.publisher.filters import FilterPanel, Filters, tags_of
from brandcraft_desktop.ui.publisher.header import Header
from brandcraft_desktop.ui.publisher.looks import Looks


class Filtering(QObject):
    """``changed`` after every tick: what is in view is to be shown anew."""

    changed = Signal()

    def __init__(self, header: Header, looks: Looks, page: QWidget) -> None:
        super().__init__(page)
        self._header = header
        self._looks = looks
        self._page = page
        self.filters = Filters()

    def open(self, accounts: Sequence[Account], rows: Sequence[PostRow], *, calendar: bool) -> None:
        """The panel; states and the tags of `rows` can be asked for on the calendar alone."""
        tags = tags_of(rows) if calendar else ()
        panel = FilterPanel(
            self.filters, accounts, self._looks, self._page, with_states=calendar, tags=tags
        )
        panel.changed.connect(self._take)
        panel.closed.connect(panel.deleteLater)
        panel.open_at(self._header.filter)

    def clear(self) -> None:
        """Everything is shown."""
        self._take(Filters())

    def forget(self) -> None:
        """As `clear`, where what is in view is read anew anyway."""
        self.filters = Filters()
        self._header.set_filters(0)

    def _take(self, filters: object) -> None:
        if isinstance(filters, Filters):
            self.filters = filters
            self._header.set_filters(filters.active)
            self.changed.emit()
