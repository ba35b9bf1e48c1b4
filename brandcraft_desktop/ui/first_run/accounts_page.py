"""Step 3: the accounts that are connected, and the way to connect one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account, AccountState, at
from brandcraft_desktop.services import accounts
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.accounts.glyph_tile import GlyphTile
from brandcraft_desktop.ui.accounts.opening import Opener, open_in_browser
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.first_run.page import Fields, IntroductionPage
from brandcraft_desktop.ui.first_run.reading import Found
from brandcraft_desktop.ui.shell.offline import Offline
from brandcraft_desktop.ui.widgets import Button, Card, ElidedLabel, NoticeBar, WrappedLabel

NOBODY = "No account is connected yet."
OFFLINE = "You're offline. You can connect accounts later, under Accounts."


class AccountsPage(IntroductionPage):
    """`opener` opens addresses in the browser."""

    def __init__(self, context: Context, *, opener: Opener = open_in_browser) -> None:
        super().__init__(
            context,
            "Connect your accounts",
            "Up to 5 for each platform. You can connect more at any time, under Accounts.",
        )
        self.opener = opener
        self.dialog: ConnectDialog | None = None
        self.connect_button = Button("Connect an account", icon_name="plus")
        self.connect_button.clicked.connect(self._connect)
        self.nobody = WrappedLabel(NOBODY, role="muted")
        self.notice = NoticeBar(closable=False, below=True, parent=self)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        card = Card()
        card.body.setSpacing(8)
        card.body.addWidget(self.nobody)
        card.body.addLayout(self._list)
        card.body.addWidget(self.connect_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.notice)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._lines: dict[str, QWidget] = {}
        self._network = Offline(self)
        self._network.changed.connect(self._show_offline)
        if not context.workspace.practice:  # practice needs no internet
            self._network.begin()

    def fill(self, found: Found) -> None:
        """See `IntroductionPage`."""
        there = [one for one in found.accounts if one.state is not AccountState.DISCONNECTED]
        for line in self._lines.values():
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = {one.id: self._line(one) for one in there}
        for line in self._lines.values():
            self._list.addWidget(line)
        self.nobody.setVisible(not there)
        again = "Connect another account" if there else "Connect an account"
        self.connect_button.setText(again)

    def fields(self) -> Fields:
        """See `IntroductionPage`: each account was kept when it was connected."""
        return {}

    def focus_first(self) -> None:
        """See `IntroductionPage`."""
        self.connect_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def names(self) -> tuple[str, ...]:
        """What the lines say, in their order."""
        return tuple(line.accessibleName() for line in self._lines.values())

    def _line(self, account: Account) -> QWidget:
        info = self.context.workspace.platforms.get(account.platform).info
        line = QWidget()
        line.setAccessibleName(f"{at(account.handle)}, {info.name}")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(GlyphTile(info, 28))
        row.addWidget(ElidedLabel(at(account.handle), role="subtitle"))
        row.addWidget(ElidedLabel(info.name, role="muted"), 1)
        return line

    def _connect(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
        dialog = ConnectDialog(
            self.context, self.found.accounts, opener=self.opener, parent=self.window()
        )
        dialog.connected.connect(self._connected)
        self.dialog = dialog
        dialog.open()

    def _connected(self, account: object) -> None:
        """A new account belongs to the brand that was just named."""
        if not isinstance(account, Account):
            return
        brand_id, workspace = self.found.brand_id, self.context.workspace
        if account.trouble:
            self.notice.show_notice("warning", account.trouble)
        if brand_id is None or account.brand_id is not None:
            self.reread.emit()
            return
        self.context.tasks.change(
            lambda: accounts.link(workspace, account.id, brand_id),
            lambda _: self.reread.emit(),
            owner=self,
        )

    def _show_offline(self, offline: bool) -> None:
        if offline:
            self.notice.show_notice("info", OFFLINE)
        elif self.notice.text() == OFFLINE:
            self.notice.hide()
