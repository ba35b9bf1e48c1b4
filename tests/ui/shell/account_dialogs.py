"""Every step of connecting an account, and every dialog of an account that is there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.platform import Return
from brandcraft_desktop.services import accounts
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.app_keys_dialog import AppKeysDialog
from brandcraft_desktop.ui.accounts.slots_dialog import SlotsDialog
from brandcraft_desktop.ui.shell.places import ACCOUNTS
from tests.ui.accounts import pictures as connecting
from tests.ui.shell.dialogs import Opening, modal, opened, popup
from tests.ui.stage import Stage


def account_act(act: str, platform: str = "bluesky") -> Opening:
    """One of the verbs in the menu of an account's line."""

    def show(at: Stage) -> QWidget:
        page = at.page(ACCOUNTS)
        assert isinstance(page, AccountsPage)
        found = next(
            one for one in accounts.list_accounts(at.workspace) if one.platform == platform
        )
        page.doing.act(found.id, act)
        return modal(at)

    return show


def time_of_week(at: Stage) -> QWidget:
    """Another time for a weekday."""
    dialog = account_act("slots")(at)
    assert isinstance(dialog, SlotsDialog)
    at.settle()
    dialog.adders[0].click()
    return popup(at)


def forget_keys(at: Stage) -> QWidget:
    """The question before the keys of an app go."""
    dialog = connecting.app_keys(at)
    assert isinstance(dialog, AppKeysDialog)
    dialog._ask()
    return opened(dialog.asking)


CONNECTING: dict[str, Opening] = {
    "platforms": connecting.dialog,
    "form": connecting.form,
    "keys of an app": connecting.keys,
    "server": connecting.explaining("mastodon"),
    "what is needed before": connecting.explaining("youtube"),
    "two doors": connecting.explaining("instagram"),
    "waiting": connecting.waiting(Return.LOOPBACK),
    "waiting for an address": connecting.waiting(Return.PASTE, "This is another answer."),
    "channels": connecting.channels,
    "another account": connecting.trouble,
}
LINES: dict[str, Opening] = {
    "reconnect": account_act("reconnect"),
    "health": account_act("health"),
    "posting times": account_act("slots"),
    "one more time": time_of_week,
    "app keys": connecting.app_keys,
    "forget app keys": forget_keys,
    "disconnect": account_act("disconnect"),
}
