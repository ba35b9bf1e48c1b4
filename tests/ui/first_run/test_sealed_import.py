"""An export with sealed sign-ins, brought into a new workspace from the introduction."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.services import accounts, brands, first_run, importing
from brandcraft_desktop.services.account_secrets import AccountSecrets, seal_all, store_all
from brandcraft_desktop.services.exporting import export
from brandcraft_desktop.services.first_run import Step
from brandcraft_desktop.services.transaction import change
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui.first_run.dialog import FirstRun
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from tests.ui.publisher.world import StandingClock, add_accounts
from tests.ui.stage import Stage, open_house, stage

# What the offscreen window system does not know.
pytestmark = pytest.mark.qt_log_ignore("raise\\(\\)", "grabbing the keyboard")
WORDS = "four quiet green boats"
TOKEN = "token-of-bluesky"


@pytest.fixture(autouse=True)
def no_login(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is written for the next login is written where nobody looks."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def sign_in(workspace: Workspace, account_id: str) -> None:
    sealed = seal_all(workspace.vault, account_id, {"access": TOKEN})
    now = workspace.clock.now()
    change(workspace, lambda connection, _: store_all(connection, account_id, sealed, now))


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What another computer wrote, with one sign-in of two; it is chosen in the file dialog."""
    file = tmp_path / "carried.zip"
    workspace = open_house(tmp_path / "before", StandingClock())
    try:
        brand = brands.add(workspace, "Demo Studio", colour="#C2374E")
        there = add_accounts(workspace)
        for account_id in there.values():
            accounts.link(workspace, account_id, brand.id)
        sign_in(workspace, there["bluesky"])
        assert export(workspace, file, passphrase=WORDS).secrets
    finally:
        close(workspace)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    return file


@contextmanager
def introduced(folder: Path) -> Iterator[tuple[Stage, FirstRun]]:
    with stage(folder, prepare=lambda it: first_run.reach(it, Step.BRAND)) as at:
        assert at.program.session is not None
        found = at.program.session.greeting.dialog
        assert isinstance(found, FirstRun)
        yield at, found
        at.settle()


def ask(at: Stage, dialog: FirstRun) -> PassphraseDialog:
    """Import from the button; its passphrase is asked for."""
    QTest.mouseClick(dialog.brand.bring, Qt.MouseButton.LeftButton)
    at.wait(lambda: dialog.brand.bringing.dialog, "the question for the passphrase")
    asked = dialog.brand.bringing.dialog
    assert asked is not None
    return asked


def answer(at: Stage, asked: PassphraseDialog, words: str) -> None:
    asked.line.clear()
    QTest.keyClicks(asked.line, words)
    QTest.mouseClick(asked.confirm, Qt.MouseButton.LeftButton)
    at.settle()


def test_the_sign_ins_come_with_the_right_passphrase_alone(
    qtbot: QtBot, tmp_path: Path, file: Path
) -> None:
    with zipfile.ZipFile(file) as packed:
        assert not any(TOKEN.encode() in packed.read(name) for name in packed.namelist())
    with introduced(tmp_path / "now") as (at, dialog):
        page, asked = dialog.brand, ask(at, dialog)
        assert asked.isModal()
        assert "The sign-ins in this file are sealed" in asked.accessibleDescription()
        QTest.mouseClick(asked.confirm, Qt.MouseButton.LeftButton)
        assert asked.problem.text() == "Type the passphrase first."
        answer(at, asked, "four quiet red boats")
        assert asked.isVisible()
        assert "passphrase" in asked.problem.text()
        assert accounts.list_accounts(at.workspace) == (), "nothing came with the wrong one"
        answer(at, asked, WORDS)
        at.wait(lambda: page.bringing.dialog is None, "the end of the question")
        assert "They are here now." in page.notice.text()
        assert TOKEN not in page.notice.text()
        (brand,) = brands.list_brands(at.workspace)
        assert (page.name.text(), page.colours.colour) == (brand.name, "#C2374E")
        here = {one.platform: one for one in accounts.list_accounts(at.workspace)}
        assert here["bluesky"].state is AccountState.CONNECTED
        assert here["x"].state is AccountState.NEEDS_RECONNECT, "it came without its sign-in"
        assert AccountSecrets(at.workspace, here["bluesky"].id).read("access") == TOKEN
        QTest.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
        at.wait(lambda: dialog.step is Step.CAMPAIGN, "the next step")
        dialog.reject()


def test_whoever_has_no_passphrase_can_go_back(qtbot: QtBot, tmp_path: Path, file: Path) -> None:
    with introduced(tmp_path / "now") as (at, dialog):
        asked = ask(at, dialog)
        QTest.mouseClick(asked.later, Qt.MouseButton.LeftButton)
        at.settle()
        assert dialog.brand.notice.text() == "Nothing was imported."
        assert brands.list_brands(at.workspace) == ()
        assert ask(at, dialog) is not asked, "it can be tried again"
        answer(at, dialog.brand.bringing.dialog or asked, WORDS)
        assert len(brands.list_brands(at.workspace)) == 1
        dialog.reject()


def test_sealed_sign_ins_do_not_come_behind_a_closed_introduction(
    qtbot: QtBot, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, usual = threading.Event(), importing.holds_secrets

    def slow(file: Path) -> bool:
        assert gate.wait(20)
        return usual(file)

    monkeypatch.setattr(importing, "holds_secrets", slow)
    with introduced(tmp_path / "now") as (at, dialog):
        QTest.mouseClick(dialog.brand.bring, Qt.MouseButton.LeftButton)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        gate.set()
        at.settle()
        at.window.toasts.dismiss()  # that the introduction waits in the settings
        assert "its sign-ins need a passphrase" in at.window.toasts.text()
        assert brands.list_brands(at.workspace) == ()
