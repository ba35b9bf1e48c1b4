"""What goes out next, and when the campaign starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.brand.post_line import PostLine, when_words
from brandcraft_desktop.ui.brand.words import campaign_words
from brandcraft_desktop.ui.widgets import Button, Card, WrappedLabel


class CampaignLine(QWidget):
    """When a brand's campaign starts: `change` is the button for another day."""

    def __init__(self, brand: Brand, today: date, *, named: bool) -> None:
        super().__init__()
        whose = f"Campaign of {brand.name}" if named else "Campaign"
        self.words = WrappedLabel(f"{whose}: {campaign_words(brand.campaign_start, today)}")
        self.change = Button("Change" if brand.campaign_start else "Choose a day")
        self.change.setAccessibleName(f"{self.change.text()}: campaign of {brand.name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.change)


class UpcomingCard(Card):
    """`opened(post id)`, `campaign_wanted(brand id)`, `new_wanted()`."""

    opened = Signal(str)
    campaign_wanted = Signal(str)
    new_wanted = Signal()

    def __init__(self, infos: Mapping[str, PlatformInfo], parent: QWidget | None = None) -> None:
        super().__init__("Upcoming", parent=parent)
        self._infos = infos
        self.nothing = WrappedLabel("Nothing is scheduled.", role="secondary")
        self.write = Button("New post", icon_name="plus")
        self.write.clicked.connect(self.new_wanted)
        if self.header is not None:
            self.header.add_action(self.write)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._campaigns = QVBoxLayout()
        self._campaigns.setSpacing(4)
        self.separator = QFrame()
        self.separator.setObjectName("separator")
        self.body.addWidget(self.nothing)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.separator)
        self.body.addLayout(self._campaigns)
        self._shown: tuple[object, ...] = ()
        self._told: tuple[object, ...] = ()

    def show_posts(self, rows: Sequence[PostRow], now: datetime) -> None:
        """Show the next posts, the earliest first."""
        self.nothing.setVisible(not rows)
        # The words change with the day, the zone and the way hours are written.
        times = tuple(when_words(row, now) for row in rows)
        shown = (tuple(rows), times)
        if shown == self._shown:
            return  # lines with the keyboard on them stay
        self._shown = shown
        _clear(self._lines)
        longest = max(times, key=len, default="")
        for row in rows:
            line = PostLine(row, self._infos, now, longest)
            line.opened.connect(self.opened)
            self._lines.addWidget(line)

    def show_campaigns(self, brands: Sequence[Brand], today: date, *, named: bool) -> None:
        """Show when campaigns start; `named` says whose they are."""
        if (tuple(brands), today, named) == self._told:
            return
        self._told = (tuple(brands), today, named)
        _clear(self._campaigns)
        self.separator.setVisible(bool(brands))
        for brand in brands:
            line = CampaignLine(brand, today, named=named)
            line.change.clicked.connect(partial(self._wish_campaign, brand.id))
            self._campaigns.addWidget(line)

    def lines(self) -> list[PostLine]:
        """The posts, in the order shown."""
        return [one for one in self.findChildren(PostLine) if one.isVisibleTo(self)]

    def campaigns(self) -> list[CampaignLine]:
        """The campaigns, in the order of their brands."""
        return [one for one in self.findChildren(CampaignLine) if one.isVisibleTo(self)]

    def _wish_campaign(self, brand_id: str) -> None:
        self.campaign_wanted.emit(brand_id)


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        gone = item.widget()
        if gone is not None:
            gone.hide()
            gone.deleteLater()
