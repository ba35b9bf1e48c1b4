"""The publisher page (screens S5, S6, S7): the calendar, the list, and the pop-up of a post."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.events import AccountChanged, BrandChanged
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.services.posts import Tab
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.habits import habits
from brandcraft_desktop.ui.here import local_day
from brandcraft_desktop.ui.publisher.brand_note import BrandNote
from brandcraft_desktop.ui.publisher.calendar_view import CalendarView
from brandcraft_desktop.ui.publisher.days import Moment, slot
from brandcraft_desktop.ui.publisher.detail import Detail
from brandcraft_desktop.ui.publisher.doing import PostDoing
from brandcraft_desktop.ui.publisher.filtering import Filtering
from brandcraft_desktop.ui.publisher.gestures import Gestures
from brandcraft_desktop.ui.publisher.header import Header
from brandcraft_desktop.ui.publisher.keys import add_keys
from brandcraft_desktop.ui.publisher.list_view import ListView
from brandcraft_desktop.ui.publisher.listing import Listing
from brandcraft_desktop.ui.publisher.looks import looks_of
from brandcraft_desktop.ui.publisher.page_acts import PageActs
from brandcraft_desktop.ui.publisher.past_bar import PastBar
from brandcraft_desktop.ui.publisher.past_notices import PastNotices
from brandcraft_desktop.ui.publisher.periods import DAY, LIST, MONTH, VIEWS, WEEK_VIEW, Period
from brandcraft_desktop.ui.publisher.reading import (
    TOLD_BY,
    CalendarPicture,
    flags_by_day,
    read_calendar,
)
from brandcraft_desktop.ui.publisher.time_grid import TimeGrid
from brandcraft_desktop.ui.publisher.time_scale import Standing, standing_at
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
        self._accounts: tuple[Account, ...] = ()
        self._flags: dict[date, str] = {}
        self._picture = CalendarPicture((), (), (), ())
        self._laid_out = self.standing.today
        self._period = Period(MONTH, self._laid_out)
        self._reading = False
        self._stale = True
        self.header = Header()
        self._filtering = Filtering(self.header, self._looks, self)
        self.calendar = CalendarView(self._looks, self._thumbnails)
        self.list = ListView(self._looks, self._thumbnails)
        self.list.restore_choices(
            self._remembered.text("list_sort"), self._remembered.text("list_hidden")
        )
        self._listing = Listing(context, self.list, lambda: self.standing.today, self)
        self.note = BrandNote()
        self._views = QStackedWidget()
        self._views.addWidget(self.calendar)
        self._views.addWidget(self.list)
        self.detail = Detail(
            context, self._looks, self._thumbnails, self._doing, self, anchor=self._anchor
        )
        self._gestures = Gestures(context, self._looks, self._doing, self.detail, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addWidget(PastBar(context, self))
        column.addWidget(PastNotices(context, self))
        column.addWidget(self.note)
        column.addWidget(self._views, 1)
        self._connect()
        self.acts = PageActs(self, self._doing, self._gestures)
        self.undo, self.redo = self._doing.undo, self._doing.redo
        add_keys(self, self.acts.keys())
        view = self._remembered.text("publisher_view", MONTH)
        self._show_view(view if view in VIEWS else MONTH)
        context.bridge.changed.connect(self._hear)
        ticking = QTimer(self)
        ticking.timeout.connect(self.look_at_the_clock)
        ticking.start(MINUTE_MS)

    def _connect(self) -> None:
        doing = self._gestures
        header, calendar, posts = self.header, self.calendar, self.list
        header.stepped.connect(self._step)
        header.today_asked.connect(self.go_today)
        header.filter_asked.connect(self._open_filters)
        self._filtering.changed.connect(self._filter)
        header.tray_toggled.connect(self._show_tray)
        header.view_chosen.connect(self.choose_view)
        header.new_asked.connect(self.write)
        doing.listen_to(calendar, posts)
        for grid in calendar.grids:
            grid.day_asked.connect(self._go_to)
        for hours in (calendar.week, calendar.day):
            hours.day_opened.connect(self._open_day)
        calendar.hint.cleared.connect(self._filtering.clear)
        posts.tab_changed.connect(self._read)
        posts.arranged.connect(self._arranged)
        posts.renamed.connect(doing.rename)
        posts.brands_cleared.connect(self._context.navigator.show_all_brands)
        self.note.all_wanted.connect(self._context.navigator.show_all_brands)
        self._listing.hidden.connect(self._show_hidden)
        posts.search_cleared.connect(lambda: self.show_list(""))
        posts.filters_cleared.connect(self._filtering.clear)
        posts.new_asked.connect(self.write)
        posts.trash_asked.connect(self.open_trash)
        posts.move_asked.connect(self._doing.ask_move)
        posts.duplicate_asked.connect(self._doing.duplicate)
        posts.delete_asked.connect(self._doing.delete)
        posts.retry_asked.connect(self._doing.retry)

    # Ways in

    def show_day(self, day: datetime) -> None:
        """The calendar at a moment, with the keyboard on its day."""
        if self.view == LIST:
            self._show_view(MONTH)
        self._go_to(local_day(day))

    def show_list(self, search: str) -> None:
        """The list; `search` empty shows everything."""
        self._listing.search = search.strip()
        if self._listing.search:
            self.list.set_tab(Tab.ALL)
        self.list.show_search(self._listing.search)
        self._show_view(LIST)
        self._read()

    def brand_changed(self) -> None:
        """The brand filter of the shell was changed."""
        self._filtering.forget()
        self._listing.filters = self._filtering.filters
        self._read()

    def open_trash(self) -> None:
        """What was deleted, and the way back."""
        dialog = TrashDialog(self._context, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Views and periods

    @property
    def view(self) -> str:
        """ "month", "week", "day" or "list"."""
        return self.header.view.current()

    @property
    def standing(self) -> Standing:
        """When it is, and until when may be scheduled."""
        return standing_at(self._context.workspace.clock.now(), habits().months_ahead)

    def choose_view(self, view: str) -> None:
        """Show the calendar by month, week or day, or the list, with the keyboard in it."""
        self._remembered.put("publisher_view", view)
        self._show_view(view)
        self._read()
        if view == LIST:
            self.list.focus()
        else:
            self.calendar.grid.focus_day(self.calendar.grid.current)

    def _open_day(self, day: object) -> None:
        if isinstance(day, date):
            self.choose_view(DAY)
            self._go_to(day)

    def _show_view(self, view: str) -> None:
        self._views.setCurrentWidget(self.list if view == LIST else self.calendar)
        if view == LIST:
            self.header.set_view(LIST, "Posts")
        else:
            # Another kind of period around the day the keyboard is on.
            on = self.calendar.grid.current
            day = on if self._period.holds(on) else self._period.day
            self._period = Period(view, day)
            self.header.set_view(view, self._period.title, self._period.short_title)
            self._lay_out()
            self.calendar.grid.set_current(day)
        self._stale = True

    def look_at_the_clock(self) -> None:
        """Time passes while the window stays open: the line of now and today move on."""
        if not self.isVisible():
            return
        standing = self.standing
        if self._laid_out != standing.today:
            self._laid_out = standing.today
            if self.view != LIST:
                self._lay_out()
            self._read()
        elif self.view in (WEEK_VIEW, DAY):
            self.calendar.set_standing(standing)
            if any(slot.at <= standing.now for slot in self._picture.slots):
                self._read()

    def habits_changed(self) -> None:
        """The person chose other clocks, weeks, months ahead or room for posts."""
        self.list.habits_changed()
        self._laid_out, self._stale = date.min, True
        self.look_at_the_clock()

    def _lay_out(self) -> None:
        self._laid_out = self.standing.today
        compact = habits().density == "compact"
        self.calendar.show_period(self._period, self.standing, self._flags, compact=compact)
        self.header.set_title(self._period.title, self._period.short_title)

    def _step(self, count: int) -> None:
        self._turn_to(self._period.stepped(count))

    def step(self, count: int) -> None:
        """As many periods further, or pages of the list; the keyboard goes along."""
        if self.view != LIST:
            self._step(count)
            self.calendar.grid.focus_day(self.calendar.grid.current)
        else:
            bar = self.list.table.verticalScrollBar()
            bar.setValue(bar.value() + count * bar.pageStep())

    def _turn_to(self, period: Period) -> None:
        self._period = period
        self._lay_out()
        announce(self, period.title)
        self._read()

    def go_today(self) -> None:
        """The keyboard onto today."""
        if self.view == LIST:
            self._show_view(MONTH)
        self._go_to(self.standing.today)

    def _go_to(self, day: date) -> None:
        if not self._period.holds(day):
            self._turn_to(self._period.at(day))
        else:
            self._read()
        self.calendar.grid.focus_day(day)

    def proposed(self, day: date) -> Moment | None:
        """The time proposed for a post on a day: a free posting time, where these are shown."""
        grid = self.calendar.grid
        free = grid.free_on(day) if isinstance(grid, TimeGrid) and self.view != LIST else None
        return free or slot(day, self.standing.now)

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            if self.view != LIST:
                self._lay_out()
            self._read()
        elif self.view in (WEEK_VIEW, DAY):
            self._read()  # hours are scrolled to where they are looked at next

    def _hear(self, batch: object) -> None:
        if isinstance(batch, Batch) and batch.of(*TOLD_BY):
            whole = batch.of(AccountChanged, BrandChanged)
            self._read(None if whole else batch.posts)
            self.detail.hear(batch)

    def _read(self, touched: frozenset[str] | None = None) -> None:
        """Read what is in view; while a reading is under way, once more after it.

        `touched` are the posts that something happened to, where that is all.
        """
        listed = self.view == LIST
        if not self.isVisible() or (self._reading and not listed):
            self._stale = True
            return
        whole = self._stale or touched is None
        self._stale = False
        if listed:
            self._listing.read(None if whole else touched)
            return
        self._reading = True
        workspace, brand_id = self._context.workspace, self._context.navigator.brand_id
        period = self._period
        days, slots = period.days, period.kind != MONTH
        self._context.tasks.read(
            lambda: read_calendar(workspace, days, brand_id, slots=slots),
            lambda picture: self._show_calendar(period, picture),
            failed=self._failed,
            owner=self,
        )

    def _arranged(self) -> None:
        choices = self.list.choices
        self._remembered.put("list_sort", choices.sort.value)
        self._remembered.put("list_hidden", " ".join(sorted(choices.hidden)))
        self._read()

    def _failed(self, error: Exception) -> None:
        self._reading = False
        self._context.tasks.unhandled.emit(error)

    def _finished(self) -> None:
        self._reading = False
        if self._stale:
            self._read()

    def _show_calendar(self, period: Period, picture: CalendarPicture) -> None:
        if period == self._period and self.view == period.kind:
            flags = flags_by_day(picture.flags)
            changed = flags != self._flags
            self._picture, self._flags = picture, flags
            self._accounts = picture.accounts
            if changed or self._stale:
                self._lay_out()
            self._gestures.arrived(picture.rows)
            self._show_picture()
        else:
            self._stale = True
        self._finished()

    def _show_hidden(self, brand: str, count: int) -> None:
        if self.view == LIST:
            self.note.show_hidden(brand, count)

    def _show_picture(self) -> None:
        picture = self._picture
        kept = self._filtering.filters.keep(picture.rows)
        hidden = len(picture.rows) - len(kept)
        today = self.standing.today
        self.calendar.show_posts(
            kept, picture.slots, hidden=hidden, today=today, brand=picture.brand
        )
        self.note.show_hidden(picture.brand, picture.outside, self._period.named(today))
        self.calendar.tray.show_posts(picture.unscheduled)
        self.header.set_unscheduled(len(picture.unscheduled))

    # Filters and tray

    def _open_filters(self) -> None:
        listed = self.view == LIST
        people = self._listing.accounts if listed else self._accounts
        self._filtering.open(people, self._picture.rows, calendar=not listed)

    def _filter(self) -> None:
        self._listing.filters = self._filtering.filters
        if self.view != LIST:
            self._show_picture()
        else:
            self._read()

    def _show_tray(self, shown: bool) -> None:
        self.calendar.tray.setVisible(shown)
        self.header.tray.setChecked(shown)

    # Posts

    def row_of(self, post_id: str) -> PostRow | None:
        """A post in view."""
        return next((row for row in self.rows() if row.id == post_id), None)

    def rows(self) -> list[PostRow]:
        """The posts in view, in their order."""
        if self.view == LIST:
            return self.list.items.rows()
        return [*self._filtering.filters.keep(self._picture.rows), *self._picture.unscheduled]

    def _anchor(self, post_id: str) -> QWidget | None:
        """Where the pop-up of a post belongs."""
        if self.view == LIST:
            return self.list.row_anchor(post_id)
        return self.calendar.anchor_of(post_id, self.row_of(post_id))

    def write(self) -> None:
        """A new post on the day that the keyboard is on."""
        today = self.standing.today
        self._gestures.new_on(today if self.view == LIST else self.calendar.grid.current)
