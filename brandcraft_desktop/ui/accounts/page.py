"""The accounts page (screens S10)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account, DisconnectConsequences, at
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.events import AccountChanged, BrandChanged
from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import accounts, brands, deliveries, media, posting_times
from brandcraft_desktop.ui.accounts.card import AccountCard
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.accounts.slots_dialog import SlotsDialog
from brandcraft_desktop.ui.accounts.words import summary
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.widgets import (
    Button,
    ConfirmDialog,
    ElidedLabel,
    NoticeBar,
    PageState,
    SearchField,
    SectionHeader,
)


@dataclass(frozen=True)
class _Shown:
    accounts: tuple[Account, ...]
    brands: tuple[Brand, ...]
    pictures: dict[str, str]


class AccountsPage(QWidget):
    """Every account with its state, and the way to connect one more."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self._shown = _Shown((), (), {})
        self._cards: dict[str, AccountCard] = {}
        self.dialog: ConnectDialog | ConfirmDialog | None = None
        self.search = SearchField("Search accounts", name="Search accounts")
        self.search.setMaximumWidth(280)
        self.search.searched.connect(lambda _: self._filter())
        self.summary = ElidedLabel("", role="muted")
        self.connect_button = Button("Connect account", kind="primary", icon_name="plus")
        self.connect_button.clicked.connect(self.connect_account)
        self.notice = NoticeBar(parent=self)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        inner = QWidget()
        inner.setObjectName("scrolled")
        holder = QVBoxLayout(inner)
        holder.setContentsMargins(16, 4, 16, 16)
        holder.addLayout(self._list)
        holder.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName("Accounts")
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._state = PageState(area)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(12)
        head.addWidget(SectionHeader("Accounts", role="title"))
        head.addWidget(self.search, 1)
        head.addStretch(1)
        head.addWidget(self.summary)
        head.addWidget(self.connect_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        between = QVBoxLayout()
        between.setContentsMargins(16, 0, 16, 8)
        between.addWidget(self.notice)
        column.addLayout(between)
        column.addWidget(self._state, 1)
        context.bridge.changed.connect(self._hear)
        self._read()

    # Reading and showing

    def brand_changed(self) -> None:
        """The brand filter moved."""
        self._read()

    def _hear(self, batch: object) -> None:
        if isinstance(batch, Batch) and batch.of(AccountChanged, BrandChanged):
            self._read()

    def _read(self) -> None:
        workspace, brand_id = self._context.workspace, self._context.navigator.brand_id

        def read() -> _Shown:
            found = accounts.list_accounts(workspace, brand_id=brand_id)
            pictures = {}
            for one in found:
                if one.avatar_sha256:
                    path = media.thumbnail(workspace, one.avatar_sha256, ThumbnailSize.AVATAR)
                    if path is not None:
                        pictures[one.id] = str(path)
            return _Shown(found, brands.list_brands(workspace), pictures)

        self._context.tasks.read(read, self._show, owner=self)

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        if not shown.accounts and self._context.navigator.brand_id is not None:
            name = next(
                (one.name for one in shown.brands if one.id == self._context.navigator.brand_id), ""
            )
            self._state.show_empty(
                "users",
                f"No accounts of {name or 'this brand'}",
                explanation="Choose All brands at the top to see every account, and give them to "
                "this brand there.",
                button="Connect account",
                done=self.connect_account,
            )
            self.summary.setText("")
            return
        if not shown.accounts:
            self._state.show_empty(
                "users",
                "No account is connected yet",
                explanation="Connect the accounts you post to. Their passwords stay on this "
                "computer, sealed.",
                button="Connect account",
                done=self.connect_account,
            )
            self.summary.setText("")
            return
        self._state.show_content()
        self.summary.setText(summary(shown.accounts))
        now = self._context.workspace.clock.now()
        for account_id in [one for one in self._cards if one not in {a.id for a in shown.accounts}]:
            card = self._cards.pop(account_id)
            card.hide()
            card.deleteLater()
        for position, account in enumerate(shown.accounts):
            card = self._card(account)
            self._list.insertWidget(position, card)
            picture = shown.pictures.get(account.id)
            card.show_account(
                account, shown.brands, now, QPixmap(picture) if picture is not None else None
            )
        self._filter()

    def _card(self, account: Account) -> AccountCard:
        if account.id not in self._cards:
            card = AccountCard(self._context.workspace.platforms.get(account.platform).info)
            card.chosen.connect(self._choose)
            card.brand_chosen.connect(self._link)
            self._cards[account.id] = card
        return self._cards[account.id]

    def cards(self) -> tuple[AccountCard, ...]:
        """Every line, in the order shown."""
        return tuple(self._cards[one.id] for one in self._shown.accounts if one.id in self._cards)

    def card(self, account_id: str) -> AccountCard:
        """The line of an account."""
        return self._cards[account_id]

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        for account in self._shown.accounts:
            text = f"{account.platform} {account.handle} {account.display_name}".casefold()
            if account.id in self._cards:
                self._cards[account.id].setVisible(all(word in text for word in words))

    # Connecting

    def connect_account(self) -> None:
        """Open the connect dialog."""
        self._open(ConnectDialog(self._context, self._shown.accounts, parent=self))

    def reconnect(self, account_id: str) -> None:
        """Open the connect dialog for an account that is signed out."""
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: accounts.show(workspace, account_id),
            lambda account: self._open(
                ConnectDialog(self._context, self._shown.accounts, account=account, parent=self)
            ),
            owner=self,
        )

    def _open(self, dialog: ConnectDialog) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = dialog
        dialog.connected.connect(self._connected)
        dialog.open()

    def _connected(self, account: object) -> None:
        if not isinstance(account, Account):
            return
        self._context.navigator.toast(f"Connected {at(account.handle)}")
        if account.trouble:
            self.notice.show_notice("warning", account.trouble)
        self._read()
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: deliveries.failed_on(workspace, account.id),
            lambda count: self._offer_retry(account, count),
            owner=self,
        )

    def _offer_retry(self, account: Account, count: int) -> None:
        if not count:
            return
        name = self._context.workspace.platforms.get(account.platform).info.name
        posts = "1 failed post" if count == 1 else f"{count} failed posts"
        self.notice.clear_actions()
        self.notice.show_notice("info", f"{posts} on {name} can be sent now.")
        self.notice.add_action(f"Retry {posts}", lambda: self._retry(account.id))

    def _retry(self, account_id: str) -> None:
        workspace = self._context.workspace
        self.notice.close_notice()
        self._context.tasks.change(
            lambda: deliveries.retry_account(workspace, account_id),
            lambda count: self._context.navigator.toast(
                "1 post is on its way" if count == 1 else f"{count} posts are on their way"
            ),
            failed=self._show_error,
            owner=self,
        )

    # The other things one can do

    def _choose(self, account_id: str, act: str) -> None:
        workspace = self._context.workspace
        account = next(one for one in self._shown.accounts if one.id == account_id)
        if act == "reconnect":
            self.reconnect(account_id)
        elif act == "profile":
            info = workspace.platforms.get(account.platform).info
            QDesktopServices.openUrl(
                QUrl(info.profile_address.format(handle=account.handle.lstrip("@")))
            )
        elif act in ("pause", "resume"):
            self._pause(account, paused=act == "pause")
        elif act == "refresh":
            self._card(account).set_busy(True)
            self._context.tasks.call(
                lambda: accounts.refresh(workspace, account_id),
                lambda one: self._refreshed(f"{at(one.handle)} is up to date"),
                failed=self._show_error,
                owner=self,
            )
        elif act == "slots":
            self._context.tasks.read(
                lambda: posting_times.slots(workspace, account_id),
                lambda slots: self._open_slots(account, slots),
                owner=self,
            )
        elif act == "disconnect":
            self._context.tasks.read(
                lambda: accounts.disconnect_consequences(workspace, account_id),
                lambda told: self._ask_disconnect(account_id, told),
                owner=self,
            )

    def _open_slots(self, account: Account, slots: tuple[Slot, ...]) -> None:
        workspace, navigator = self._context.workspace, self._context.navigator
        dialog = SlotsDialog(at(account.handle), slots, self)

        def put(wanted: tuple[Slot, ...]) -> None:
            self._context.tasks.change(
                lambda: posting_times.set_slots(workspace, account.id, wanted),
                lambda _: None,
                failed=self._show_error,
                owner=self,
            )

        def keep(wanted: object) -> None:
            if isinstance(wanted, tuple) and wanted != slots:
                put(wanted)
                navigator.toast("Posting times saved.", undo=lambda: put(slots))

        dialog.chosen.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _pause(self, account: Account, *, paused: bool) -> None:
        workspace, navigator = self._context.workspace, self._context.navigator
        words = "Nothing is sent to" if paused else "Posting goes on to"

        def done(now: Account) -> None:
            navigator.toast(
                f"{words} {at(account.handle)}", undo=lambda: self._pause(now, paused=not paused)
            )

        self._context.tasks.change(
            lambda: accounts.pause(workspace, account.id, paused),
            done,
            failed=self._show_error,
            owner=self,
        )

    def refresh(self) -> None:
        """F5: ask every platform for names, pictures and whether the sign-in still holds."""
        workspace, found = self._context.workspace, self._shown.accounts
        if not found:
            return
        for card in self.cards():
            card.set_busy(True)

        def work() -> list[str]:
            troubles = []
            for one in found:
                try:
                    accounts.refresh(workspace, one.id)
                except BrandcraftError as error:
                    troubles.append(f"{at(one.handle)}: {error.title}")
            return troubles

        def done(troubles: list[str]) -> None:
            count = len(found)
            fine = "1 account is" if count == 1 else f"{count} accounts are"
            self._refreshed("" if troubles else f"{fine} up to date")
            if troubles:
                self.notice.clear_actions()
                self.notice.show_notice("error", " ".join(troubles))

        self._context.tasks.call(work, done, failed=self._show_error, owner=self)

    def _refreshed(self, words: str) -> None:
        if words:
            self._context.navigator.toast(words)
        self._read()

    def _ask_disconnect(self, account_id: str, told: DisconnectConsequences) -> None:
        dialog = ConfirmDialog(
            self, "Disconnect account", told.question, confirm="Disconnect", danger=True
        )
        workspace = self._context.workspace
        dialog.accepted.connect(
            lambda: self._context.tasks.change(
                lambda: accounts.disconnect(workspace, account_id),
                lambda _: self._context.navigator.toast("Account disconnected"),
                failed=self._show_error,
                owner=self,
            )
        )
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = dialog
        dialog.open()

    def _link(self, account_id: str, brand_id: object) -> None:
        workspace = self._context.workspace
        chosen = brand_id if isinstance(brand_id, str) else None
        self._context.tasks.change(lambda: accounts.link(workspace, account_id, chosen), owner=self)

    def _show_error(self, error: BrandcraftError) -> None:
        self.notice.clear_actions()
        self.notice.show_notice("error", error.message)
        self._read()  # its state may have changed with it
