"""What can be done with an account on the accounts page, and the dialogs for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from brandcraft_desktop.domain.account import Account, DisconnectConsequences, at
from brandcraft_desktop.domain.account_health import AccountHealth
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import account_health, accounts, posting_times
from brandcraft_desktop.ui.accounts import kept_keys
from brandcraft_desktop.ui.accounts.app_keys_dialog import AppKeysDialog
from brandcraft_desktop.ui.accounts.health_dialog import HealthDialog
from brandcraft_desktop.ui.accounts.health_words import Line, health_lines
from brandcraft_desktop.ui.accounts.kept_keys import KeptKeys
from brandcraft_desktop.ui.accounts.moving import Moving
from brandcraft_desktop.ui.accounts.past_posts import ask_past_posts
from brandcraft_desktop.ui.accounts.slots_dialog import SlotsDialog
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.widgets import ConfirmDialog

if TYPE_CHECKING:
    from brandcraft_desktop.ui.accounts.page import AccountsPage


class Doing(QObject):
    """The verbs of the lines; the page shows what comes of them."""

    def __init__(self, context: Context, page: AccountsPage) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.dialog: QDialog | None = None
        moving = Moving(context, page, self.open, page.read, page.show_error)
        self.move = moving.move

    def open(self, dialog: QDialog) -> None:
        """One dialog at a time."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
        self.dialog = dialog
        dialog.open()

    def has_own_app(self, platform: str) -> bool:
        """Whether accounts there are connected with an app of one's own."""
        known = {one.info.id for one in self._context.workspace.platforms.publishers()}
        if platform not in known:
            return False
        browser = self._context.workspace.platforms.publisher(platform).sign_in.browser
        return browser is not None and browser.app is not None

    def act(self, account_id: str, act: str) -> None:
        """Do what was chosen in a line."""
        account = self._page.account(account_id)
        if account is None:
            return
        acts = {
            "reconnect": lambda: self._page.reconnect(account_id),
            "profile": lambda: self._open_profile(account),
            "pause": lambda: self._pause(account, paused=True),
            "resume": lambda: self._pause(account, paused=False),
            "refresh": lambda: self._refresh(account),
            "health": lambda: self._open_health(account),
            "keys": lambda: self._open_keys(account.platform),
            "past": lambda: self.load_past(account),
            "slots": lambda: self._read_slots(account),
            "disconnect": lambda: self._read_consequences(account_id),
        }
        acts[act]()

    def load_past(self, account: Account) -> None:
        """Load what the account published elsewhere; a refusal is shown on the page."""
        page = self._page
        ask_past_posts(self._context, page, account, self.open, page.show_error)

    def refresh_all(self, found: Sequence[Account]) -> None:
        """Ask the platforms about all of them, one after the other."""
        workspace = self._context.workspace
        if not found:
            return

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
            if troubles:
                self._page.notice.clear_actions()
                self._page.notice.show_notice("error", " ".join(troubles))
            else:
                self._context.navigator.toast(f"{fine} up to date")
            self._page.read()

        self._context.tasks.call(work, done, failed=self._page.show_error, owner=self._page)

    def _open_profile(self, account: Account) -> None:
        info = self._context.workspace.platforms.get(account.platform).info
        self._page.opener(info.profile_of(account.handle))

    def _refresh(self, account: Account) -> None:
        workspace = self._context.workspace
        self._page.card(account.id).set_busy(True)
        shown = self.dialog if isinstance(self.dialog, HealthDialog) else None
        if shown is not None:
            shown.show_busy(True)

        def done(now: Account) -> None:
            self._context.navigator.toast(f"{at(now.handle)} is up to date")
            self._renew_health(now)
            self._page.read()

        def failed(error: BrandcraftError) -> None:
            self._page.show_error(error)
            self._context.tasks.read(
                lambda: accounts.show(workspace, account.id), self._renew_health, owner=self._page
            )

        self._context.tasks.call(
            lambda: accounts.refresh(workspace, account.id), done, failed=failed, owner=self._page
        )

    def _renew_health(self, account: Account) -> None:
        shown = self.dialog
        if isinstance(shown, HealthDialog) and shown.isVisible():
            shown.show_busy(False)
            self._read_health(account, shown.show_lines)

    def _open_health(self, account: Account) -> None:
        info = self._context.workspace.platforms.get(account.platform).info
        own_app = self.has_own_app(account.platform)

        def show(lines: tuple[Line, ...]) -> None:
            dialog = HealthDialog(account, info, lines, own_app=own_app, parent=self._page)
            dialog.chosen.connect(lambda act: self.act(account.id, act))
            self.open(dialog)

        self._read_health(account, show)

    def _read_health(self, account: Account, then: Callable[[tuple[Line, ...]], None]) -> None:
        workspace = self._context.workspace
        info = workspace.platforms.get(account.platform).info

        def show(found: AccountHealth) -> None:
            then(health_lines(found, info, workspace.clock.now(), account.server))

        self._context.tasks.call(
            lambda: account_health.health(workspace, account.id),
            show,
            failed=self._page.show_error,
            owner=self._page,
        )

    def _open_keys(self, platform: str) -> None:
        workspace = self._context.workspace
        publisher = workspace.platforms.publisher(platform)

        def show(kept: KeptKeys) -> None:
            dialog = AppKeysDialog(
                self._context,
                publisher.info,
                publisher.sign_in,
                kept,
                opener=self._page.opener,
                parent=self._page,
            )
            dialog.changed.connect(self._context.navigator.toast)
            self.open(dialog)

        self._context.tasks.read(
            lambda: kept_keys.read(workspace, platform),
            show,
            failed=self._page.show_error,
            owner=self._page,
        )

    def _read_slots(self, account: Account) -> None:
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: posting_times.slots(workspace, account.id),
            lambda slots: self._open_slots(account, slots),
            owner=self._page,
        )

    def _open_slots(self, account: Account, slots: tuple[Slot, ...]) -> None:
        workspace, navigator = self._context.workspace, self._context.navigator
        dialog = SlotsDialog(at(account.handle), slots, self._page)

        def put(wanted: tuple[Slot, ...]) -> None:
            self._context.tasks.change(
                lambda: posting_times.set_slots(workspace, account.id, wanted),
                lambda _: None,
                failed=self._page.show_error,
                owner=self._page,
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
            failed=self._page.show_error,
            owner=self._page,
        )

    def _read_consequences(self, account_id: str) -> None:
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: accounts.disconnect_consequences(workspace, account_id),
            lambda told: self._ask_disconnect(account_id, told),
            owner=self._page,
        )

    def _ask_disconnect(self, account_id: str, told: DisconnectConsequences) -> None:
        dialog = ConfirmDialog(
            self._page, "Disconnect account", told.question, confirm="Disconnect", danger=True
        )
        workspace = self._context.workspace
        dialog.accepted.connect(
            lambda: self._context.tasks.change(
                lambda: accounts.disconnect(workspace, account_id),
                lambda _: self._context.navigator.toast("Account disconnected"),
                failed=self._page.show_error,
                owner=self._page,
            )
        )
        self.open(dialog)
