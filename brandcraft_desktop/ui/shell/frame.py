"""The frame around the pages, and what replaces it where there is too little room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from brandcraft_desktop.ui.shell.places import PLACES
from brandcraft_desktop.ui.shell.rail import Rail
from brandcraft_desktop.ui.shell.small_window import SmallWindow
from brandcraft_desktop.ui.shell.top_bar import TopBar
from brandcraft_desktop.ui.widgets import NoticeBar, announce
from brandcraft_desktop.ui.window_state import LEAST_HEIGHT, LEAST_WIDTH


class Frame(QStackedWidget):
    """Rail, top bar, lasting notices and the stack of pages."""

    maximise = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._anyway = False
        self.rail = Rail(PLACES, self)
        self.top_bar = TopBar(self)
        self.notice = NoticeBar(parent=self)
        self.practice = NoticeBar(closable=False, parent=self)
        self.offline = NoticeBar(closable=False, parent=self)
        self.pages = QStackedWidget(self)
        self._whole = self._build()
        self._small = SmallWindow(self)
        self._small.use_anyway.connect(self._use_anyway)
        self._small.maximise.connect(self.maximise)
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
        for notice in (self.practice, self.offline, self.notice):
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

    def fit(self, window: QSize) -> None:
        """Too small for a page: say so instead of squeezing it."""
        if self._anyway:
            return
        small = window.width() < LEAST_WIDTH or window.height() < LEAST_HEIGHT
        show = self._small if small else self._whole
        if self.currentWidget() is not show:
            self.setCurrentWidget(show)
            if small:
                announce(self, "Brandcraft needs a bit more room")

    def _use_anyway(self) -> None:
        """From now on the frame keeps the size it needs, and the window scrolls over it."""
        self._anyway = True
        area = QScrollArea(self)
        area.setAccessibleName("Window")
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.removeWidget(self._whole)
        self._whole.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        area.setWidget(self._whole)
        area.setWidgetResizable(True)
        self.addWidget(area)
        self.setCurrentWidget(area)
