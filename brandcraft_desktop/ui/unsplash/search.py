"""A search that goes on page by page; knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.domain.photos import Allowance, Photo, PhotoPage
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import unsplash
from brandcraft_desktop.ui.context import Context

KEPT_PAGES = 60


class PhotoSearch(QObject):
    """Asks for each page once: a demo key may only ask 50 times an hour."""

    begun = Signal()  # another search: nothing is found yet
    found = Signal(object)  # tuple[Photo, ...]: those that are new
    failed = Signal(object)  # BrandcraftError
    waiting = Signal(bool)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pages: dict[tuple[str, int], PhotoPage] = {}
        self._round = 0
        self.query = ""
        self.total = 0
        self.allowance = Allowance()
        self._page = self._last = 0
        self._seen: set[str] = set()
        self._broken = False
        self.is_waiting = False

    @property
    def has_more(self) -> bool:
        """Whether there is another page."""
        return bool(self.query) and self._page < self._last

    def begin(self, query: str) -> None:
        """Search for other words; empty ones find nothing and ask nobody."""
        self._round += 1
        self.query = query
        self.total = self._page = self._last = 0
        self._seen = set()
        self._broken = False
        self._wait(False)
        self.begun.emit()
        if query:
            self._ask(1)

    def more(self) -> None:
        """The next page, if there is one, nothing is waited for and nothing went wrong."""
        if self.has_more and not self.is_waiting and not self._broken:
            self._ask(self._page + 1)

    def again(self) -> None:
        """Try once more what failed."""
        if self.query and not self.is_waiting:
            self._broken = False
            self._ask(self._page + 1)

    def _ask(self, page: int) -> None:
        kept = self._pages.get((self.query.casefold(), page))
        if kept is not None:
            self._show(kept)
            return
        mine, query, workspace = self._round, self.query, self._context.workspace
        self._wait(True)

        def arrived(found: PhotoPage) -> None:
            self.allowance = found.allowance
            if len(self._pages) >= KEPT_PAGES:
                self._pages.pop(next(iter(self._pages)))
            self._pages[query.casefold(), page] = found
            if mine == self._round:
                self._wait(False)
                self._show(found)

        def failed(error: BrandcraftError) -> None:
            if mine == self._round:
                self._broken = True
                self._wait(False)
                self.failed.emit(error)

        self._context.tasks.call(
            lambda: unsplash.search(workspace, query, page), arrived, failed=failed, owner=self
        )

    def _show(self, page: PhotoPage) -> None:
        self._page, self._last, self.total = page.page, page.pages, page.total
        # Photos that were added meanwhile push others onto the next page: none is shown twice.
        fresh: tuple[Photo, ...] = tuple(one for one in page.photos if one.id not in self._seen)
        self._seen.update(one.id for one in fresh)
        self.found.emit(fresh)

    def _wait(self, waiting: bool) -> None:
        if waiting != self.is_waiting:
            self.is_waiting = waiting
            self.waiting.emit(waiting)
