"""Everything that can be reached by the keyboard has a name for who cannot see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.past_posts import PastLook, PastState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services import accounts, brands
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.publisher.move_dialog import MoveDialog
from brandcraft_desktop.ui.publisher.past_bar import PastBar
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.missed_dialog import MissedDialog, MissedPost
from brandcraft_desktop.ui.shell.pages import focusable
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from brandcraft_desktop.ui.shell.places import (
    ACCOUNTS,
    BRAND,
    CREATE,
    LIBRARY,
    PUBLISHER,
    SETTINGS,
)
from brandcraft_desktop.ui.shell.shortcut_sheet import ShortcutSheet
from brandcraft_desktop.ui.shell.welcome import Welcome
from tests.ui.publisher.world import NOW, Made, add_accounts, add_post
from tests.ui.stage import Stage, stage

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


def view(name: str) -> Callable[[Stage, Made], None]:
    """One of the publisher's views."""

    def show(at: Stage, made: Made) -> None:
        page = at.page(PUBLISHER)
        assert isinstance(page, PublisherPage)
        page.header.view.button(name).click()

    return show


def page_of(key: str) -> Callable[[Stage, Made], None]:
    """One of the rail's pages."""

    def show(at: Stage, made: Made) -> None:
        at.window.go_to(key)

    return show


def unscheduled(at: Stage, made: Made) -> None:
    view("week")(at, made)
    page = at.page(PUBLISHER)
    assert isinstance(page, PublisherPage)
    page.header.tray.click()


def past_bar(at: Stage, made: Made) -> None:
    """The calendar while an account's past posts are being read."""
    account = next(iter(accounts.list_accounts(at.workspace)))
    page = at.page(PUBLISHER)
    bar = page.findChild(PastBar)
    assert bar is not None
    look = PastLook(account.id, account.platform, account.handle, PastState.READING, found=12)
    bar.show_looks([look])


def delivery(at: Stage, made: Made) -> None:
    at.window.open_delivery(made.id)


SCREENS: dict[str, Callable[[Stage, Made], None]] = {
    **{name: view(name) for name in ("month", "week", "day", "list")},
    "unscheduled": unscheduled,
    "past": past_bar,
    **{key: page_of(key) for key in (BRAND, CREATE, LIBRARY, ACCOUNTS, SETTINGS)},
    "delivery": delivery,
}
"""Every screen of the window, and how one gets there: a new one is a line here."""


def some_posts(workspace: Workspace) -> Made:
    """Posts in every state a screen has controls for; the one that went wrong in three ways."""
    people = add_accounts(workspace)
    brands.add(workspace, "Demo Studio", colour="#5B3FD6")
    add_post(workspace, people, "Reply", at=NOW + timedelta(hours=1), to=("x", "threads"))
    add_post(workspace, people, "An idea", at=None, status=D.DRAFT)
    return add_post(
        workspace,
        people,
        "Pack",
        at=NOW - timedelta(hours=1),
        to=("x", "linkedin", "bluesky", "mastodon"),
        status=D.PUBLISHED,
        other={"linkedin": D.FAILED, "bluesky": D.UNCONFIRMED, "mastodon": D.SCHEDULED},
    )


def jumps(page: QWidget) -> list[str]:
    """Where Tab goes from one row straight up to a row above it, within one holder.

    Columns beside each other are read one after the other: only what shares a parent is compared.
    """
    stops = [one for one in focusable(page) if not one.visibleRegion().isEmpty()]
    return [
        f"{name_of(one)} > {name_of(after)}"
        for one, after in pairwise(stops)
        if one.parentWidget() is after.parentWidget()
        and after.geometry().bottom() < one.geometry().top()
        and after.geometry().left() <= one.geometry().right()
    ]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_control_of_every_page_has_a_name_and_can_be_hit(
    qtbot: QtBot, tmp_path: Path, screen: str
) -> None:
    made: list[Made] = []
    with stage(tmp_path, prepare=lambda workspace: made.append(some_posts(workspace))) as at:
        SCREENS[screen](at, made[0])
        at.settle()
        assert nameless(at.window) == []
        assert tiny(at.window.stack) == []
        assert tiny(at.window.top_bar) == []
        assert jumps(at.window.stack) == []


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
            MoveDialog(at.window, NOW, NOW + timedelta(hours=1)),
            MoveDialog(at.window, NOW, NOW + timedelta(hours=1), posts=3),
        ):
            dialog.open()
            at.settle()
            assert nameless(dialog) == []
            assert tiny(dialog) == []
            dialog.reject()
        settings_page = at.page(SETTINGS)
        assert isinstance(settings_page, SettingsPage)
        settings_page.carrying.leave.click()
        at.settle()
        question = settings_page.carrying.dialog
        assert question is not None
        assert nameless(question) == []
        question.reject()
        settings_page.data.kept.click()
        at.settle()
        backups = settings_page.data.dialog
        assert backups is not None
        assert nameless(backups) == []
        backups.reject()
        welcome = Welcome()
        qtbot.addWidget(welcome)
        welcome.show()
        assert nameless(welcome) == []
