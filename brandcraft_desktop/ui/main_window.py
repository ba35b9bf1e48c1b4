"""The main window: the frame, the way between pages, and the messages of the shell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.shell import offline
from brandcraft_desktop.ui.shell.error_lines import error_lines
from brandcraft_desktop.ui.shell.frame import Frame
from brandcraft_desktop.ui.shell.opening import Opening
from brandcraft_desktop.ui.shell.pages import Pages
from brandcraft_desktop.ui.shell.places import ACCOUNTS, CREATE, DELIVERY, PLACES, PUBLISHER
from brandcraft_desktop.ui.shell.top_bar import RECONNECT
from brandcraft_desktop.ui.shell.watch import (
    ShellState,
    Watch,
    next_sentence,
    paused_sentence,
)
from brandcraft_desktop.ui.shell.welcome import Welcome
from brandcraft_desktop.ui.tasks import Tasks
from brandcraft_desktop.ui.widgets import Toast
from brandcraft_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from brandcraft_desktop.domain.views import AttentionItem
    from brandcraft_desktop.services.workspace import Workspace

BACK_STEPS = 20
_RETURN_TO = tuple(place.key for place in PLACES if place.key != CREATE)


class MainWindow(QMainWindow):
    """Paints at once; its pages come when `attach` hands it an open workspace."""

    ready = Signal()
    state_changed = Signal(object)
    close_wanted = Signal()
    restore_wanted = Signal(Path)
    machine_unclear = Signal()

    def __init__(self, tasks: Tasks, bridge: Bridge, state: WindowState) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Brandcraft Desktop[*]")  # the mark of words not saved yet
        self.setMinimumSize(480, 360)
        self._tasks = tasks
        self._bridge = bridge
        self._remembered = state
        self._context: Context | None = None
        self._pages: Pages | None = None
        self._watch: Watch | None = None
        self._back: list[str] = []
        self._searched = ""
        self._state: ShellState | None = None
        self.frame = Frame(self)
        self.rail, self.top_bar = self.frame.rail, self.frame.top_bar
        self.notice, self.stack = self.frame.notice, self.frame.pages
        self.opening = Opening(self)
        self.stack.addWidget(self.opening)
        self.setCentralWidget(self.frame)
        self.toasts = Toast(self)
        self._wire()
        tasks.unhandled.connect(self._show_unhandled)
        state.restore(self)

    def _wire(self) -> None:
        self.frame.maximise.connect(self.showMaximized)
        self.frame.smaller_text.connect(self._lower_text)
        self.rail.chosen.connect(self.go_to)
        self.top_bar.brand_chosen.connect(self._filter_brand)
        self.top_bar.searched.connect(self._search)
        self.top_bar.next_clicked.connect(self._show_next)
        self.top_bar.attention_chosen.connect(self.attend)
        self.top_bar.more_chosen.connect(self.open_publisher)

    # Opening the workspace

    def show_opening_error(self, error: BrandcraftError, again: Callable[[], None]) -> None:
        """The workspace could not be opened: why, and one button."""

        def try_again() -> None:
            self.opening.wait()
            again()

        self.frame.set_reachable(False)
        self.opening.show_error(error, try_again)

    def show_welcome(self) -> Welcome:
        """There is no workspace yet: offer the ways to begin."""
        self.frame.set_reachable(False)
        return self.opening.show_welcome()

    def attach(self, workspace: Workspace, build: Callable[[str, Context], QWidget]) -> None:
        """Give the window its workspace; `build` makes a page by its key."""
        self._context = Context(workspace, self._tasks, self._bridge, self)
        self._pages = Pages(self.stack, lambda key: build(key, self.context))
        self._watch = Watch(workspace, self._tasks, self._bridge, self)
        self._watch.brand_id = self._remembered.text("brand") or None
        self._watch.changed.connect(self._show_state)
        self._watch.brand_gone.connect(self.show_all_brands)
        self._watch.refresh()
        self.opening.end()
        self.frame.set_reachable(True)
        last = self._remembered.text("page", PUBLISHER)
        self._switch(last if last in _RETURN_TO else PUBLISHER)
        self.ready.emit()

    @property
    def context(self) -> Context:
        """What pages are built with; only after `attach`."""
        if self._context is None:
            raise RuntimeError("the window has no workspace yet")
        return self._context

    def habits_changed(self) -> None:
        """The person chose other clocks or weeks: everything that is open follows."""
        if self._pages is not None:
            self._pages.habits_changed()
        if self._watch is not None:
            self._watch.refresh()

    def page(self, key: str) -> QWidget:
        """The page called `key`, built on first use."""
        if self._pages is None:
            raise RuntimeError("the window has no pages yet")
        return self._pages.get(key)

    @property
    def current_key(self) -> str:
        """Which page is shown; "" before the workspace is open."""
        return self._pages.current if self._pages is not None else ""

    # The way between pages (Navigator)

    def go_to(self, key: str) -> None:
        """Show a page; Create opens a new post."""
        if self._pages is None:
            return
        if key == CREATE:
            self.open_editor()
            return
        self._switch(key)

    def _switch(self, key: str, *, going_back: bool = False) -> None:
        if self._pages is None:
            return
        before = self._pages.current
        if key != before:
            self.toasts.clear()  # first: what leaving has to say belongs to the page that comes
            self._leave(before)
            # The editor is no place to come back to: its post was kept and closed.
            if before not in ("", CREATE) and not going_back:
                self._back.append(before)
                del self._back[:-BACK_STEPS]
        page = self._pages.show(key)
        self.rail.set_current(PUBLISHER if key == DELIVERY else key)
        self._remembered.put("page", key if key in _RETURN_TO else PUBLISHER)
        if key != before:
            self._pages.focus_first(page)

    def _leave(self, key: str) -> None:
        if key == CREATE and self._pages is not None:
            leave = getattr(self._pages.get(CREATE), "leave", None)
            if callable(leave):
                leave()

    @property
    def brand_id(self) -> str | None:
        """The brand filter."""
        return self._watch.brand_id if self._watch is not None else None

    def open_editor(self, post_id: str | None = None, *, at: datetime | None = None) -> None:
        """See `Navigator`."""
        if self._pages is None:
            return
        already = self._pages.current == CREATE
        if already:
            self._leave(CREATE)
        self._switch(CREATE)
        self._pages.open_editor(post_id, at)

    def open_failed_editor(self, delivery_id: str) -> None:
        """See `Navigator`."""
        if self._pages is not None:
            self._switch(CREATE)
            self._pages.open_failed(delivery_id)

    def open_delivery(self, post_id: str) -> None:
        """See `Navigator`."""
        if self._pages is not None:
            self._switch(DELIVERY)
            self._pages.open_delivery(post_id)

    def open_publisher(self, *, day: datetime | None = None, search: str = "") -> None:
        """See `Navigator`."""
        if self._pages is not None:
            self._switch(PUBLISHER)
            self._pages.open_publisher(day, search or None)

    def open_accounts(self, *, connect: bool = False, account_id: str | None = None) -> None:
        """See `Navigator`."""
        if self._pages is not None:
            self._switch(ACCOUNTS)
            self._pages.open_accounts(connect, account_id)

    def show_all_brands(self) -> None:
        """See `Navigator`."""
        self._filter_brand(None)

    def show_brand(self, brand_id: str | None) -> None:
        """See `Navigator`."""
        self._filter_brand(brand_id)

    def go_back(self) -> None:
        """See `Navigator`."""
        self._switch(self._back.pop() if self._back else PUBLISHER, going_back=True)

    def refresh(self) -> None:
        """F5: the page reads again, and asks the platforms where it shows what they say."""
        if self._pages is None or self._watch is None:
            return
        self._watch.refresh()
        again = getattr(self._pages.get(self._pages.current), "refresh", None)
        if callable(again):
            again()

    @property
    def is_locked(self) -> bool:
        """Whether a password is asked for: no word of a post may be shown anywhere."""
        return self.frame.covered

    # Messages

    def toast(
        self,
        text: str,
        *,
        undo: Callable[[], None] | None = None,
        action: tuple[str, Callable[[], None]] | None = None,
    ) -> Callable[[], None]:
        """See `Navigator`."""
        if self.is_locked:  # it may hold words of a post
            return lambda: None
        return self.toasts.show_message(text, undo, more=action)

    def restore(self, file: Path) -> None:
        """Only the program around the window can close the workspace and open it again."""
        self.restore_wanted.emit(file)

    def ask_machine(self) -> None:
        """See `Navigator`: the greeting asks, one question at a time."""
        self.machine_unclear.emit()

    def show_error(self, error: BrandcraftError) -> None:
        """See `Navigator`."""
        self.notice.clear_actions()
        if self.is_locked:  # shown behind the lock, and not said aloud
            self.notice.set_notice("error", error_lines(error))
            self.notice.show()
        else:
            self.notice.show_notice("error", error_lines(error))

    def show_practice(self) -> None:
        """A lasting banner: this workspace never talks to the real platforms."""
        self.frame.practice.show_notice(
            "info", "Practice workspace: nothing here reaches the real platforms."
        )

    def show_offline(self, is_offline: bool) -> None:
        """Say that the internet is gone, for as long as it is."""
        if is_offline:
            self.frame.offline.show_notice("warning", offline.WORDS)
        else:
            self.frame.offline.hide()
        if self._pages is not None:
            self._pages.offline_changed(is_offline)

    def _show_unhandled(self, error: object) -> None:
        if isinstance(error, BrandcraftError):
            self.show_error(error)

    # The frame's own state

    def _show_state(self, state: object) -> None:
        if not isinstance(state, ShellState):
            return
        self._state = state
        names = self._names()
        self.top_bar.set_brands(state.brands, self.brand_id)
        self.top_bar.set_next(next_sentence(state, names), paused=paused_sentence(state))
        self.top_bar.set_attention(state.attention, state.elsewhere)
        posts = sum(1 for item in state.attention if item.kind != RECONNECT)
        words = "post needs attention" if posts == 1 else "posts need attention"
        self.rail.set_badge(PUBLISHER, posts, words)
        self.rail.set_badge(ACCOUNTS, len(state.attention) - posts, "to reconnect")
        self.state_changed.emit(state)

    def _names(self) -> dict[str, str]:
        if self._context is None:
            return {}
        platforms = self._context.workspace.platforms.all()
        return {publisher.info.id: publisher.info.name for publisher in platforms}

    @property
    def state(self) -> ShellState | None:
        """What the frame shows; None before it was read."""
        return self._state

    def next_words(self) -> str:
        """What goes out next, in words, for the tray."""
        return next_sentence(self._state, self._names()) if self._state is not None else ""

    def _filter_brand(self, brand_id: object) -> None:
        if self._watch is None or self._pages is None:
            return
        self._watch.brand_id = brand_id if isinstance(brand_id, str) else None
        self._remembered.put("brand", self._watch.brand_id or "")
        self._watch.refresh()
        self._pages.brand_changed()

    def _search(self, words: str) -> None:
        before, self._searched = self._searched, words.strip()
        if self._pages is None:
            return
        if self._searched:
            self.open_publisher(search=self._searched)
        elif before and self.current_key == PUBLISHER:
            self._pages.open_publisher(None, "")

    def _show_next(self) -> None:
        state = self._state
        if state is None:
            return
        if state.next_post is None and state.sooner is not None:
            self.show_all_brands()  # or the post could not be seen on its day
        post = state.next_post or state.sooner
        if post is not None:
            self.open_publisher(day=post.at)

    def attend(self, item: AttentionItem) -> None:
        """Go to the place that fixes it."""
        if item.kind == RECONNECT:
            self.open_accounts(account_id=item.account_id)
        elif item.post_id is not None:
            self.open_delivery(item.post_id)

    def _lower_text(self) -> None:
        """The usual text size, from now on."""
        application, kept = QApplication.instance(), self._remembered
        kept.put("text_scale", "1.0")
        kept.exchange()
        if isinstance(application, QApplication):
            theme.apply(application, kept.scheme, reduced_motion=kept.reduced_motion)

    # Being a window

    def leave_page(self) -> None:
        """Close what the person was writing in; it is kept."""
        self._leave(self.current_key)

    def remember(self) -> None:
        """Keep where the window is."""
        self._remembered.save(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is a wish: the application hides to the tray or quits."""
        event.ignore()
        self.close_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Too small for a page: the frame says so."""
        super().resizeEvent(event)
        self.frame.fit(event.size())
