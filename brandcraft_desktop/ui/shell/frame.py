"""The frame around the pages, and what replaces it where there is too little room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from brandcraft_desktop.ui.shell.places import PLACES
from brandcraft_desktop.ui.shell.rail import Rail
from brandcraft_desktop.ui.shell.small_window import (
    BIG,
    SMALLER,
    SmallWindow,
    too_small_for_text,
)
from brandcraft_desktop.ui.shell.top_bar import TopBar
from brandcraft_desktop.ui.widgets import NoticeBar, announce
from brandcraft_desktop.ui.window_state import LEAST_HEIGHT, LEAST_WIDTH


class Frame(QStackedWidget):
    """Rail, top bar, lasting notices and the stack of pages."""

    maximise = Signal()
    smaller_text = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._anyway = False
        self._cover: QWidget | None = None
        self._area: QScrollArea | None = None  # around everything, once it may be too small
        self.rail = Rail(PLACES, self)
        self.top_bar = TopBar(self)
        self.notice = NoticeBar(parent=self)
        self.practice = NoticeBar(closable=False, parent=self)
        self.offline = NoticeBar(closable=False, parent=self)
        self.big_text = NoticeBar("info", parent=self)
        self.big_text.add_action(SMALLER, self.smaller_text.emit)
        self.big_text.closed.connect(self._keep_big_text)
        self._told_of_text = False
        self.pages = QStackedWidget(self)
        self._whole = self._build()
        self._small = SmallWindow(self)
        self._small.use_anyway.connect(self._use_anyway)
        self._small.maximise.connect(self.maximise)
        self._small.smaller_text.connect(self.smaller_text)
        self.addWidget(self._whole)
        self.addWidget(self._small)

    def _build(self) -> QWidget:
        page = QWidget(self)
        page.setObjectName("page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 8, 16, 0)
        holder.setSpacing(8)
        for notice in (self.practice, self.offline, self.big_text, self.notice):
            holder.addWidget(notice)
        column.addLayout(holder)
        column.addWidget(self.pages, 1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        return page

    def set_reachable(self, on: bool) -> None:
        """Pages and filters without a workspace lead nowhere."""
        self.rail.setEnabled(on)
        self.top_bar.setEnabled(on)

    @property
    def covered(self) -> bool:
        """Whether something stands in front of everything."""
        return self._cover is not None

    def cover(self, page: QWidget) -> None:
        """Show this alone, whatever the size of the window; all else is out of reach."""
        self._cover = page
        self._whole.setEnabled(False)  # or what is read meanwhile could still take the focus
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)

    def uncover(self) -> None:
        """What was there before comes back."""
        self._cover = None
        self._whole.setEnabled(True)
        self.setCurrentWidget(self._area or self._whole)
        self.fit(self.window().size())

    def fit(self, window: QSize) -> None:
        """Too small for a page: say so instead of squeezing it."""
        self._look_at_text()
        if self._anyway or self._cover is not None:
            return
        small = window.width() < LEAST_WIDTH or window.height() < LEAST_HEIGHT
        show = self._small if small else self._whole
        if self.currentWidget() is not show:
            self.setCurrentWidget(show)
            if small:
                announce(self, "Brandcraft needs a bit more room")

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, which may be too big for this screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_small"):
            self._look_at_text()
            self._small.look()

    def _look_at_text(self) -> None:
        wanted = too_small_for_text(self.window().size()) and not self._told_of_text
        if wanted and self._cover is None and self.big_text.isHidden():
            self.big_text.show_notice("info", BIG)
        elif not wanted:
            self.big_text.hide()

    def _keep_big_text(self) -> None:
        """It was read and put away: it is not said again while the program runs."""
        self._told_of_text = True

    def _use_anyway(self) -> None:
        """From now on the frame keeps the size it needs, and the window scrolls over it."""
        self._anyway = True
        area = QScrollArea(self)
        area.setAccessibleName("Window")
        area.setFrameShape(QFrame.Shape.NoFrame)
        self._area = area
        self.removeWidget(self._whole)
        self._whole.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        area.setWidget(self._whole)
        area.setWidgetResizable(True)
        self.addWidget(area)
        self.setCurrentWidget(area)
