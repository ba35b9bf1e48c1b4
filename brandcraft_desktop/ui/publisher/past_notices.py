"""Which accounts' past posts could not be loaded, each with the way on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.domain.past_posts import PastLook, PastState
from brandcraft_desktop.services import accounts, past_posts
from brandcraft_desktop.ui.accounts.past_posts import ask_past_posts
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.widgets import NoticeBar

MOST = 3
"""Notices at once; the page below is what the person came for."""


class PastNotices(QWidget):
    """One notice an account; what was put away comes again only with other words."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._put_away: dict[str, str] = {}
        self._said: tuple[tuple[str, str], ...] = ()
        self.notices: dict[str, NoticeBar] = {}
        self.dialog: QDialog | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()
        context.bridge.changed.connect(self._hear)
        self._read()

    def _hear(self, batch: Batch) -> None:
        if batch.of(AccountChanged):
            self._read()

    def _read(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.read(lambda: past_posts.status(workspace), self.show_looks, owner=self)

    def show_looks(self, looks: Sequence[PastLook]) -> None:
        """Show those that failed; nothing moves where they are the same."""
        failed = {one.account_id: one for one in looks if one.state is PastState.FAILED}
        words = {key: self._words(one) for key, one in failed.items()}
        self._put_away = {k: v for k, v in self._put_away.items() if words.get(k) == v}
        wanted = [key for key in failed if key not in self._put_away][:MOST]
        said = tuple((key, words[key]) for key in wanted)
        if said == self._said:
            return
        self._said = said
        for key in [one for one in self.notices if one not in wanted]:
            self._drop(key)
        for place, key in enumerate(wanted):
            notice = self._notice(key)
            self._column.insertWidget(place, notice)
            notice.clear_actions()
            self._add_way_on(notice, failed[key])
            notice.show_notice("warning", words[key])
        self.setVisible(bool(wanted))

    def _words(self, look: PastLook) -> str:
        name = self._context.workspace.platforms.get(look.platform).info.name
        head = f"Past posts of {at(look.handle)} on {name} were not loaded."
        return " ".join(filter(None, (head, look.trouble, look.action)))

    def _notice(self, account_id: str) -> NoticeBar:
        if account_id not in self.notices:
            made = NoticeBar(parent=self)
            made.closed.connect(lambda: self._close(account_id))
            self.notices[account_id] = made
        return self.notices[account_id]

    def _add_way_on(self, notice: NoticeBar, look: PastLook) -> None:
        if look.signed_out:
            verb, act = "Reconnect", lambda: self._reconnect(look.account_id)
        else:
            verb, act = "Try again", lambda: self._try_again(look.account_id)
        button = notice.add_action(verb, act)
        button.setAccessibleName(f"{verb}: past posts of {at(look.handle)}")

    def _reconnect(self, account_id: str) -> None:
        self._context.navigator.open_accounts(account_id=account_id)

    def _try_again(self, account_id: str) -> None:
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: accounts.show(workspace, account_id), self._ask, owner=self
        )

    def _ask(self, account: Account) -> None:
        ask_past_posts(self._context, self, account, self._open, self._context.navigator.show_error)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _close(self, account_id: str) -> None:
        self._put_away[account_id] = dict(self._said)[account_id]
        self._read()

    def _drop(self, account_id: str) -> None:
        notice = self.notices.pop(account_id)
        notice.hide()
        self._column.removeWidget(notice)
        notice.deleteLater()
