"""What a person does with posts and days in view: menus, moving, opening a full day, writing."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.publisher.acts import PostAct, of_row, post_offers
from brandcraft_desktop.ui.publisher.day_popover import DayPopover
from brandcraft_desktop.ui.publisher.days import last_day, slot
from brandcraft_desktop.ui.publisher.detail import Detail
from brandcraft_desktop.ui.publisher.doing import PostDoing
from brandcraft_desktop.ui.publisher.looks import Looks

if TYPE_CHECKING:
    from brandcraft_desktop.ui.publisher.page import PublisherPage

IN_THE_PAST = "That day is in the past. Choose a later one."
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
        menu.popup(at)

    def move(self, post_id: str, day: object) -> None:
        """Onto another day; a draft without a time gets that day's next slot."""
        row = self._page.row_of(post_id)
        if row is None or not isinstance(day, date):
            return
        now = self._context.workspace.clock.now()
        if day < now.astimezone().date():
            self._doing.refuse(IN_THE_PAST)
        elif row.at is not None:
            self._doing.move_to_day(row, day)
        else:
            to = slot(day, now)
            if to is None:
                self._doing.refuse(NO_TIME_LEFT)
            else:
                self._doing.place(row, to)

    def place_files(self, ids: object, day: object) -> None:
        """A new draft with files of the library, planned for a day's next slot."""
        if not isinstance(day, date) or not isinstance(ids, tuple):
            return
        to = slot(day, self._context.workspace.clock.now())
        if to is None:
            self._doing.refuse(NO_TIME_LEFT)
        else:
            self._doing.begin(ids, to)

    def open_day(self, day: object) -> None:
        """All posts of a day that is too full."""
        if not isinstance(day, date):
            return
        cell = self._page.month.grid.cell_of(day)
        if cell is None:
            return
        today = self._context.workspace.clock.now().astimezone().date()
        panel = DayPopover(day, today, cell.rows, self._looks, self._page)
        panel.chosen.connect(self._detail.open)
        panel.menu_asked.connect(self.open_menu)
        panel.closed.connect(panel.deleteLater)
        panel.open_at(cell.more)

    def new_on(self, day: object) -> None:
        """Write a post, proposed for a day's next slot."""
        if not isinstance(day, date):
            return
        now = self._context.workspace.clock.now()
        # A past day proposes nothing; the editor then finds a time of its own.
        to = slot(day, now) if day <= last_day(now) else None
        if to is None and day == now.astimezone().date():
            to = slot(day + timedelta(days=1), now)
        at = to.at.astimezone(UTC) if to is not None else None
        self._context.navigator.open_editor(at=at)
