"""The accounts page (screens S10)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.events import AccountChanged, BrandChanged
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import accounts, deliveries
from brandcraft_desktop.services.sign_in import PATIENCE
from brandcraft_desktop.ui.accounts import reading
from brandcraft_desktop.ui.accounts.card import AccountCard
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.accounts.doing import Doing
from brandcraft_desktop.ui.accounts.nobody import Nobody
from brandcraft_desktop.ui.accounts.opening import Opener, open_in_browser
from brandcraft_desktop.ui.accounts.reading import Shown
from brandcraft_desktop.ui.accounts.words import summary
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.shell.actions import WHERE
from brandcraft_desktop.ui.widgets import (
    Button,
    ElidedLabel,
    NoticeBar,
    PageState,
    SearchField,
    SectionHeader,
)

OFFLINE = "You're offline: accounts are shown as they were when last checked."


class AccountsPage(QWidget):
    """Every account with its state, and the way to connect one more.

    `opener` opens addresses in the browser, `patience` is how long the person has there (seconds).
    """

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        *,
        opener: Opener = open_in_browser,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self.opener = opener
        self.patience = PATIENCE
        self._shown = Shown()
        self._offline = False
        self._cards: dict[str, AccountCard] = {}
        self.doing = Doing(context, self)
        self.search = SearchField("Search accounts", name="Search accounts")
        self.search.setMaximumWidth(280)
        self.search.searched.connect(lambda _: self._filter())
        self.summary = ElidedLabel("", role="muted")
        self.connect_button = Button("Connect account", kind="primary", icon_name="plus")
        self.connect_button.clicked.connect(self.connect_account)
        self.notice = NoticeBar(parent=self)
        self._nobody = Nobody()
        self._nobody.chosen.connect(self.connect_to)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._state = PageState(self._content())
        self._state.addWidget(self._nobody)
        self._lay_out()
        self._add_keys()
        context.bridge.changed.connect(self._hear)
        self.read()

    def _content(self) -> QScrollArea:
        inner = QWidget()
        inner.setObjectName("scrolled")
        holder = QVBoxLayout(inner)
        holder.setContentsMargins(16, 4, 16, 16)
        holder.addLayout(self._list)
        holder.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName("Accounts")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area = area
        return area

    def _lay_out(self) -> None:
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

    def _add_keys(self) -> None:
        action = QAction("Connect account", self)
        action.setShortcut(QKeySequence("Ins"))  # the window has Ctrl+Shift+N
        action.setProperty(WHERE, "Accounts")
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self.connect_account)
        self.addAction(action)

    @property
    def dialog(self) -> QDialog | None:
        """The dialog that was opened last."""
        return self.doing.dialog

    # Reading and showing

    def brand_changed(self) -> None:
        """The brand filter moved."""
        self.read()

    def offline_changed(self, offline: bool) -> None:
        """The internet is gone, or there again: what is shown is from the last check."""
        self._offline = offline
        self._show_summary()

    def _hear(self, batch: object) -> None:
        if isinstance(batch, Batch) and batch.of(AccountChanged, BrandChanged):
            self.read()

    def read(self) -> None:
        """Read again what is shown."""
        workspace, brand_id = self._context.workspace, self._context.navigator.brand_id
        self._context.tasks.read(lambda: reading.read(workspace, brand_id), self._show, owner=self)

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self._show_summary()
        self.search.setVisible(bool(shown.accounts))
        if not shown.every:
            self._nobody.show_platforms(self._context.workspace, shown.taken)
            self._state.setCurrentWidget(self._nobody)
            return
        if not shown.accounts:
            self._show_no_account_of_brand(shown)
            return
        self._state.show_content()
        now = self._context.workspace.clock.now()
        for account_id in [one for one in self._cards if one not in {a.id for a in shown.accounts}]:
            card = self._cards.pop(account_id)
            card.hide()
            card.deleteLater()
        for position, account in enumerate(shown.accounts):
            card = self._card(account)
            if self._list.indexOf(card) != position:
                self._list.insertWidget(position, card)
            picture = shown.pictures.get(account.id)
            card.show_account(
                account,
                shown.brands,
                now,
                QPixmap(picture) if picture is not None else None,
                shown.waiting.get(account.id, 0),
                shown.words.get(account.id, ""),
            )
        self._filter()

    def _show_no_account_of_brand(self, shown: Shown) -> None:
        brand_id = self._context.navigator.brand_id
        name = shown.brand_name(brand_id)
        self._state.show_empty(
            "users",
            f"No accounts of {name or 'this brand'}",
            explanation="Among all brands you can give accounts to this one; the button at the "
            "top connects another.",
            button="Show all brands",
            done=self._context.navigator.show_all_brands,
        )

    def _show_summary(self) -> None:
        words = summary(self._shown.accounts) if self._shown.accounts else ""
        brand = self._shown.brand_name(self._context.navigator.brand_id)
        if words and brand:
            words = f"{brand} only: {words}"
        if self._offline and words:
            words = f"Offline · {words}"
        self.summary.setText(words)
        self.summary.setToolTip(OFFLINE if self._offline else "")

    def _card(self, account: Account) -> AccountCard:
        if account.id not in self._cards:
            platforms = self._context.workspace.platforms
            info = platforms.get(account.platform).info
            card = AccountCard(info, own_app=self.doing.has_own_app(account.platform))
            card.chosen.connect(self.doing.act)
            card.brand_chosen.connect(self.doing.move)
            card.another.connect(self.connect_to)
            card.step_wanted.connect(lambda by, card=card: self._step_from(card, by))
            self._cards[account.id] = card
        return self._cards[account.id]

    def cards(self) -> tuple[AccountCard, ...]:
        """Every line, in the order shown."""
        return tuple(self._cards[one.id] for one in self._shown.accounts if one.id in self._cards)

    def card(self, account_id: str) -> AccountCard:
        """The line of an account."""
        return self._cards[account_id]

    def account(self, account_id: str) -> Account | None:
        """An account as it is shown."""
        return self._shown.account(account_id)

    def shown_accounts(self) -> tuple[Account, ...]:
        """Those that have a line."""
        return self._shown.accounts

    def _step_from(self, card: AccountCard, by: int) -> None:
        shown = [one for one in self.cards() if one.isVisible()]
        place = shown.index(card) + by
        if 0 <= place < len(shown):
            shown[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(shown[place])

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        taken, before = self._shown.taken, ""
        for account in self._shown.accounts:
            if account.id not in self._cards:
                continue
            card = self._cards[account.id]
            name = self._context.workspace.platforms.get(account.platform).info.name
            text = f"{account.platform} {name} {account.handle} {account.display_name}".casefold()
            fits = all(word in text for word in words)
            card.setVisible(fits)
            if fits:
                first = account.platform != before
                card.show_group(first=first, taken=taken.get(account.platform, 0))
                before = account.platform

    # Connecting

    def connect_account(self) -> None:
        """Open the connect dialog."""
        self._open(self._dialog())

    def connect_to(self, platform: str) -> None:
        """Open the connect dialog at a platform's own page."""
        dialog = self._dialog()
        dialog.choose(platform)
        self._open(dialog)

    def _dialog(self, account: Account | None = None) -> ConnectDialog:
        return ConnectDialog(
            self._context,
            self._shown.every,
            account=account,
            opener=self.opener,
            patience=self.patience,
            parent=self,
        )

    def reconnect(self, account_id: str) -> None:
        """Open the connect dialog for an account that is signed out."""
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: accounts.show(workspace, account_id),
            lambda account: self._open(self._dialog(account)),
            owner=self,
        )

    def _open(self, dialog: ConnectDialog) -> None:
        dialog.connected.connect(self._connected)
        self.doing.open(dialog)

    def _connected(self, account: object) -> None:
        if not isinstance(account, Account):
            return
        self._context.navigator.toast(f"Connected {at(account.handle)}")
        if account.trouble:
            self.notice.clear_actions()
            self.notice.show_notice("warning", account.trouble)
        self.read()
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: deliveries.failed_of(workspace, account.id),
            lambda count: self._offer_retry(account, count),
            owner=self,
        )

    def _offer_retry(self, account: Account, count: int) -> None:
        if not count:
            return
        posts = "1 failed post" if count == 1 else f"{count} failed posts"
        self.notice.clear_actions()
        self.notice.show_notice("info", f"{posts} of {at(account.handle)} can be sent now.")
        name = self._context.workspace.platforms.get(account.platform).info.name
        verb = f"Retry {posts} on {name}"
        self.notice.add_action(verb, lambda: self._retry(account.id))

    def _retry(self, account_id: str) -> None:
        workspace = self._context.workspace
        self.notice.close_notice()
        self._context.tasks.call(  # there may be many: what is typed is saved beside it
            lambda: deliveries.retry_failed_of(workspace, account_id),
            lambda count: self._context.navigator.toast(
                "1 post is on its way" if count == 1 else f"{count} posts are on their way"
            ),
            failed=self.show_error,
            owner=self,
        )

    def refresh(self) -> None:
        """F5: ask every platform for names, pictures and whether the sign-in still holds."""
        if self._offline:
            self._context.navigator.toast("You're offline: nothing could be checked")
            return
        for card in self.cards():
            card.set_busy(True)
        self.doing.refresh_all(self._shown.accounts)

    def show_error(self, error: BrandcraftError) -> None:
        """What could not be done."""
        self.notice.clear_actions()
        self.notice.show_notice("error", error.message)
        self.read()  # its state may have changed with it
