"""Reads the list: window after window, and again what changed; the tabs' figures come after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.views import PostRow, StatusCounts
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.publisher.days import midnight
from brandcraft_desktop.ui.publisher.filters import Filters
from brandcraft_desktop.ui.publisher.list_items import WINDOW
from brandcraft_desktop.ui.publisher.list_view import ListView
from brandcraft_desktop.ui.publisher.reading import (
    ListPicture,
    ListWish,
    read_counts,
    read_list,
    read_outside,
    read_touched,
    read_window,
)

RELOADED: Final = 4 * WINDOW
"""So many posts are read anew when something changed; of more only those that it happened to."""
TOUCHED: Final = 200


class Listing(QObject):
    """`search` and `filters` say what is asked for, with the tab and the order of the view.

    `hidden(brand, count)`: so many posts of this list are outside the brand that is filtered by.
    """

    hidden = Signal(str, int)

    def __init__(
        self, context: Context, view: ListView, today: Callable[[], date], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._view = view
        self._today = today
        self._shown: ListWish | None = None
        self._reading = False
        self._again: frozenset[str] | None = frozenset()  # None: everything
        self._brand = ""
        self.search = ""
        self.filters = Filters()
        self.accounts: tuple[Account, ...] = ()
        view.more_asked.connect(self._read_more)

    def wish(self) -> ListWish:
        """What is asked for now."""
        view, brand_id = self._view, self._context.navigator.brand_id
        return ListWish(
            view.tab,
            self.search,
            brand_id,
            self.filters,
            view.choices.sort,
            midnight(self._today()),
        )

    def read(self, touched: frozenset[str] | None = None) -> None:
        """Read again: everything, or what happened to the posts `touched`.

        While a reading is under way, once more after it.
        """
        if self._reading:
            both = None if touched is None or self._again is None else self._again | touched
            self._again = both
            return
        self._reading, self._again = True, frozenset()
        workspace, wish, people = self._context.workspace, self.wish(), self.accounts
        loaded = self._view.items.posts if wish == self._shown else 0
        if touched is not None and loaded > RELOADED and len(touched) <= TOUCHED:
            self._context.tasks.read(
                lambda: read_touched(workspace, wish, people, touched),
                lambda rows: self._patch(wish, touched, rows),
                failed=self._failed,
                owner=self,
            )
            return
        self._context.tasks.read(
            lambda: read_list(workspace, wish, loaded),
            lambda picture: self._show(wish, picture),
            failed=self._failed,
            owner=self,
        )

    def _show(self, wish: ListWish, picture: ListPicture) -> None:
        if wish == self.wish():
            self.accounts, self._brand = picture.accounts, picture.brand
            self._view.show_posts(
                picture.rows,
                self._today(),
                complete=picture.complete,
                search=wish.search,
                filtered=wish.filters.active > 0,
                brand=picture.brand,
                anew=wish != self._shown,
            )
            self._shown = wish
            self._count(wish)
        else:
            self._again = None
        self._finished()

    def _patch(self, wish: ListWish, touched: frozenset[str], rows: tuple[PostRow, ...]) -> None:
        if wish == self.wish() == self._shown:
            self._view.patch_posts(touched, rows, wish.before)
            self._count(wish)
        else:
            self._again = None
        self._finished()

    def _count(self, wish: ListWish) -> None:
        """The figures come behind the rows: at a hundred thousand posts they take longer."""
        workspace, people = self._context.workspace, self.accounts

        def then(counts: StatusCounts) -> None:
            if wish == self.wish():
                self._view.show_counts(counts)

        def tell(outside: int) -> None:
            if wish == self.wish():
                self.hidden.emit(self._brand, outside)

        self._context.tasks.read(lambda: read_counts(workspace, wish, people), then, owner=self)
        self._context.tasks.read(lambda: read_outside(workspace, wish, people), tell, owner=self)

    def _read_more(self, loaded: int) -> None:
        workspace, wish, people = self._context.workspace, self.wish(), self.accounts

        def then(rows: tuple[PostRow, ...]) -> None:
            if wish == self.wish() and self._view.items.posts == loaded:
                self._view.items.append(rows, complete=len(rows) < WINDOW)

        self._context.tasks.read(
            lambda: read_window(workspace, wish, people, offset=loaded), then, owner=self
        )

    def _failed(self, error: Exception) -> None:
        self._reading = False
        self._context.tasks.unhandled.emit(error)

    def _finished(self) -> None:
        self._reading = False
        again = self._again
        if again is None or again:
            self.read(again)
