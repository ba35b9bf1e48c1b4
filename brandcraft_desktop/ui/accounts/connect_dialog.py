"""Connecting an account: choose the platform, sign in by its form or in the browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.account import MAX_ACCOUNTS_PER_PLATFORM, Account
from brandcraft_desktop.domain.platform import SignInKind
from brandcraft_desktop.domain.vault import VaultStatus
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services.sign_in import PATIENCE
from brandcraft_desktop.ui.accounts.browser_way import BrowserWay
from brandcraft_desktop.ui.accounts.choosing import PlatformStep
from brandcraft_desktop.ui.accounts.form import ConnectForm
from brandcraft_desktop.ui.accounts.form_way import FormWay
from brandcraft_desktop.ui.accounts.opening import Opener, open_in_browser
from brandcraft_desktop.ui.accounts.platforms import platform_grid
from brandcraft_desktop.ui.accounts.step import Step
from brandcraft_desktop.ui.accounts.way import Job, Way
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.shell.unlocking import Unlocking
from brandcraft_desktop.ui.widgets import Button, NoticeBar, ProgressBar, SectionHeader

WIDTH = 620
EDGE = 20
SHARE = 0.9  # of the screen's height that the dialog may take


class ConnectDialog(QDialog):
    """`connected` carries each new or renewed account; `opener` opens addresses in the browser."""

    connected = Signal(object)

    def __init__(
        self,
        context: Context,
        there: tuple[Account, ...],
        *,
        account: Account | None = None,
        opener: Opener = open_in_browser,
        patience: float = PATIENCE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._opener, self._patience = context, opener, patience
        self._taken = Counter(one.platform for one in there)
        self._account = account
        self._step: Step | None = None
        self.way: Way | None = None
        self.setWindowTitle("Reconnect account" if account else "Connect account")
        self.setMinimumWidth(WIDTH)
        self.header = SectionHeader(self.windowTitle(), role="title")
        self.notice = NoticeBar(below=True, parent=self)
        self.notice.closed.connect(self._fit)
        self.busy = ProgressBar()
        self.busy.set_fraction(None)
        self.busy.hide()
        self.back = Button("Back", kind="ghost", icon_name="arrow-left")
        self.back.clicked.connect(self.show_platforms)
        self.connect_button = Button("Connect", kind="primary")
        self.connect_button.clicked.connect(self._go)
        self.cancel_button = Button("Cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.unlocking = Unlocking(context.workspace, context.tasks, self)
        self.unlocking.stuck.connect(self._show_stuck)
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(12)
        for widget in (self.header, self.notice):
            column.addWidget(widget)
        column.addWidget(self._pages, 1)
        column.addWidget(self.busy)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.connect_button)
        column.addLayout(row)
        self.finished.connect(lambda _: self._end_way())
        self._begin()

    def _begin(self) -> None:
        platforms = self._context.workspace.platforms.publishers()
        self._alone = len(platforms) == 1
        if self._account is not None:
            self.choose(self._account.platform)
        elif self._alone and self._taken[platforms[0].info.id] < MAX_ACCOUNTS_PER_PLATFORM:
            self.choose(platforms[0].info.id)
        else:
            self.show_platforms()

    @property
    def form(self) -> ConnectForm | None:
        """The form of the page that is shown."""
        return self.way.form if self.way is not None else None

    @property
    def step(self) -> Step | None:
        """The page that is shown."""
        return self._step

    def show_platforms(self) -> None:
        """Back to the platforms; a sign-in that is open is given up."""
        self._end_way()
        self.clear_trouble()
        self.set_busy(False)
        grid = platform_grid(self._context.workspace, self._taken)
        grid.chosen.connect(self.choose)
        self.show_step(PlatformStep(grid))

    def choose(self, platform: str) -> None:
        """Connect an account of a platform."""
        self._end_way()
        publisher = self._context.workspace.platforms.publisher(platform)
        job = Job(
            self._context,
            publisher.info,
            publisher.sign_in,
            publisher.check_answers,
            self._opener,
            self._taken[platform],
            self._patience,
            self._account,
        )
        browser = publisher.sign_in.kind is SignInKind.BROWSER
        self.way = BrowserWay(job, self, self) if browser else FormWay(job, self, self)
        self.way.start()

    def _end_way(self) -> None:
        if self.way is not None:
            self.way.end()
        self.way = None

    # What the ways ask for (Frame)

    def show_step(self, step: Step) -> None:
        """See `Frame`."""
        before, self._step = self._step, step
        if self._pages.indexOf(step) < 0:
            self._pages.addWidget(step)
            step.went.connect(self._go)
            step.changed.connect(self._show_button)
            step.grown.connect(self._fit)
        self._pages.setCurrentWidget(step)
        if before is not None and before is not step:
            # Its height would still be kept free.
            self._pages.removeWidget(before)
            before.hide()
        step.show()
        self.back.setVisible(step.going_back and self._account is None and not self._alone)
        self._show_button()
        self._fit()
        self._focus_first()

    def set_busy(self, busy: bool) -> None:
        """See `Frame`."""
        self.busy.setVisible(busy)
        if self._step is not None:
            self._step.setEnabled(not busy)
        self._show_button()
        self._fit()

    def show_trouble(self, error: BrandcraftError) -> None:
        """See `Frame`."""
        self.notice.clear_actions()
        self.notice.show_notice("error", error.message)
        self._fit()

    def add_way_out(self, words: str, done: Callable[[], None]) -> None:
        """See `Frame`."""
        self.notice.add_action(words, done)
        self._fit()

    def clear_trouble(self) -> None:
        """See `Frame`."""
        self.notice.clear_actions()
        self.notice.close_notice()

    def unlock_then(self, error: BrandcraftError, then: Callable[[], None]) -> None:
        """See `Frame`."""
        self.show_trouble(error)
        self.unlocking.open_then(then)

    def finish(self, accounts: tuple[Account, ...]) -> None:
        """See `Frame`."""
        for account in accounts:
            self.connected.emit(account)
        self.accept()

    def come_forward(self) -> None:
        """See `Frame`."""
        window = self.window()
        for one in (self.parentWidget(), window):
            if one is not None and one.window() is not None:
                one.window().raise_()
        self.activateWindow()

    # Being a dialog

    def _go(self) -> None:
        if self.way is not None and not self.busy.isVisible():
            self.way.go()

    def _focus_first(self) -> None:
        """Where the person begins; a page without fields begins at the main button."""
        if self._step is None:
            return
        self._step.focus_first()
        inside = self.focusWidget()
        if inside is None or not self._step.isAncestorOf(inside):
            (self.connect_button if self._step.primary else self.cancel_button).setFocus()

    def _show_button(self) -> None:
        step = self._step
        primary = step.primary if step is not None else ""
        self.connect_button.setVisible(bool(primary))
        self.connect_button.setText(primary)
        ready = step is not None and step.can_go and not self.busy.isVisible()
        self.connect_button.setEnabled(ready)

    def _fit(self) -> None:
        """Show the whole page where the screen has room, else let it scroll: nothing overlaps."""
        step = self._step
        if step is None:
            return
        width = max(self.width(), WIDTH) - 2 * EDGE
        step.fit(width, 0)
        rest = self._whole_height() - step.area.height()
        room = round(self.screen().availableGeometry().height() * SHARE) - rest
        step.fit(width, room)
        self.resize(self.width(), self._whole_height())

    def _whole_height(self) -> int:
        """What the layouts ask for now; Qt would tell them of a change only later."""
        for widget in (self._step, self._pages, self.notice, self):
            layout = widget.layout() if widget is not None else None
            if layout is not None:
                layout.invalidate()
                layout.activate()
        column = self.layout()
        return column.totalHeightForWidth(self.width()) if column is not None else self.height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self._focus_first()

    def _show_stuck(self, status: object) -> None:
        if isinstance(status, VaultStatus):
            self.notice.show_notice("error", f"{status.message} {status.action}".strip())
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the pages'; Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton) and focused.isEnabled():
                focused.click()
            return
        super().keyPressEvent(event)
