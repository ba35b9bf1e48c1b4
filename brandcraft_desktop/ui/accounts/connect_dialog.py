"""Connecting an account: choose the platform, fill in its form, see who it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.account import MAX_ACCOUNTS_PER_PLATFORM, Account, at
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.vault import VaultStatus
from brandcraft_desktop.errors import BadInput, BrandcraftError, VaultLocked
from brandcraft_desktop.services import accounts
from brandcraft_desktop.ui.accounts.form import ConnectForm
from brandcraft_desktop.ui.accounts.glyph_tile import GlyphTile
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.shell.unlocking import Unlocking
from brandcraft_desktop.ui.widgets import (
    Button,
    NoticeBar,
    ProgressBar,
    SectionHeader,
    WrappedLabel,
)

WIDTH = 480
EDGE = 20
LEAST_FORM = 160
SHARE = 0.9  # of the screen's height that the dialog may take
COLUMNS = 2


class ConnectDialog(QDialog):
    """`connected` carries the new or renewed account."""

    connected = Signal(object)

    def __init__(
        self,
        context: Context,
        there: tuple[Account, ...],
        *,
        account: Account | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._account = account
        self._info: PlatformInfo | None = None
        self.form: ConnectForm | None = None
        self._area: QScrollArea | None = None
        self.setWindowTitle("Reconnect account" if account else "Connect account")
        self.setMinimumWidth(WIDTH)
        self.header = SectionHeader(self.windowTitle(), role="title")
        self.notice = NoticeBar(parent=self)
        self.busy = ProgressBar()
        self.busy.set_fraction(None)
        self.busy.hide()
        self.connect_button = Button("Connect", kind="primary")
        self.connect_button.clicked.connect(self._connect)
        self.cancel_button = Button("Cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.unlocking = Unlocking(context.workspace, context.tasks, self)
        self.unlocking.stuck.connect(self._show_stuck)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._choices(there))
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(12)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addWidget(self._pages, 1)
        column.addWidget(self.busy)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.connect_button)
        column.addLayout(row)
        self.connect_button.hide()
        platforms = context.workspace.platforms.publishers()
        if account is not None:
            self.choose(account.platform)
        elif len(platforms) == 1 and not self._full(platforms[0].info, there):
            self.choose(platforms[0].info.id)

    @staticmethod
    def _full(info: PlatformInfo, there: tuple[Account, ...]) -> bool:
        return sum(one.platform == info.id for one in there) >= MAX_ACCOUNTS_PER_PLATFORM

    def _choices(self, there: tuple[Account, ...]) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(WrappedLabel("Where do you want to post?", role="secondary"))
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, publisher in enumerate(self._context.workspace.platforms.publishers()):
            info = publisher.info
            taken = sum(one.platform == info.id for one in there)
            button = Button(
                f"{info.name}   {taken}/{MAX_ACCOUNTS_PER_PLATFORM}", icon_name=info.glyph
            )
            button.setAccessibleName(f"{info.name}, {taken} of {MAX_ACCOUNTS_PER_PLATFORM}")
            button.setObjectName(info.id)
            if self._full(info, there):
                button.setEnabled(False)
                reason = f"{MAX_ACCOUNTS_PER_PLATFORM} of {MAX_ACCOUNTS_PER_PLATFORM}"
                button.setToolTip(f"{reason} {info.name} accounts are connected")
                button.setAccessibleDescription(button.toolTip())
            button.clicked.connect(lambda _=False, key=info.id: self.choose(key))
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
        column.addLayout(grid)
        column.addStretch(1)
        return page

    def choose(self, platform: str) -> None:
        """Show the form of a platform."""
        publisher = self._context.workspace.platforms.publisher(platform)
        info = publisher.info
        self._info = info
        self.form = ConnectForm(publisher.sign_in, publisher.check_answers)
        self.form.submitted.connect(self._connect)
        self.finished.connect(self.form.forget)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(GlyphTile(info))
        words = info.name
        if self._account is not None:
            words = f"{info.name}, {at(self._account.handle)}"
            self.form.prefill(
                {"identifier": self._account.handle, "server": self._known_server(info)}
            )
        head.addWidget(WrappedLabel(words, role="heading"), 1)
        column.addLayout(head)
        self._area = _scrolled(self.form)
        column.addWidget(self._area, 1)
        before = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None:  # nobody goes back there, and its height would still be kept free
            self._pages.removeWidget(before)
            before.hide()
        self.form.grown.connect(self._fit)
        self._fit()
        self.connect_button.setText("Reconnect" if self._account else "Connect")
        self.connect_button.show()
        self.form.focus_first()

    def _fit(self) -> None:
        """Show the whole form where the screen has room, else let it scroll: nothing overlaps."""
        if self.form is None or self._area is None:
            return
        beside = self._area.verticalScrollBar().sizeHint().width()
        width = max(self.width(), WIDTH) - 2 * EDGE - beside
        for label in self.form.findChildren(QLabel):
            label.ensurePolished()
        whole = self.form.heightForWidth(width)
        self._area.setFixedHeight(LEAST_FORM)
        rest = self._whole_height() - LEAST_FORM
        room = round(self.screen().availableGeometry().height() * SHARE) - rest
        self._area.setFixedHeight(max(LEAST_FORM, min(whole, room)))
        self.resize(self.width(), self._whole_height())

    def _whole_height(self) -> int:
        """What the layouts ask for now; Qt would tell them of a change only later."""
        for widget in (self._pages.currentWidget(), self._pages, self):
            layout = widget.layout() if widget is not None else None
            if layout is not None:
                layout.invalidate()
                layout.activate()
        column = self.layout()
        return column.totalHeightForWidth(self.width()) if column is not None else self.height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _known_server(self, info: PlatformInfo) -> str:
        server = self._account.server if self._account is not None else ""
        return server if self._account is not None and _is_own_server(server, info) else ""

    def _connect(self) -> None:
        if self.form is None or self._info is None or self.busy.isVisible():
            return
        missing = self.form.missing()
        if missing:
            self.form.show_problem(missing, "This is needed to sign in.")
            return
        self.notice.close_notice()
        self._set_busy(True)
        workspace, platform, answers = (
            self._context.workspace,
            self._info.id,
            self.form.answers(),
        )
        account_id = self._account.id if self._account is not None else None
        brand_id = self._context.navigator.brand_id
        self._context.tasks.call(
            lambda: accounts.connect(
                workspace, platform, answers, account_id=account_id, brand_id=brand_id
            ),
            self._done,
            failed=self._failed,
            owner=self,
        )

    def _set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.connect_button.setEnabled(not busy)
        if self.form is not None:
            self.form.setEnabled(not busy)

    def _done(self, account: Account) -> None:
        self._set_busy(False)
        self.connected.emit(account)
        self.accept()

    def _failed(self, error: BrandcraftError) -> None:
        self._set_busy(False)
        if isinstance(error, VaultLocked):
            self._show(error)
            self.unlocking.open_then(self._connect)
            return
        field = error.field if isinstance(error, BadInput) else ""
        if self.form is not None and self.form.show_problem(field, error.message):
            return
        self._show(error)
        if field == "account":  # somebody else has signed in
            self.notice.add_action("Add as new", self._add_as_new)
        if self.form is not None:
            self.form.focus_first()

    def _show(self, error: BrandcraftError) -> None:
        self.notice.clear_actions()
        self.notice.show_notice("error", error.message)

    def _show_stuck(self, status: object) -> None:
        if isinstance(status, VaultStatus):
            self.notice.show_notice("error", f"{status.message} {status.action}".strip())

    def _add_as_new(self) -> None:
        self._account = None
        self.setWindowTitle("Connect account")
        self.header.set_title("Connect account")
        self.connect_button.setText("Connect")
        self._connect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the form's; Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)


def _scrolled(form: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName("Sign-in")
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    form.setObjectName("scrolled")
    area.setWidget(form)
    area.setWidgetResizable(True)
    return area


def _is_own_server(server: str, info: PlatformInfo) -> bool:
    """Whether the account lives elsewhere than where everybody does."""
    if not server or not info.default_server:
        return False
    home = ".".join(info.default_server.split("//")[-1].split(".")[-2:])
    return home not in server
