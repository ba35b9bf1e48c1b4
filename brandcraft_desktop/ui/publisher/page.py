"""The publisher page (screens S5, S6, S7): the month, the list, and the pop-up of a post."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.events import (
    AccountChanged,
    BrandChanged,
    DeliveryChanged,
    PostChanged,
)
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.services.posts import Tab
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.publisher.days import (
    first_of,
    last_day,
    month_title,
    months_on,
    short_month_title,
)
from brandcraft_desktop.ui.publisher.detail import Detail
from brandcraft_desktop.ui.publisher.doing import PostDoing
from brandcraft_desktop.ui.publisher.filters import FilterPanel, Filters
from brandcraft_desktop.ui.publisher.gestures import Gestures
from brandcraft_desktop.ui.publisher.header import LIST, MONTH, Header
from brandcraft_desktop.ui.publisher.list_items import WINDOW
from brandcraft_desktop.ui.publisher.list_view import ListView
from brandcraft_desktop.ui.publisher.looks import looks_of
from brandcraft_desktop.ui.publisher.month_view import MonthView
from brandcraft_desktop.ui.publisher.reading import (
    ListPicture,
    ListWish,
    MonthPicture,
    read_list,
    read_month,
    read_window,
)
from brandcraft_desktop.ui.publisher.trash_dialog import TrashDialog
from brandcraft_desktop.ui.widgets import announce
from brandcraft_desktop.ui.window_state import WindowState

MINUTE_MS = 60_000


class PublisherPage(QWidget):
    """Reads what is in view when it changed; everything else is done by its parts."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self._looks = looks_of(context.workspace)
        self._thumbnails = Thumbnails(context, self)
        self._doing = PostDoing(context, self)
        self._remembered = WindowState(context.workspace.home.root)
        self._filters = Filters()
        self._accounts: tuple[Account, ...] = ()
        self._flags: dict[date, str] = {}
        self._search = ""
        self._laid_out = self._today()
        self._month = first_of(self._laid_out)
        self._picture = MonthPicture((), (), (), ())
        self._reading = False
        self._stale = True
        self.header = Header()
        self.month = MonthView(self._looks)
        self.list = ListView(self._looks, self._thumbnails)
        self._views = QStackedWidget()
        self._views.addWidget(self.month)
        self._views.addWidget(self.list)
        self.detail = Detail(
            context, self._looks, self._thumbnails, self._doing, self, anchor=self._anchor
        )
        self._gestures = Gestures(context, self._looks, self._doing, self.detail, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addWidget(self._views, 1)
        self._connect()
        self._add_keys()
        self._show_view(self._remembered.text("publisher_view", MONTH))
        context.bridge.changed.connect(self._hear)
        self._midnight = QTimer(self)
        self._midnight.setInterval(MINUTE_MS)
        self._midnight.timeout.connect(self.look_at_the_clock)
        self._midnight.start()

    def _connect(self) -> None:
        doing = self._gestures
        header, grid, tray, posts = self.header, self.month.grid, self.month.tray, self.list
        header.stepped.connect(self._step)
        header.today_asked.connect(self._go_today)
        header.filter_asked.connect(self._open_filters)
        header.tray_toggled.connect(self._show_tray)
        header.view_chosen.connect(self._choose_view)
        header.new_asked.connect(self._new)
        for place in (grid, tray, posts):
            place.post_opened.connect(self.detail.open)
            place.post_menu_asked.connect(doing.open_menu)
            place.post_edited.connect(doing.edit)
        for chips in (grid, tray):
            chips.post_deleted.connect(doing.delete)
        grid.post_moved.connect(doing.move)
        grid.files_placed.connect(doing.place_files)
        grid.new_asked.connect(doing.new_on)
        grid.more_asked.connect(doing.open_day)
        grid.day_asked.connect(self._go_to)
        grid.refused.connect(self._doing.refuse)
        self.month.hint.cleared.connect(self._clear_filters)
        posts.tab_changed.connect(self._read)
        posts.more_asked.connect(self._read_more)
        posts.search_cleared.connect(lambda: self.show_list(""))
        posts.filters_cleared.connect(self._clear_filters)
        posts.new_asked.connect(self._new)
        posts.trash_asked.connect(self.open_trash)
        posts.move_asked.connect(self._doing.ask_move)
        posts.duplicate_asked.connect(self._doing.duplicate)
        posts.delete_asked.connect(self._doing.delete)
        posts.retry_asked.connect(self._doing.retry)

    def _add_keys(self) -> None:
        for keys, do in (
            ("PgUp", lambda: self._step_by_key(-1)),
            ("PgDown", lambda: self._step_by_key(1)),
            ("T", self._go_today),
            ("M", lambda: self._choose_view(MONTH)),
            ("L", lambda: self._choose_view(LIST)),
            ("N", self._new),
            ("Ctrl+Z", self._doing.undo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            # Only while the focus is on this page: letters elsewhere are letters.
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    # Ways in

    def show_day(self, day: datetime) -> None:
        """The month of a moment, with the keyboard on its day."""
        self._show_view(MONTH)
        self._go_to(day.astimezone().date())

    def show_list(self, search: str) -> None:
        """The list; `search` empty shows everything."""
        self._search = search.strip()
        if self._search:
            self.list.set_tab(Tab.ALL)
        self.list.show_search(self._search)
        self._show_view(LIST)
        self._read()

    def brand_changed(self) -> None:
        """The brand filter of the shell was changed."""
        self._filters = Filters()
        self.header.set_filters(0)
        self._read()

    def open_trash(self) -> None:
        """What was deleted, and the way back."""
        dialog = TrashDialog(self._context, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Views and periods

    @property
    def view(self) -> str:
        """ "month" or "list"."""
        return self.header.view.current()

    def _now(self) -> datetime:
        return self._context.workspace.clock.now()

    def _today(self) -> date:
        return self._now().astimezone().date()

    def _choose_view(self, view: str) -> None:
        self._remembered.put("publisher_view", view)
        self._show_view(view)
        self._read()
        if view == LIST:
            self.list.focus()
        else:
            self.month.grid.focus_day(self.month.grid.current)

    def _show_view(self, view: str) -> None:
        listed = view == LIST
        self._views.setCurrentWidget(self.list if listed else self.month)
        if listed:
            self.header.set_view(LIST, "Posts")
        else:
            self.header.set_view(MONTH, month_title(self._month), short_month_title(self._month))
            self._lay_out()
        self._stale = True

    def look_at_the_clock(self) -> None:
        """A new day began while the window stayed open: today moves on."""
        if self._laid_out != self._today() and self.isVisible():
            if self.view == MONTH:
                self._lay_out()
            self._read()

    def _lay_out(self) -> None:
        self._laid_out = self._today()
        self.month.show_month(
            self._month, today=self._today(), last=last_day(self._now()), flags=self._flags
        )
        self.header.set_title(month_title(self._month), short_month_title(self._month))

    def _step(self, months: int) -> None:
        self._turn_to(months_on(self._month, months))

    def _step_by_key(self, months: int) -> None:
        if self.view == MONTH:
            self._step(months)
            self.month.grid.focus_day(self.month.grid.current)
        else:
            bar = self.list.table.verticalScrollBar()
            bar.setValue(bar.value() + months * bar.pageStep())

    def _turn_to(self, month: date) -> None:
        self._month = month
        self._lay_out()
        announce(self, month_title(month))
        self._read()

    def _go_today(self) -> None:
        if self.view != MONTH:
            self._show_view(MONTH)
        self._go_to(self._today())

    def _go_to(self, day: date) -> None:
        if first_of(day) != self._month:
            self._turn_to(first_of(day))
        else:
            self._read()
        self.month.grid.focus_day(day)

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            if self.view == MONTH:
                self._lay_out()
            self._read()

    def _hear(self, batch: object) -> None:
        kinds = (PostChanged, DeliveryChanged, AccountChanged, BrandChanged)
        if isinstance(batch, Batch) and batch.of(*kinds):
            self._read()
            self.detail.hear(batch)

    def _read(self) -> None:
        """Read what is in view; while a reading is under way, once more after it."""
        if not self.isVisible() or self._reading:
            self._stale = True
            return
        self._stale = False
        self._reading = True
        workspace, brand_id = self._context.workspace, self._context.navigator.brand_id
        if self.view == MONTH:
            days = self.month.grid.days
            self._context.tasks.read(
                lambda: read_month(workspace, days, brand_id),
                lambda picture: self._show_month(days, picture),
                failed=self._failed,
                owner=self,
            )
        else:
            wish, loaded = self._wish(), self.list.items.posts
            self._context.tasks.read(
                lambda: read_list(workspace, wish, loaded),
                lambda picture: self._show_list(wish, picture),
                failed=self._failed,
                owner=self,
            )

    def _wish(self) -> ListWish:
        brand_id = self._context.navigator.brand_id
        return ListWish(self.list.tab, self._search, brand_id, self._filters)

    def _read_more(self, loaded: int) -> None:
        workspace, wish, people = self._context.workspace, self._wish(), self._accounts

        def then(rows: tuple[PostRow, ...]) -> None:
            if wish == self._wish() and self.list.items.posts == loaded:
                self.list.items.append(rows, complete=len(rows) < WINDOW)

        self._context.tasks.read(
            lambda: read_window(workspace, wish, people, offset=loaded), then, owner=self
        )

    def _failed(self, error: Exception) -> None:
        self._reading = False
        self._context.tasks.unhandled.emit(error)

    def _finished(self) -> None:
        self._reading = False
        if self._stale:
            self._read()

    def _show_month(self, days: tuple[date, ...], picture: MonthPicture) -> None:
        if days == self.month.grid.days and self.view == MONTH:
            self._picture = picture
            self._accounts = picture.accounts
            if dict(picture.flags) != self._flags:
                self._flags = dict(picture.flags)
                self._lay_out()
            self._show_picture()
        self._finished()

    def _show_picture(self) -> None:
        kept = self._filters.keep(self._picture.rows)
        self.month.show_posts(kept, hidden=len(self._picture.rows) - len(kept))
        self.month.tray.show_posts(self._picture.unscheduled)
        self.header.set_unscheduled(len(self._picture.unscheduled))

    def _show_list(self, wish: ListWish, picture: ListPicture) -> None:
        if wish == self._wish():
            self._accounts = picture.accounts
            self.list.show_counts(picture.counts)
            self.list.show_posts(
                picture.rows,
                self._today(),
                complete=picture.complete,
                search=wish.search,
                filtered=wish.filters.active > 0,
            )
        else:
            self._stale = True
        self._finished()

    # Filters and tray

    def _open_filters(self) -> None:
        panel = FilterPanel(
            self._filters, self._accounts, self._looks, self, with_states=self.view == MONTH
        )
        panel.changed.connect(self._filter)
        panel.closed.connect(panel.deleteLater)
        panel.open_at(self.header.filter)

    def _filter(self, filters: object) -> None:
        if not isinstance(filters, Filters):
            return
        self._filters = filters
        self.header.set_filters(filters.active)
        if self.view == MONTH:
            self._show_picture()
        else:
            self._read()

    def _clear_filters(self) -> None:
        self._filter(Filters())

    def _show_tray(self, shown: bool) -> None:
        self.month.tray.setVisible(shown)
        self.header.tray.setChecked(shown)

    # Posts

    def row_of(self, post_id: str) -> PostRow | None:
        """A post in view."""
        return next((row for row in self.rows() if row.id == post_id), None)

    def rows(self) -> list[PostRow]:
        """The posts in view, in their order."""
        if self.view == LIST:
            return self.list.items.rows()
        return [*self._filters.keep(self._picture.rows), *self._picture.unscheduled]

    def _anchor(self, post_id: str) -> QWidget | None:
        """Where the pop-up of a post belongs."""
        if self.view == LIST:
            return self.list.row_anchor(post_id)
        chip = self.month.grid.chip_of(post_id) or self.month.tray.chip_of(post_id)
        if chip is not None:
            return chip
        row = self.row_of(post_id)
        if row is None or row.at is None:
            return None
        return self.month.grid.cell_of(row.at.astimezone().date())

    def _new(self) -> None:
        self._gestures.new_on(self.month.grid.current if self.view == MONTH else self._today())
