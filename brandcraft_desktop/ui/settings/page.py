"""The settings page (screens S12): what this version has, applied at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.about import About
from brandcraft_desktop.ui.settings.carrying import Carrying
from brandcraft_desktop.ui.settings.clocks import Clocks
from brandcraft_desktop.ui.settings.data import Data
from brandcraft_desktop.ui.settings.integrations import Integrations
from brandcraft_desktop.ui.settings.introduction import IntroductionRow
from brandcraft_desktop.ui.settings.looks import Looks
from brandcraft_desktop.ui.settings.media_storage import MediaStorage
from brandcraft_desktop.ui.settings.notifications import NotificationRows
from brandcraft_desktop.ui.settings.platforms import Platforms
from brandcraft_desktop.ui.settings.posting import Posting
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.settings.running import KeepRunning
from brandcraft_desktop.ui.settings.security import Security
from brandcraft_desktop.ui.settings.sign_ins import SignIns
from brandcraft_desktop.ui.settings.values import Values, read
from brandcraft_desktop.ui.settings.writing import Writing
from brandcraft_desktop.ui.widgets import FocusRing, PageState, SearchField, SectionHeader
from brandcraft_desktop.ui.window_state import WindowState

LIST_WIDTH = 220
LIST_EDGE = 12  # so that the longest name does not touch the edge
FORM_WIDTH = 780


class SettingsPage(QWidget):
    """A list of sections at the left, their settings beside it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self.looks = Looks(WindowState(context.workspace.home.root))
        self.clocks = Clocks(context)
        self.writing = Writing(context)
        self.posting = Posting(context)
        self.running = KeepRunning(context)
        self.introduction = IntroductionRow(context, self.running)
        self.notifications = NotificationRows(context)
        self.integrations = Integrations(context)
        self.media_storage = MediaStorage(context)
        self.platforms = Platforms(context)
        self.sign_ins = SignIns(context)
        self.security = Security(context)
        self.data = Data(context)
        self.carrying = Carrying(context)
        self.about = About(context)
        self.sections: tuple[Section, ...] = (
            self.running,
            self.looks,
            self.clocks,
            self.writing,
            self.posting,
            self.notifications,
            self.integrations,
            self.media_storage,
            *([self.platforms] if self.platforms.rows else []),
            self.sign_ins,
            self.security,
            self.data,
            self.carrying,
            self.about,
        )
        self.search = SearchField("Search settings", name="Search settings")
        self.search.searched.connect(self._filter)
        self.list = self._make_list()
        self._fit_list = QTimer(self)  # the list is given its new font after the page is
        self._fit_list.setSingleShot(True)
        self._fit_list.setInterval(0)
        self._fit_list.timeout.connect(self._fit)
        self._fit()
        self.area = self._make_form()
        self._state = PageState(self.area)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list)
        left.addStretch(1)
        body = QHBoxLayout()
        body.setContentsMargins(16, 4, 0, 0)
        body.setSpacing(8)
        body.addLayout(left)
        body.addWidget(self._state, 1)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.addWidget(SectionHeader("Settings", role="title"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addLayout(body, 1)
        context.bridge.changed.connect(self._hear)
        self.refresh()

    def _make_list(self) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName("Sections")
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for section in self.sections:
            made.addItem(QListWidgetItem(section.title))
        made.setCurrentRow(0)
        made.currentRowChanged.connect(self._go_to)
        return made

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_list.start()

    def _fit(self) -> None:
        """The list shows all its sections whole, however large the text is."""
        made = self.list
        made.ensurePolished()
        edges = 2 * made.frameWidth() + 2
        made.setFixedHeight(made.sizeHintForRow(0) * len(self.sections) + edges)
        width = max(LIST_WIDTH, made.sizeHintForColumn(0) + edges + LIST_EDGE)
        made.setFixedWidth(width)
        self.search.setFixedWidth(width)

    def _make_form(self) -> QScrollArea:
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setMaximumWidth(FORM_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 0, 16, 16)
        column.setSpacing(12)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Settings")
        FocusRing(area)
        return area

    def _go_to(self, row: int) -> None:
        if not 0 <= row < len(self.sections):
            return
        if self.search.text():
            self.search.clear_search()
        section = self.sections[row]
        inner = self.area.widget()
        if inner is not None:
            top = section.mapTo(inner, QPoint(0, 0)).y()
            self.area.verticalScrollBar().setValue(top)

    def ask_import(self) -> None:
        """Bring an export in, from the menu."""
        self._show_carrying()
        self.carrying.bring.click()

    def ask_export(self) -> None:
        """Write an export, from the menu."""
        self._show_carrying()
        self.carrying.export.click()

    def _show_carrying(self) -> None:
        self.list.setCurrentRow(self.sections.index(self.carrying))

    def _filter(self, words: str) -> None:
        found = [section.filter(words) for section in self.sections]
        if any(found):
            self._state.show_content()
        else:
            self._state.show_empty(
                "magnifying-glass",
                f"No setting is called “{words}”",
                button="Show all settings",
                done=self.search.clear_search,
            )

    def refresh(self) -> None:
        """Read everything again."""
        workspace = self._context.workspace
        self._context.tasks.read(lambda: read(workspace), self._show, owner=self)
        self.running.at_login.read()
        self.media_storage.read()
        self.platforms.read()
        self.sign_ins.read()
        self.security.read()
        self.integrations.read()

    def _hear(self, batch: object) -> None:
        if isinstance(batch, Batch) and batch.of(SettingChanged):
            workspace = self._context.workspace
            self._context.tasks.read(lambda: read(workspace), self._show, owner=self)
            self.security.read()
            self.integrations.read()
            self.media_storage.read()
            self.platforms.read()

    def _show(self, values: Values) -> None:
        self.looks.show_state()
        self.posting.show_values(values)
        self.clocks.show_values(values)
        self.running.show_values(values)
        self.notifications.show_values(values)
        self.writing.show_spelling(values.spelling)
