"""Every screen and dialog can be read out, hit, and gone through with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.past_posts import PastLook, PastState
from brandcraft_desktop.services import accounts, lock, posts
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.publisher.past_bar import PastBar
from brandcraft_desktop.ui.shell.places import (
    ACCOUNTS,
    BRAND,
    CREATE,
    LIBRARY,
    PUBLISHER,
    SETTINGS,
)
from brandcraft_desktop.ui.shell.small_window import SmallWindow
from brandcraft_desktop.ui.shell.welcome import Welcome
from tests.ui.shell.account_dialogs import CONNECTING, LINES
from tests.ui.shell.dialogs import (
    BRANDS,
    DATA,
    FRAME,
    Opening,
    dressed_stage,
    some_posts,
)
from tests.ui.shell.reaching import astray, cut, jumps, nameless, tiny, troubles, unseen
from tests.ui.shell.writing_dialogs import EDITOR, FILES, PLANNING, written
from tests.ui.stage import Stage


def view(name: str) -> Callable[[Stage], None]:
    """One of the publisher's views."""

    def show(at: Stage) -> None:
        page = at.page(PUBLISHER)
        assert isinstance(page, PublisherPage)
        page.header.view.button(name).click()

    return show


def page_of(key: str) -> Callable[[Stage], None]:
    """One of the rail's pages."""

    def show(at: Stage) -> None:
        at.window.go_to(key)

    return show


def unscheduled(at: Stage) -> None:
    view("week")(at)
    page = at.page(PUBLISHER)
    assert isinstance(page, PublisherPage)
    page.header.tray.click()


def past_bar(at: Stage) -> None:
    """The calendar while an account's past posts are being read."""
    account = next(iter(accounts.list_accounts(at.workspace)))
    page = at.page(PUBLISHER)
    bar = page.findChild(PastBar)
    assert bar is not None
    look = PastLook(account.id, account.platform, account.handle, PastState.READING, found=12)
    bar.show_looks([look])


def delivery(at: Stage) -> None:
    found = posts.everything(at.workspace, start=None, end=None)
    at.window.open_delivery(next(one.id for one in found if one.title == "Pack"))


def narrow(at: Stage) -> None:
    """The editor with its side in a tab."""
    at.window.resize(1024, 640)
    written(at)


SCREENS: dict[str, Callable[[Stage], object]] = {
    **{name: view(name) for name in ("month", "week", "day", "list")},
    "unscheduled": unscheduled,
    "past": past_bar,
    **{key: page_of(key) for key in (BRAND, CREATE, LIBRARY, ACCOUNTS, SETTINGS)},
    "written": written,
    "narrow": narrow,
    "delivery": delivery,
    "offline": lambda at: at.window.show_offline(True),
}
"""Every screen of the window, and how one gets there: a new one is a line here."""

DIALOGS: dict[str, dict[str, Opening]] = {
    "connecting": CONNECTING,
    "accounts": LINES,
    "brands": BRANDS,
    "settings": DATA,
    "frame": FRAME,
    "editor": EDITOR,
    "planning": PLANNING,
    "files": FILES,
}
"""Every dialog and panel, by what it belongs to."""


@pytest.mark.parametrize("screen", SCREENS)
def test_every_control_of_every_page_has_a_name_and_can_be_hit(
    qtbot: QtBot, tmp_path: Path, screen: str
) -> None:
    with dressed_stage(tmp_path) as at:
        at.activate()
        SCREENS[screen](at)
        at.settle()
        assert nameless(at.window) == []
        assert tiny(at.window.stack) == []
        assert tiny(at.window.top_bar) == []
        assert jumps(at.window.stack) == []
        shown = at.window.stack.currentWidget()
        assert shown is not None
        assert unseen(shown) == []


def put_away(at: Stage) -> None:
    """Close every dialog and panel, as Esc does."""
    for one in QApplication.topLevelWidgets():
        if one.isVisible() and not isinstance(one, QMainWindow):
            one.close()
    at.settle()


@pytest.mark.parametrize("area", DIALOGS)
def test_every_dialog_can_be_read_out_hit_and_gone_through(
    qtbot: QtBot, tmp_path: Path, area: str
) -> None:
    with dressed_stage(tmp_path) as at:
        at.activate()
        found: dict[str, list[str]] = {}
        for name, show in DIALOGS[area].items():
            dialog = show(at)
            assert dialog is not None, name
            at.settle()
            assert dialog.isVisible(), name
            if wrong := troubles(dialog):
                found[name] = wrong
            put_away(at)
        assert found == {}


def test_a_window_that_is_too_small_has_names_too(qtbot: QtBot, tmp_path: Path) -> None:
    with dressed_stage(tmp_path) as at:
        at.activate()
        at.window.resize(760, 520)
        at.settle()
        assert nameless(at.window) == []
        small = at.window.findChild(SmallWindow)
        assert small is not None
        assert small.isVisible()
        assert troubles(small) == []


def locked(workspace: Workspace) -> None:
    """Two people with a password: the window asks which of them comes."""
    some_posts(workspace)
    for name in ("Anna Example", "Bo Example"):
        lock.add(workspace, name, "four quiet green boats")


def test_the_lock_can_be_gone_through(qtbot: QtBot, tmp_path: Path) -> None:
    with dressed_stage(tmp_path, locked) as at:
        at.activate()
        page = at.program.locking.page
        assert page.isVisible()
        assert troubles(page) == []
        page.forgot.click()
        at.settle()
        assert troubles(page) == []


WITH_FIELDS: dict[str, Opening] = {
    **BRANDS,
    **{name: DATA[name] for name in ("set a password", "key for photos", "passphrase of the move")},
    **{name: CONNECTING[name] for name in ("form", "waiting for an address", "keys of an app")},
}


@pytest.fixture
def usual(qapp: QApplication) -> Iterator[QApplication]:
    """The usual look again afterwards."""
    yield qapp
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)


def test_dialogs_give_way_to_large_text_and_to_a_mirrored_window(
    qtbot: QtBot, tmp_path: Path, usual: QApplication
) -> None:
    with dressed_stage(tmp_path) as at:
        theme.apply(usual, theme.Scheme.LIGHT, 1.5, reduced_motion=True)
        usual.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        at.activate()
        found: dict[str, list[str]] = {}
        for name, show in WITH_FIELDS.items():
            dialog = show(at)
            assert dialog is not None, name
            at.settle()
            if wrong := [*cut(dialog), *astray(dialog)]:
                found[name] = wrong
            put_away(at)
        assert found == {}


def test_the_welcome_can_be_gone_through_too(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show()
    assert troubles(welcome) == []
