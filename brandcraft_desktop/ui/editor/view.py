"""Where everything stands on the editor page, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.editor.accounts_row import AccountsRow
from brandcraft_desktop.ui.editor.checks_list import ChecksList
from brandcraft_desktop.ui.editor.composer import Composer
from brandcraft_desktop.ui.editor.counters import Counters
from brandcraft_desktop.ui.editor.drop_overlay import DropOverlay
from brandcraft_desktop.ui.editor.find_bar import FindBar
from brandcraft_desktop.ui.editor.judge import Rules
from brandcraft_desktop.ui.editor.media_strip import MediaStrip
from brandcraft_desktop.ui.editor.options_form import OptionsForm
from brandcraft_desktop.ui.editor.part_lines import PartLines
from brandcraft_desktop.ui.editor.previews import Preview
from brandcraft_desktop.ui.editor.saved_label import SavedLabel
from brandcraft_desktop.ui.editor.schedule_bar import ScheduleBar
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.editor.variant_tabs import VariantTabs
from brandcraft_desktop.ui.widgets import (
    Button,
    Card,
    IconButton,
    NoticeBar,
    SegmentedControl,
    WrappedLabel,
    set_look,
)

WIDE = 1160
"""A window of 1280 leaves this to the page: from here the preview stands beside the text."""
LOW = 640
"""Logical pixels of height below which text, files and an open form don't fit together."""
PREVIEW, CHECKS, NOTES = range(3)
_SIDES = {"preview": PREVIEW, "checks": CHECKS, "notes": NOTES}


class EditorView(QWidget):
    """Only widgets and their places; what they do is wired by the page."""

    def __init__(
        self,
        infos: Mapping[str, PlatformInfo],
        rules: Mapping[str, Rules],
        thumbnails: Thumbnails,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = QLineEdit(self)
        self.title.setPlaceholderText("Title (only you see it)")
        self.title.setAccessibleName("Title, only you see it")
        self.title.setMaxLength(500)
        self.saved = SavedLabel(now, self)
        self.history = IconButton("clock-rotate-left", "Earlier versions", parent=self)
        self.banner = NoticeBar(parent=self)
        self.accounts = AccountsRow(infos, thumbnails, self)
        self.tabs = VariantTabs(self)
        self.outdated = NoticeBar("info", closable=True, parent=self)
        self.composer = Composer(self)
        self.part_lines = PartLines(self.composer)
        self.split = IconButton("scissors", "Split into a thread", parent=self)
        self.split.setToolTip("Split into a thread (Ctrl+Shift+T)")
        self.emoji = IconButton("face-smile", "Emoji", parent=self)
        self.emoji.setToolTip("Emoji (Ctrl+.)")
        self.snippets = IconButton("hashtag", "Snippets and hashtags", parent=self)
        self.snippets.setToolTip("Snippets and hashtags (Ctrl+Shift+H)")
        self.templates = IconButton("file-lines", "Templates", parent=self)
        self.brand_tags = Button("", icon_name="plus", parent=self)
        set_look(self.brand_tags, "density", "compact")
        self.reel = IconButton("video", "Make a reel of it…", parent=self)
        self.finder = FindBar(self.composer, self)
        self.finder.closed.connect(self.composer.setFocus)
        self.composer.find_wanted.connect(self.finder.open_bar)
        self.counters = Counters(self)
        self.strip = MediaStrip(thumbnails, self)
        self.options = OptionsForm(thumbnails, self)
        self.notice = NoticeBar("error", closable=False, parent=self)
        self.agreement = WrappedLabel("", role="secondary", parent=self)
        self.agreement.hide()
        self.charges = WrappedLabel("", role="secondary", parent=self)
        self.charges.hide()
        self.bar = ScheduleBar(now, self)
        self.preview = Preview(infos, rules, thumbnails)
        self.checks = ChecksList()
        self.notes = QPlainTextEdit()
        self.notes.setPlaceholderText("Notes for yourself. They are never published.")
        self.notes.setAccessibleName("Notes, never published")
        self.notes.setTabChangesFocus(True)
        self.side = QTabWidget()
        self.side.setDocumentMode(True)
        self.side.setAccessibleName("Preview, checks and notes")
        self.side.tabBar().setAccessibleName("Preview, checks and notes")
        self.side.addTab(self.preview, "Preview")
        self.side.addTab(self.checks, "Checks")
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 10, 0, 0)
        inside.addWidget(self.notes)
        self.side.addTab(holder, "Notes")
        self.segments = SegmentedControl(
            [("write", "Write"), ("preview", "Preview"), ("checks", "Checks"), ("notes", "Notes")],
            name="What is shown",
        )
        self.segments.chosen.connect(self.show_section)
        self.overlay = DropOverlay(self)
        self.options.unfolded.connect(self._make_room)
        self._wide: bool | None = None
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.saved)
        head.addWidget(self.history)
        self._write = QWidget()
        writing = QVBoxLayout(self._write)
        writing.setContentsMargins(0, 0, 0, 0)
        writing.setSpacing(8)
        writing.addWidget(self.accounts)
        writing.addWidget(self._card(), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._write)
        main = QWidget()
        self._column = QVBoxLayout(main)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.banner)
        self._column.addLayout(head)
        self._column.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self.notice)
        self._column.addWidget(self.agreement)
        self._column.addWidget(self.charges)
        self._column.addWidget(self.bar)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(12)
        self._splitter.addWidget(main)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.addWidget(self._splitter)
        self._set_wide(True)

    def _card(self) -> Card:
        card = Card(parent=self)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.setSpacing(0)
        line = QWidget(card)
        line.setObjectName("separator")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line.setFixedHeight(1)
        tools = QHBoxLayout()
        tools.setContentsMargins(8, 2, 12, 4)
        tools.setSpacing(4)
        for tool in (self.emoji, self.split, self.snippets, self.templates, self.reel):
            tools.addWidget(tool)
        tools.addWidget(self.brand_tags)
        tools.addStretch(1)
        tools.addWidget(self.counters)
        for widget in (self.tabs, line, self.outdated, self.finder):
            card.body.addWidget(widget)
        card.body.addWidget(self.composer, 1)
        card.body.addLayout(tools)
        card.body.addWidget(self.strip)
        card.body.addWidget(self.options)
        return card

    @property
    def is_wide(self) -> bool:
        """Whether the preview stands beside the text."""
        return self._wide is True

    def minimumSizeHint(self) -> QSize:
        """The narrow arrangement's: asking for the wide one's would keep it from being left."""
        return QSize(680, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_wide(event.size().width() >= WIDE)
        self._make_room()
        if self.overlay.isVisible():
            self.overlay.cover()

    def _set_wide(self, wide: bool) -> None:
        if wide is self._wide:
            return
        self._wide = wide
        self.segments.setVisible(not wide)
        self.side.tabBar().setVisible(wide)
        if wide:
            self._splitter.addWidget(self.side)
            self._splitter.setStretchFactor(0, 3)
            self._splitter.setStretchFactor(1, 2)
            self._splitter.setSizes([786, 366])
            self.side.show()
            self._stack.setCurrentWidget(self._write)
        else:
            section = "write"
            self._stack.addWidget(self.side)
            self.segments.set_current(section)
            self._stack.setCurrentWidget(self._write)
        self.side.setMinimumWidth(320 if wide else 0)

    def _make_room(self) -> None:
        """In a low window an open form takes the place of the files."""
        low = self.height() < LOW
        open_ = self.options.header.isChecked() and not self.options.isHidden()
        self.strip.setVisible(not (low and open_))

    def show_section(self, section: str) -> None:
        """Text, preview, checks or notes: a tab at the side, or in place of the text."""
        if section in _SIDES:
            self.side.setCurrentIndex(_SIDES[section])
        if not self.is_wide:
            self.segments.set_current(section)
            self._stack.setCurrentWidget(self.side if section in _SIDES else self._write)

    def name_checks(self, number: int) -> None:
        """Show how many problems there are."""
        words = f"Checks {number}" if number else "Checks"
        if self.side.tabText(CHECKS) != words:
            self.side.setTabText(CHECKS, words)
            self.segments.button("checks").setText(words)

    def order_focus(self) -> None:
        """Title, accounts, tabs, text, tools, media, options, date, buttons, side."""
        chain: list[QWidget] = [self.title, self.history, *self.accounts.chips, self.accounts.more]
        chain += [self.tabs.bar, self.tabs.more, self.tabs.add]
        chain += [self.composer, *self.part_lines.buttons(), self.emoji]
        chain += [self.split, self.snippets, self.templates, self.reel, self.brand_tags]
        chain += [self.strip.apart, self.strip.list, self.strip.add, self.strip.more]
        chain += [self.options.header]
        chain += [*self.options.fields.values()]
        chain += [self.bar.time.edit, self.bar.time.suggest, self.bar.time.zone]
        chain += [self.bar.draft, self.bar.now, self.bar.schedule, self.bar.menu_button]
        chain += [self.side]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)
