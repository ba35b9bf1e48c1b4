"""The list: tabs with figures, the rows, and what is done with several of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import PostRow, StatusCounts
from brandcraft_desktop.services.posts import Sort, Tab
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.habits import habits
from brandcraft_desktop.ui.publisher.action_bar import ActionBar
from brandcraft_desktop.ui.publisher.list_choices import BY_DAY, ListChoices
from brandcraft_desktop.ui.publisher.list_delegate import PostDelegate
from brandcraft_desktop.ui.publisher.list_empty import Way, nothing_here
from brandcraft_desktop.ui.publisher.list_items import PostItems
from brandcraft_desktop.ui.publisher.list_measures import Arrangement
from brandcraft_desktop.ui.publisher.list_table import KEEP, NOTHING, TOGGLE, PostTable
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.publisher.title_field import TitleField
from brandcraft_desktop.ui.widgets import IconButton, NoticeBar, PageState

TABS: Final = (
    (Tab.ALL, "All"),
    (Tab.DRAFTS, "Drafts"),
    (Tab.SCHEDULED, "Scheduled"),
    (Tab.PUBLISHED, "Published"),
    (Tab.ATTENTION, "Needs attention"),
)
FIELD: Final = 460  # a title is no longer than this on the screen


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
    brands_cleared = Signal()
    arranged = Signal()  # another order, or other columns
    renamed = Signal(str, str)  # post id, title
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
        self.table.setItemDelegate(PostDelegate(looks, thumbnails, self.table, self._day_ticked))
        self.choices = ListChoices(self)
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
        top.addWidget(self.choices)
        self.trash = IconButton("trash", "Trash", parent=self)
        self.trash.clicked.connect(self.trash_asked)
        top.addWidget(self.trash)
        column.addLayout(top)
        column.addWidget(self.searched)
        column.addWidget(self.state, 1)
        column.addWidget(self.bar)
        thumbnails.loaded.connect(self.table.show_picture)
        self._connect()

    def _connect(self) -> None:
        table, bar = self.table, self.bar
        table.opened.connect(self.post_opened)
        table.edited.connect(self.post_edited)
        table.menu_asked.connect(self._open_menu)
        table.deleted.connect(self._delete)
        table.rename_asked.connect(self.rename)
        table.day_ticked.connect(self._tick_day)
        self.choices.changed.connect(self._arrange)
        table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.items.modelReset.connect(table.lay_out)
        self.items.rowsInserted.connect(lambda _, first, last: table.lay_out(first, last))
        bar.cleared.connect(table.clearSelection)
        for wish, asked in (
            (bar.move_asked, self.move_asked),
            (bar.duplicate_asked, self.duplicate_asked),
            (bar.delete_asked, self.delete_asked),
            (bar.retry_asked, self.retry_asked),
        ):
            wish.connect(lambda asked=asked: asked.emit(table.chosen()))

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
            told = "1 post" if figure == 1 else f"{figure} posts"
            self.tabs.setTabToolTip(number, told)
            self.tabs.setAccessibleTabName(number, f"{name}, {told}")

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
        brand: str = "",
        anew: bool = False,
    ) -> None:
        """Show the first windows; what was ticked and where one was stays.

        `brand` is the name of the one that is filtered by; `anew`: other posts were asked for.
        """
        self._keep_place(lambda: self.items.show(rows, today, complete=complete), anew=anew)
        if rows:
            self.state.show_content()
        else:
            empty = nothing_here(self.tab, search, filtered=filtered, brand=brand)
            done = {
                Way.SEARCH: self.search_cleared,
                Way.FILTERS: self.filters_cleared,
                Way.BRAND: self.brands_cleared,
                Way.NEW: self.new_asked,
                Way.NONE: self.new_asked,
            }[empty.way]
            self.state.show_empty(
                empty.icon,
                empty.sentence,
                explanation=empty.explanation,
                button=empty.way.value,
                done=done.emit,
            )
        self._selected()

    def patch_posts(
        self,
        touched: frozenset[str],
        rows: Sequence[PostRow],
        before: Callable[[PostRow, PostRow], bool],
    ) -> None:
        """See `PostItems.patch`; what was ticked and where one was stays."""
        choice = self.table.selectionModel()
        ticked = {row.id for row in self.table.chosen() if row.id in touched}
        current = self.table.row_at(self.table.currentIndex())
        self.items.patch(touched, rows, before)
        for post_id in ticked:  # what stands elsewhere now is another row for Qt
            line = self.items.line_of(post_id)
            if line >= 0:
                choice.select(self.items.index(line, 0), KEEP)
        if current is not None and current.id in touched:
            line = self.items.line_of(current.id)
            if line >= 0:
                choice.setCurrentIndex(self.items.index(line, 0), NOTHING)
        self._selected()

    def _keep_place(self, show: Callable[[], bool], *, anew: bool) -> None:
        ticked = {row.id for row in self.table.chosen()}
        current = self.table.row_at(self.table.currentIndex())
        place = 0 if anew else self.table.verticalScrollBar().value()
        if show():
            self._restore(ticked, current, place)
        elif anew:
            self.table.scrollToTop()

    def _restore(self, ticked: set[str], current: PostRow | None, place: int) -> None:
        line = self.items.line_of(current.id) if current is not None else -1
        if line < 0:
            first = next(iter(self.items.rows()), None)
            line = self.items.line_of(first.id) if first is not None else -1
        choice = self.table.selectionModel()
        if line >= 0:
            choice.setCurrentIndex(self.items.index(line, 0), NOTHING)
        for post_id in ticked:
            line = self.items.line_of(post_id)
            if line >= 0:
                choice.select(self.items.index(line, 0), TOGGLE)
        self.table.verticalScrollBar().setValue(place)

    def restore_choices(self, sort: str, hidden: str) -> None:
        """The order and the columns that were remembered."""
        self.choices.restore(sort, hidden)
        self._dress()

    def _arrange(self) -> None:
        self._dress()
        self.arranged.emit()

    def _dress(self) -> None:
        sort = self.choices.sort
        self.items.by_day = sort in BY_DAY
        self.items.by_change = sort is Sort.CHANGED
        dated = sort not in BY_DAY
        self.table.arrange(Arrangement(self.choices.hidden, dated, habits().density == "compact"))

    def habits_changed(self) -> None:
        """The person chose other clocks, or more or less room for each row."""
        self._dress()

    def row_anchor(self, post_id: str) -> QWidget | None:
        """Something that lies where a post's row is, for the pop-up; None if it is not loaded."""
        line = self.items.line_of(post_id)
        if line < 0:
            return None
        index = self.items.index(line, 0)
        self.table.scrollTo(index)
        self.table.selectionModel().setCurrentIndex(index, NOTHING)
        box = self.table.visualRect(index)
        side = self.table.measures.words_start
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._spot.setGeometry(
            box.adjusted(0, 0, -side, 0) if mirrored else box.adjusted(side, 0, 0, 0)
        )
        return self._spot

    def focus(self) -> None:
        """Put the keyboard onto the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # One post

    def rename(self, post_id: str) -> None:
        """Let a person type another title over a row's own."""
        anchor = self.row_anchor(post_id)
        row = self.table.row_at(self.table.currentIndex())
        if anchor is None or row is None:
            return
        field = TitleField(row.title if row.titled else "", self.table.viewport())
        field.done.connect(lambda title: self.renamed.emit(post_id, title))
        field.left.connect(self.focus)
        width = min(anchor.width(), FIELD)
        place = anchor.geometry()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = place.right() - width + 1 if mirrored else place.left()
        field.open_at(QRect(left, place.top(), width, place.height()))

    # Several posts

    def _day_ticked(self, line: int) -> bool:
        """Whether every post under a heading is ticked."""
        choice = self.table.selectionModel()
        below = self.items.posts_below(line)
        return bool(below) and all(
            choice.isSelected(self.items.index(number, 0)) for number in below
        )

    def _tick_day(self, line: int) -> None:
        below = self.items.posts_below(line)
        if not below:
            return
        there = QItemSelection(self.items.index(below[0], 0), self.items.index(below[-1], 0))
        flag = QItemSelectionModel.SelectionFlag
        how = flag.Deselect if self._day_ticked(line) else flag.Select
        self.table.selectionModel().select(there, how | flag.Rows)
        self.table.viewport().update()

    def _open_menu(self, post_id: str, at: QPoint) -> None:
        """The menu of one post; of all that are ticked where it is one of several."""
        chosen = self.table.chosen()
        if len(chosen) > 1 and any(row.id == post_id for row in chosen):
            self.bar.menu(self).popup(at)
        else:
            self.post_menu_asked.emit(post_id, at)

    def _selected(self) -> None:
        chosen = self.table.chosen()
        again = (DeliveryStatus.FAILED, DeliveryStatus.MISSED)
        failed = sum(1 for row in chosen if any(mark.status in again for mark in row.marks))
        self.bar.set_count(len(chosen), failed=failed)
        self.table.viewport().update()  # the box of a day follows those of its posts

    def _delete(self) -> None:
        rows = self.table.chosen()
        current = self.table.row_at(self.table.currentIndex())
        if not rows and current is not None:
            rows = [current]
        if rows:
            self.delete_asked.emit(rows)
