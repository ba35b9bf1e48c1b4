"""What can be done on the publisher page by key or by the window's menus, in one place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.publisher.acts import PostAct, of_row, post_offers
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.publisher.days import WEEK
from brandcraft_desktop.ui.publisher.doing import PostDoing
from brandcraft_desktop.ui.publisher.gestures import Gestures
from brandcraft_desktop.ui.publisher.hours import STEP
from brandcraft_desktop.ui.publisher.periods import DAY, LIST, MONTH, WEEK_VIEW

if TYPE_CHECKING:
    from brandcraft_desktop.ui.publisher.page import PublisherPage

_SEVERAL = frozenset({PostAct.MOVE, PostAct.DUPLICATE, PostAct.DELETE, PostAct.RETRY})


class PageActs(QObject):
    """Acts on the posts that are ticked, else on the one that the keyboard is on."""

    def __init__(self, page: PublisherPage, doing: PostDoing, gestures: Gestures) -> None:
        super().__init__(page)
        self._page = page
        self._doing = doing
        self._gestures = gestures

    def keys(self) -> dict[str, Callable[[], object]]:
        """What each key of the page does."""
        page = self._page
        ways: dict[str, Callable[[], object]] = {
            "PgUp": lambda: page.step(-1),
            "PgDown": lambda: page.step(1),
            "T": page.go_today,
            "N": page.write,
            "Ctrl+Z": self._doing.undo,
            "Ctrl+Shift+Z": self._doing.redo,
        }
        views = {"M": MONTH, "W": WEEK_VIEW, "D": DAY, "L": LIST}
        return ways | {key: partial(page.choose_view, view) for key, view in views.items()}

    def posts(self) -> list[PostRow]:
        """The posts that are meant, by a menu as well: the keyboard is on the page behind it."""
        page = self._page
        if page.view == LIST:
            table = page.list.table
            current = table.row_at(table.currentIndex())
            return table.chosen() or ([current] if current is not None else [])
        chip = page.focusWidget()
        if not isinstance(chip, PostChip):
            return []
        row = page.row_of(chip.row.id)
        return [row] if row is not None else []

    def can(self, name: str) -> bool:
        """Whether `act` would do something now."""
        rows = self.posts()
        if name == "nudge":
            return self._page.view != LIST and bool(rows) and rows[0].at is not None
        if name == "rename":
            return self._page.view == LIST and bool(rows)
        act = PostAct(name)
        if len(rows) > 1:
            return act in _SEVERAL
        return bool(rows) and any(offer.act is act for offer in post_offers(of_row(rows[0])))

    def act(self, name: str) -> None:
        """Do an act, named as in `PostAct`."""
        rows, act = self.posts(), PostAct(name)
        if len(rows) == 1:
            self._doing.act(act, rows[0])
        elif rows and act in _SEVERAL:
            several = {
                PostAct.MOVE: self._doing.ask_move,
                PostAct.DUPLICATE: self._doing.duplicate,
                PostAct.DELETE: self._doing.delete,
                PostAct.RETRY: self._doing.retry,
            }
            several[act](rows)

    def nudge(self, *, days: int = 0, up: int = 0) -> None:
        """What Alt and an arrow do: whole days, or a step up or down."""
        rows = self.posts()
        if rows:
            step = timedelta(days=WEEK) if self._page.view == MONTH else timedelta(minutes=STEP)
            self._gestures.nudge(rows[0].id, timedelta(days=days) if days else -up * step)

    def rename(self) -> None:
        """Another title, typed over the row."""
        rows = self.posts()
        if rows and self._page.view == LIST:
            self._page.list.rename(rows[0].id)
