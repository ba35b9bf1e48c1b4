"""What a person does with posts and days in view: menus, moving, opening a full day, writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.here import local, local_day
from brandcraft_desktop.ui.publisher import refusals
from brandcraft_desktop.ui.publisher.acts import PostAct, of_row, post_offers
from brandcraft_desktop.ui.publisher.calendar_view import CalendarView
from brandcraft_desktop.ui.publisher.day_popover import DayPopover
from brandcraft_desktop.ui.publisher.days import Moment, on_day, same_clock, slot
from brandcraft_desktop.ui.publisher.detail import Detail
from brandcraft_desktop.ui.publisher.doing import PostDoing
from brandcraft_desktop.ui.publisher.dropping import Carried
from brandcraft_desktop.ui.publisher.header import LIST
from brandcraft_desktop.ui.publisher.list_view import ListView
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.publisher.refusals import Refusal

if TYPE_CHECKING:
    from brandcraft_desktop.ui.publisher.page import PublisherPage

NO_TIME_LEFT = "That day has no time left. Choose a later one."


class Gestures(QObject):
    """Knows the page's posts by id and hands what is wanted to `PostDoing`."""

    def __init__(
        self,
        context: Context,
        looks: Looks,
        doing: PostDoing,
        detail: Detail,
        page: PublisherPage,
    ) -> None:
        super().__init__(page)
        self._context = context
        self._looks = looks
        self._doing = doing
        self._detail = detail
        self._page = page
        self._underway: dict[str, tuple[datetime, datetime | None]] = {}
        doing.failed.connect(self._underway.clear)
        doing.undone.connect(self._underway.clear)
        # The time of day that was meant, where clocks skipped it on the day it came to.
        self._meant: dict[str, tuple[datetime, time]] = {}

    def listen_to(self, calendar: CalendarView, posts: ListView) -> None:
        """Do what a person does on the calendar's grids, in its tray and in the list."""
        for place in (*calendar.grids, calendar.tray, posts):
            place.post_opened.connect(self._detail.open)
            place.post_menu_asked.connect(self.open_menu)
            place.post_edited.connect(self.edit)
        for chips in (*calendar.grids, calendar.tray):
            chips.post_deleted.connect(self.delete)
        for grid in calendar.grids:
            grid.post_moved.connect(self.move)
            grid.post_nudged.connect(self.nudge)
            grid.files_placed.connect(self.place_files)
            grid.new_asked.connect(self.new_on)
            grid.more_asked.connect(self.open_day)
            grid.refused.connect(self._doing.refuse)

    def act(self, act: PostAct, post_id: str) -> None:
        """Do something with a post in view."""
        row = self._page.row_of(post_id)
        if row is not None:
            self._doing.act(act, row)

    def edit(self, post_id: str) -> None:
        """Into the editor, where it may be edited; else to what may be done instead."""
        row = self._page.row_of(post_id)
        if row is None:
            return
        if any(offer.act is PostAct.EDIT for offer in post_offers(of_row(row))):
            self._doing.act(PostAct.EDIT, row)
        else:
            self._detail.open(post_id)

    def delete(self, post_id: str) -> None:
        """Into the trash, where that is offered."""
        row = self._page.row_of(post_id)
        if row is None:
            return
        if any(offer.act is PostAct.DELETE for offer in post_offers(of_row(row))):
            self._doing.delete((row,))
        else:
            self._doing.refuse("A post that is out or on its way can't be deleted here.")

    def open_menu(self, post_id: str, at: QPoint) -> None:
        """The pop-up's buttons as a menu."""
        row = self._page.row_of(post_id)
        if row is None:
            return
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for offer in post_offers(of_row(row)):
            line = menu.addAction(offer.words)
            line.triggered.connect(lambda _=False, act=offer.act: self.act(act, post_id))
        if self._page.view == LIST:
            line = menu.addAction("Rename title\tF2")
            line.triggered.connect(lambda: self._page.list.rename(post_id))
        menu.popup(at)

    def rename(self, post_id: str, title: str) -> None:
        """Call a post otherwise."""
        row = self._page.row_of(post_id)
        if row is not None:
            self._doing.rename(row, title)

    # Moving

    def move(self, post_id: str, to: object) -> None:
        """Onto another day, the time kept, or to a moment; a draft gets a day's next slot."""
        row = self._row(post_id)
        if row is None:
            return
        if isinstance(to, Moment):
            self._move(row, to)
        elif isinstance(to, date):
            self._move_to_day(row, to)

    def nudge(self, post_id: str, by: object) -> None:
        """By keyboard: whole days, the time kept, or minutes as they pass; the keyboard follows."""
        row = self._row(post_id)
        if row is None or row.at is None or not isinstance(by, timedelta):
            return
        if by.seconds or by.microseconds:
            to = self._moment(row.at + by)
            moved = self._move(row, to)
        else:
            to = self._on(row.id, row.at, local_day(row.at) + by)
            moved = self._move_to_day(row, local_day(row.at) + by)
        if moved:
            self._page.calendar.grid.follow(post_id, local_day(to.at))

    def arrived(self, rows: Sequence[PostRow]) -> None:
        """What was read: a post that stands where it was wanted is no longer on its way there."""
        for row in rows:
            if row.id in self._underway and row.at == self._underway[row.id][0]:
                del self._underway[row.id]

    def _row(self, post_id: str) -> PostRow | None:
        """A post as it stands once what was asked of it is done: keys may come faster."""
        row = self._page.row_of(post_id)
        if row is None or post_id not in self._underway:
            return row
        wanted, before = self._underway[post_id]
        if row.at != before:
            del self._underway[post_id]  # it was read again meanwhile
            return row
        return replace(row, at=wanted)

    def _moment(self, at: datetime) -> Moment:
        here = local(at)
        found = on_day(here.date(), here.timetz().replace(tzinfo=None))
        return found if found.at == at else Moment(at, here.strftime("%Y-%m-%dT%H:%M"))

    def _on(self, post_id: str, at: datetime, day: date) -> Moment:
        """The same time of day on another day; one that was skipped on the way is not forgotten."""
        known = self._meant.get(post_id)
        if known is None or known[0] != at:
            to, clock = same_clock(at, day), local(at).time()
        else:
            clock = known[1]
            to = on_day(day, clock)
        if local(to.at).time() != clock:
            self._meant[post_id] = (to.at, clock)
        return to

    def _standing_reason(self, to: Moment) -> Refusal | None:
        standing = self._page.standing
        return refusals.of_moment(to.at, standing.now, standing.last)

    def _move_to_day(self, row: PostRow, day: date) -> bool:
        standing = self._page.standing
        why = refusals.of_day(day, standing.today, standing.last_day)
        if why is not None:
            self._refuse(why, day)
            return False
        if row.at is not None:
            to = self._on(row.id, row.at, day)
            return self._move(row, to)
        proposed = slot(day, standing.now)
        if proposed is None:
            self._doing.refuse(NO_TIME_LEFT)
            return False
        return self._move(row, proposed)

    def _move(self, row: PostRow, to: Moment) -> bool:
        """At once, with a way back; whether it was asked for."""
        reason = self._doing.why_not_movable(row)
        if reason:
            self._doing.refuse(reason)
            return False
        why = self._standing_reason(to)
        if why is not None:
            self._refuse(why, local_day(to.at))
            return False
        if row.at is None:
            self._doing.place(row, to)
        elif row.at != to.at:
            real = self._page.row_of(row.id)
            self._underway[row.id] = (to.at, real.at if real is not None else None)
            self._doing.move(row, to)
        return True

    def _refuse(self, why: Refusal, day: date) -> None:
        self._doing.refuse(refusals.sentence(why, self._page.standing.months, day))

    def place_files(self, what: object, to: object) -> None:
        """A new draft with files, planned for a moment or for a day's next slot."""
        if not isinstance(what, Carried):
            return
        moment = to if isinstance(to, Moment) else None
        if moment is None and isinstance(to, date):
            moment = slot(to, self._page.standing.now)
        if moment is None:
            self._doing.refuse(NO_TIME_LEFT)
        elif what.paths:
            self._doing.begin_from(what.paths, moment)
        else:
            self._doing.begin(what.media_ids, moment)

    def open_day(self, day: object, rows: object, button: object) -> None:
        """Posts of a day that is too full."""
        if (
            not isinstance(day, date)
            or not isinstance(rows, tuple)
            or not isinstance(button, QWidget)
        ):
            return
        panel = DayPopover(day, self._page.standing.today, rows, self._looks, self._page)
        panel.chosen.connect(self._detail.open)
        panel.menu_asked.connect(self.open_menu)
        panel.closed.connect(panel.deleteLater)
        panel.open_at(button)

    def new_on(self, where: object) -> None:
        """Write a post: for a moment, or proposed for a day's next slot."""
        if isinstance(where, Moment):
            self._context.navigator.open_editor(at=where.at)
            return
        if not isinstance(where, date):
            return
        standing = self._page.standing
        if where > standing.last_day:
            self._refuse(Refusal.TOO_FAR, where)
            return
        # A past day proposes nothing; the editor then finds a time of its own.
        to = self._page.proposed(where)
        if to is None and where == standing.today:
            to = slot(where + timedelta(days=1), standing.now)
        self._context.navigator.open_editor(at=to.at if to is not None else None)
