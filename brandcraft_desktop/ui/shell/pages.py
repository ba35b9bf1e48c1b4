"""The pages in the window's stack, each built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from brandcraft_desktop.ui.shell.places import ACCOUNTS, CREATE, DELIVERY, PUBLISHER


class Editor(Protocol):
    """What the frame asks of the editor page."""

    def open_new(self, at: datetime | None = None) -> None: ...

    def open_post(self, post_id: str) -> None: ...

    def open_failed(self, delivery_id: str) -> None: ...


class Delivery(Protocol):
    """What the frame asks of the delivery page."""

    def open(self, post_id: str) -> None: ...


class Publisher(Protocol):
    """What the frame asks of the publisher page."""

    def show_day(self, day: datetime) -> None: ...

    def show_list(self, search: str) -> None: ...


class Accounts(Protocol):
    """What the frame asks of the accounts page."""

    def connect_account(self) -> None: ...

    def reconnect(self, account_id: str) -> None: ...


def focusable(within: QWidget) -> Iterator[QWidget]:
    """What the Tab key reaches inside a widget, in its order."""
    first = within
    one = within.nextInFocusChain()
    while one is not None and one is not first:
        if (
            within.isAncestorOf(one)
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one.isVisibleTo(within)
            and one.isEnabled()
        ):
            yield one
        one = one.nextInFocusChain()


class Pages:
    """Builds, shows and remembers pages by key."""

    def __init__(self, stack: QStackedWidget, build: Callable[[str], QWidget]) -> None:
        self._stack = stack
        self._build = build
        self._built: dict[str, QWidget] = {}
        self._offline = False
        self.current = ""

    def get(self, key: str) -> QWidget:
        """The page called `key`."""
        if key not in self._built:
            page = self._build(key)
            self._built[key] = page
            self._stack.addWidget(page)
            if self._offline:
                _tell_offline(page, offline=True)
        return self._built[key]

    def show(self, key: str) -> QWidget:
        """Bring a page to the front."""
        page = self.get(key)
        self._stack.setCurrentWidget(page)
        self.current = key
        return page

    def focus_first(self, page: QWidget) -> None:
        """Put the focus onto the page's first control, not onto the rail."""
        last = page.focusWidget()
        if last is not None and last.isVisibleTo(page) and last.isEnabled():
            last.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        first = next(iter(focusable(page)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def brand_changed(self) -> None:
        """Tell the pages that follow the brand filter."""
        for page in self._built.values():
            follow = getattr(page, "brand_changed", None)
            if callable(follow):
                follow()

    def habits_changed(self) -> None:
        """Tell the pages that show times, weeks and how far ahead may be scheduled."""
        for page in self._built.values():
            follow = getattr(page, "habits_changed", None)
            if callable(follow):
                follow()

    def offline_changed(self, offline: bool) -> None:
        """Tell the pages that show what platforms say."""
        self._offline = offline
        for page in self._built.values():
            _tell_offline(page, offline=offline)

    def open_editor(self, post_id: str | None, at: datetime | None) -> None:
        """A new post, or one that exists."""
        editor = cast(Editor, self.get(CREATE))
        if post_id is None:
            editor.open_new(at)
        else:
            editor.open_post(post_id)

    def open_failed(self, delivery_id: str) -> None:
        """One failed delivery in the editor."""
        cast(Editor, self.get(CREATE)).open_failed(delivery_id)

    def open_delivery(self, post_id: str) -> None:
        """The delivery page of a post."""
        cast(Delivery, self.get(DELIVERY)).open(post_id)

    def open_publisher(self, day: datetime | None, search: str | None) -> None:
        """The calendar at a day, or the list with a search ("" clears it); None leaves it be."""
        page = cast(Publisher, self.get(PUBLISHER))
        if day is not None:
            page.show_day(day)
        elif search is not None:
            page.show_list(search)

    def open_accounts(self, connect: bool, account_id: str | None) -> None:
        """The accounts page with its dialog where asked."""
        page = cast(Accounts, self.get(ACCOUNTS))
        if account_id is not None:
            page.reconnect(account_id)
        elif connect:
            page.connect_account()


def _tell_offline(page: QWidget, *, offline: bool) -> None:
    follow = getattr(page, "offline_changed", None)
    if callable(follow):
        follow(offline)
