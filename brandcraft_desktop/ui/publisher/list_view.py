"""The list: tabs with figures, the rows, and what is done with several of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import PostRow, StatusCounts
from brandcraft_desktop.services.posts import Tab
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.publisher.action_bar import ActionBar
from brandcraft_desktop.ui.publisher.list_delegate import PostDelegate
from brandcraft_desktop.ui.publisher.list_items import PostItems
from brandcraft_desktop.ui.publisher.list_table import NOTHING, TOGGLE, PostTable
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.widgets import IconButton, NoticeBar, PageState

TABS: Final = (
    (Tab.ALL, "All"),
    (Tab.DRAFTS, "Drafts"),
    (Tab.SCHEDULED, "Scheduled"),
    (Tab.PUBLISHED, "Published"),
    (Tab.ATTENTION, "Needs attention"),
)
_EMPTY: Final = {
    Tab.ALL: ("calendar-days", "No posts yet."),
    Tab.DRAFTS: ("file-lines", "No drafts."),
    Tab.SCHEDULED: ("clock", "Nothing is scheduled."),
    Tab.PUBLISHED: ("paper-plane", "Nothing is published yet."),
    Tab.ATTENTION: ("circle-check", "No failed posts. Nice."),
}


class ListView(QWidget):
    """Shows what it is given; the page reads."""

    post_opened = Signal(str)
    post_menu_asked = Signal(str, QPoint)
    post_edited = Signal(str)
    tab_changed = Signal()
    more_asked = Signal(int)  # how many are there
    search_cleared = Signal()
    filters_cleared = Signal()
    new_asked = Signal()
    trash_asked = Signal()
    move_asked = Signal(object)  # list of PostRow, as the next three
    duplicate_asked = Signal(object)
    delete_asked = Signal(object)
    retry_asked = Signal(object)

    def __init__(self, looks: Looks, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Posts by state")
        self.tabs.setExpanding(False)
        for tab, name in TABS:
            self.tabs.setTabData(self.tabs.addTab(name), tab.value)
        self.tabs.currentChanged.connect(lambda _: self.tab_changed.emit())
        self.searched = NoticeBar("info", closable=False)
        self.items = PostItems(looks, self.more_asked.emit, self)
        self.table = PostTable()
        self.table.setModel(self.items)
        self.table.setItemDelegate(PostDelegate(looks, thumbnails, self.table))
        # A row is no widget: this lies over the one whose pop-up is open, and gives the focus back.
        self._spot = QWidget(self.table.viewport())
        self._spot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._spot.setFocusProxy(self.table)
        self._spot.setGeometry(0, 0, 0, 0)
        self.bar = ActionBar()
        self.state = PageState(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.tabs)
        top.addStretch(1)
        self.trash = IconButton("trash", "Trash", parent=self)
        self.trash.clicked.connect(self.trash_asked)
        top.addWidget(self.trash)
        column.addLayout(top)
        column.addWidget(self.searched)
        column.addWidget(self.state, 1)
        column.addWidget(self.bar)
        thumbnails.loaded.connect(lambda _: self.table.viewport().update())
        self._connect()

    def _connect(self) -> None:
        table, bar = self.table, self.bar
        table.opened.connect(self.post_opened)
        table.edited.connect(self.post_edited)
        table.menu_asked.connect(self.post_menu_asked)
        table.deleted.connect(self._delete)
        table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.items.modelReset.connect(table.lay_out)
        self.items.rowsInserted.connect(lambda _parent, first, _last: table.lay_out(first))
        bar.move_asked.connect(lambda: self.move_asked.emit(table.chosen()))
        bar.duplicate_asked.connect(lambda: self.duplicate_asked.emit(table.chosen()))
        bar.delete_asked.connect(lambda: self.delete_asked.emit(table.chosen()))
        bar.retry_asked.connect(lambda: self.retry_asked.emit(table.chosen()))
        bar.cleared.connect(table.clearSelection)

    # What is shown

    @property
    def tab(self) -> Tab:
        """The tab in front."""
        return Tab(self.tabs.tabData(self.tabs.currentIndex()))

    def set_tab(self, tab: Tab) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex([one for one, _ in TABS].index(tab))

    def show_counts(self, counts: StatusCounts) -> None:
        """The figures on the tabs."""
        figures = (
            counts.everything,
            counts.drafts,
            counts.scheduled,
            counts.published,
            counts.attention,
        )
        for number, ((_, name), figure) in enumerate(zip(TABS, figures, strict=True)):
            self.tabs.setTabText(number, f"{name} {figure}" if figure else name)

    def show_search(self, words: str) -> None:
        """Say what is searched for, with a way out."""
        if not words:
            self.searched.close_notice()
            return
        self.searched.show_notice("info", f"Posts with “{words}”")
        self.searched.clear_actions()
        self.searched.add_action("Clear search", self.search_cleared.emit)

    def show_posts(
        self,
        rows: Sequence[PostRow],
        today: date,
        *,
        complete: bool,
        search: str,
        filtered: bool,
    ) -> None:
        """Show the first windows; what was ticked and where one was stays."""
        ticked = {row.id for row in self.table.chosen()}
        current = self.table.row_at(self.table.currentIndex())
        place = self.table.verticalScrollBar().value()
        if self.items.show(rows, today, complete=complete):
            self._restore(ticked, current, place)
        if rows:
            self.state.show_content()
        else:
            self._show_empty(search, filtered=filtered)
        self._selected()

    def _restore(self, ticked: set[str], current: PostRow | None, place: int) -> None:
        line = self.items.line_of(current.id) if current is not None else -1
        if line < 0:
            line = 1 if self.items.rowCount() > 1 else -1
        if line >= 0:
            index = self.items.index(line, 0)
            self.table.selectionModel().setCurrentIndex(
                index, self.table.selectionModel().SelectionFlag.NoUpdate
            )
        for post_id in ticked:
            line = self.items.line_of(post_id)
            if line >= 0:
                self.table.selectionModel().select(self.items.index(line, 0), TOGGLE)
        self.table.verticalScrollBar().setValue(place)

    def _show_empty(self, search: str, *, filtered: bool) -> None:
        if search:
            self.state.show_empty(
                "magnifying-glass",
                f"No posts for “{search}”.",
                explanation="Try fewer words.",
                button="Clear search",
                done=self.search_cleared.emit,
            )
        elif filtered:
            self.state.show_empty(
                "filter",
                "All posts here are hidden by filters.",
                button="Clear filters",
                done=self.filters_cleared.emit,
            )
        else:
            icon, sentence = _EMPTY[self.tab]
            wants = self.tab is not Tab.ATTENTION
            self.state.show_empty(
                icon, sentence, button="New post" if wants else "", done=self.new_asked.emit
            )

    def row_anchor(self, post_id: str) -> QWidget | None:
        """Something that lies where a post's row is, for the pop-up; None if it is not loaded."""
        line = self.items.line_of(post_id)
        if line < 0:
            return None
        index = self.items.index(line, 0)
        self.table.scrollTo(index)
        self.table.selectionModel().setCurrentIndex(index, NOTHING)
        box = self.table.visualRect(index)
        side = self.table.words_start
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._spot.setGeometry(
            box.adjusted(0, 0, -side, 0) if mirrored else box.adjusted(side, 0, 0, 0)
        )
        return self._spot

    def focus(self) -> None:
        """Put the keyboard onto the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Several posts

    def _selected(self) -> None:
        chosen = self.table.chosen()
        again = (DeliveryStatus.FAILED, DeliveryStatus.MISSED)
        failed = sum(1 for row in chosen if any(mark.status in again for mark in row.marks))
        self.bar.set_count(len(chosen), failed=failed)

    def _delete(self) -> None:
        rows = self.table.chosen()
        current = self.table.row_at(self.table.currentIndex())
        if not rows and current is not None:
            rows = [current]
        if rows:
            self.delete_asked.emit(rows)
