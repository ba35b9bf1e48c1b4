"""The menu of an account's line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from brandcraft_desktop.domain.account import MAX_ACCOUNTS_PER_PLATFORM, Account
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.accounts.platform_words import full_words


def account_menu(
    parent: QWidget,
    account: Account,
    brands: Sequence[Brand],
    info: PlatformInfo,
    *,
    taken: int,
    own_app: bool,
    act: Callable[[str], None],
    another: Callable[[], None],
    move: Callable[[str | None], None],
) -> QMenu:
    """What can be done with an account of a platform that has `taken` of them.

    `own_app`: it was connected with an app of one's own.
    """
    menu = QMenu(parent)

    def add(words: str, what: str) -> None:
        menu.addAction(words).triggered.connect(lambda _=False: act(what))

    add("Refresh name and picture", "refresh")
    add("Account health…", "health")
    add("Load past posts", "past")
    add("Open profile", "profile")
    menu.addSeparator()
    add("Weekly posting times…", "slots")
    add_brands(menu, account, brands, move)
    add(*(("Resume posting", "resume") if account.paused else ("Pause posting", "pause")))
    menu.addSeparator()
    add("Reconnect…", "reconnect")
    if own_app:
        add("App keys…", "keys")
    add("Disconnect…", "disconnect")
    menu.addSeparator()
    full = taken >= MAX_ACCOUNTS_PER_PLATFORM
    more = menu.addAction(full_words(info) if full else f"Connect another {info.name} account…")
    more.setEnabled(not full)
    more.triggered.connect(lambda _=False: another())
    return menu


def add_brands(
    menu: QMenu, account: Account, brands: Sequence[Brand], move: Callable[[str | None], None]
) -> None:
    """ "Move to brand", with the account's own one ticked."""
    below = menu.addMenu("Move to brand")
    one_of = QActionGroup(below)
    choices: list[tuple[str, str | None]] = [("No brand", None)]
    choices += [(brand.name, brand.id) for brand in brands]
    for words, brand_id in choices:
        action = below.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(account.brand_id == brand_id)
        one_of.addAction(action)
        action.triggered.connect(lambda _=False, chosen=brand_id: move(chosen))
