"""Asking for an account's past posts from its line; where it costs money, only after a yes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.services import past_posts
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.widgets import ConfirmDialog

if TYPE_CHECKING:
    from brandcraft_desktop.ui.accounts.page import AccountsPage


def ask_past_posts(
    context: Context, page: AccountsPage, account: Account, open_dialog: Callable[[QDialog], None]
) -> None:
    """Load them; a refusal is shown on the page."""
    workspace = context.workspace

    def load() -> None:
        context.tasks.change(
            lambda: past_posts.ask(workspace, [account.id], paying=True),
            lambda _: context.navigator.toast(f"Loading past posts of {at(account.handle)}"),
            failed=page.show_error,
            owner=page,
        )

    cost = past_posts.terms_of(workspace, account).cost
    if not cost:
        load()
        return
    dialog = ConfirmDialog(page, "Load past posts", cost, confirm="Load")
    dialog.accepted.connect(load)
    open_dialog(dialog)
