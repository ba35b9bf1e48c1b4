"""Asking for an account's past posts; where it costs money, only after a yes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from brandcraft_desktop.domain.account import Account, AccountState, at
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import past_posts
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.widgets import ConfirmDialog


def ask_past_posts(
    context: Context,
    page: QWidget,
    account: Account,
    open_dialog: Callable[[QDialog], None],
    failed: Callable[[BrandcraftError], None],
) -> None:
    """Load them; `failed` hears of a refusal."""
    workspace = context.workspace

    def load() -> None:
        context.tasks.change(
            lambda: past_posts.ask(workspace, [account.id], paying=True),
            lambda _: context.navigator.toast(
                f"Loading past posts of {at(account.handle)}",
                action=("Show", context.navigator.open_publisher),
            ),
            failed=failed,
            owner=page,
        )

    terms = past_posts.terms_of(workspace, account)
    if not terms.cost or terms.untold or account.state is not AccountState.CONNECTED:
        load()  # nothing to pay, or nothing to be had: then the refusal says why
        return
    dialog = ConfirmDialog(
        page,
        f"Load past posts of {at(account.handle)}?",
        f"{terms.cost} You can stop at any time; what was read by then stays and is paid for.",
        confirm="Load past posts",
    )
    dialog.accepted.connect(load)
    open_dialog(dialog)
