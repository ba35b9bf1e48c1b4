"""Everything that can be reached by the keyboard has a name for who cannot see it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services import brands
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.shell.missed_dialog import MissedDialog, MissedPost
from brandcraft_desktop.ui.shell.pages import focusable
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from brandcraft_desktop.ui.shell.places import (
    ACCOUNTS,
    CREATE,
    DELIVERY,
    LIBRARY,
    PUBLISHER,
    SETTINGS,
)
from brandcraft_desktop.ui.shell.shortcut_sheet import ShortcutSheet
from brandcraft_desktop.ui.shell.welcome import Welcome
from tests.ui.publisher.world import NOW, Made, add_accounts, add_post
from tests.ui.stage import stage

LEAST_SIDE = 24


def name_of(widget: QWidget) -> str:
    """What a screen reader says first."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name)


def nameless(within: QWidget) -> list[str]:
    """Visible controls that take the focus and have no name."""
    found = []
    for widget in [within, *within.findChildren(QWidget)]:
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        if isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
            continue  # its own part
        if widget.focusProxy() is None and not name_of(widget).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {within}")
    return found


def tiny(within: QWidget) -> list[str]:
    """Controls that are too small to hit."""
    return [
        f"{type(one).__name__} {name_of(one)} {one.width()}x{one.height()}"
        for one in focusable(within)
        if min(one.width(), one.height()) < LEAST_SIDE
        and not isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)  # a part of it
    ]


@pytest.mark.parametrize("key", [PUBLISHER, CREATE, LIBRARY, ACCOUNTS, SETTINGS, DELIVERY])
def test_every_control_of_every_page_has_a_name_and_can_be_hit(
    qtbot: QtBot, tmp_path: Path, key: str
) -> None:
    made: list[Made] = []

    def some(workspace: Workspace) -> None:
        accounts = add_accounts(workspace)
        brands.add(workspace, "Demo Studio", colour="#5B3FD6")
        add_post(workspace, accounts, "Reply", at=NOW + timedelta(hours=1), to=("x", "threads"))
        made.append(
            add_post(
                workspace,
                accounts,
                "Pack",
                at=NOW - timedelta(hours=1),
                to=("x", "linkedin", "bluesky", "mastodon"),
                status=D.PUBLISHED,
                other={"linkedin": D.FAILED, "bluesky": D.UNCONFIRMED, "mastodon": D.SCHEDULED},
            )
        )

    with stage(tmp_path, prepare=some) as at:
        if key == DELIVERY:
            at.window.open_delivery(made[0].id)
        else:
            at.window.go_to(key)
        at.settle()
        assert nameless(at.window) == []
        assert tiny(at.window.stack) == []
        assert tiny(at.window.top_bar) == []


def test_dialogs_and_the_welcome_have_names_too(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        page = at.page(ACCOUNTS)
        assert isinstance(page, AccountsPage)
        page.connect_account()
        assert isinstance(page.dialog, ConnectDialog)
        assert nameless(page.dialog) == []
        page.dialog.choose("bluesky")
        at.settle()
        assert nameless(page.dialog) == []
        page.dialog.reject()
        for dialog in (
            PassphraseDialog(at.window, first=True),
            PassphraseDialog(at.window, first=False, reason="Locked."),
            MissedDialog([MissedPost("1", "Pack", "today 9:00", NOW, "X")] * 2, at.window),
            ShortcutSheet([], at.window),
        ):
            dialog.open()
            at.settle()
            assert nameless(dialog) == []
            assert tiny(dialog) == []
            dialog.reject()
        welcome = Welcome()
        qtbot.addWidget(welcome)
        welcome.show()
        assert nameless(welcome) == []
