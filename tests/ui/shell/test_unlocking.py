"""The vault from the window: locked at start, opened by its passphrase, set for the first time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brandcraft_desktop.accounts.secret import Secret
from brandcraft_desktop.domain.vault import VaultState
from brandcraft_desktop.services import vault
from brandcraft_desktop.services.workspace import Workspace, close
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from brandcraft_desktop.ui.shell.places import PUBLISHER, SETTINGS
from brandcraft_desktop.ui.shell.unlocking import Unlocking
from brandcraft_desktop.ui.widgets import Button
from tests.accounts.memory import LOCKED, NONE, MemoryStore
from tests.ui.publisher.world import StandingClock
from tests.ui.stage import Stage, open_house, stage

WORDS = "four quiet green boats"


def sealed_by_passphrase(folder: Path) -> None:
    """A workspace whose key is wrapped by a passphrase, on a computer without a keyring."""
    workspace = open_house(folder, StandingClock(), keyring=MemoryStore(trouble=NONE))
    vault.unlock(workspace, WORDS)
    workspace.vault.seal("account", "token", Secret("secret"))
    close(workspace)


def without_keyring(folder: Path) -> Workspace:
    return open_house(folder, StandingClock(), keyring=MemoryStore(trouble=NONE))


def dialog_of(at: Stage) -> PassphraseDialog:
    assert at.program.session is not None
    found = at.program.session.unlocking.dialog
    assert found is not None
    return found


def test_a_locked_vault_asks_for_its_passphrase_at_start(qtbot: QtBot, tmp_path: Path) -> None:
    sealed_by_passphrase(tmp_path)
    with stage(tmp_path, open_it=lambda: without_keyring(tmp_path)) as at:
        dialog = dialog_of(at)
        assert dialog.isVisible()
        assert at.window.current_key == PUBLISHER, "everything but sending can be used"
        assert not dialog.again.isVisible()
        qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
        assert dialog.problem.whole_text() == "Type the passphrase first."
        qtbot.keyClicks(dialog.line, "wrong words here")
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        at.wait(lambda: "wrong" in dialog.problem.whole_text())
        assert dialog.line.selectedText(), "it can be typed over"
        qtbot.keyClicks(dialog.line, WORDS)
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        at.wait(lambda: vault.status(at.workspace).state is VaultState.OPEN)
        at.settle()
        assert at.program.session is not None
        assert at.program.session.unlocking.dialog is None


def test_not_now_leaves_everything_else_usable(qtbot: QtBot, tmp_path: Path) -> None:
    sealed_by_passphrase(tmp_path)
    with stage(tmp_path, open_it=lambda: without_keyring(tmp_path)) as at:
        qtbot.mouseClick(dialog_of(at).later, Qt.MouseButton.LeftButton)
        at.settle()
        page = at.page(SETTINGS)
        assert isinstance(page, SettingsPage)
        assert page.sign_ins.button.text() == "Unlock…"
        qtbot.mouseClick(page.sign_ins.button, Qt.MouseButton.LeftButton)
        at.wait(lambda: page.sign_ins.unlocking.dialog)
        dialog = page.sign_ins.unlocking.dialog
        assert dialog is not None
        qtbot.keyClicks(dialog.line, WORDS)
        qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
        at.wait(lambda: "kept by: passphrase" in page.sign_ins.row.words)
        at.settle()


def test_a_locked_keyring_is_told_in_words_and_tried_again(qtbot: QtBot, tmp_path: Path) -> None:
    keyring = MemoryStore()
    workspace = open_house(tmp_path, StandingClock(), keyring=keyring)
    workspace.vault.seal("account", "token", Secret("secret"))
    close(workspace)
    keyring.trouble = LOCKED
    with stage(
        tmp_path, open_it=lambda: open_house(tmp_path, StandingClock(), keyring=keyring)
    ) as at:
        notice = at.window.notice
        assert notice.isVisible()
        assert "keyring" in notice.text()
        keyring.trouble = None
        again = next(one for one in notice.findChildren(Button) if one.text() == "Try again")
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
        at.settle()
        assert not notice.isVisible()


def test_an_open_vault_asks_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        assert at.program.session is not None
        assert at.program.session.unlocking.dialog is None
        assert not at.window.notice.isVisible()


def test_the_first_passphrase_is_typed_twice_and_then_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    done: list[int] = []
    with stage(tmp_path, open_it=lambda: without_keyring(tmp_path)) as at:
        unlocking = Unlocking(at.workspace, at.program.tasks, at.window)
        unlocking.open_then(lambda: done.append(1))
        at.wait(lambda: unlocking.dialog)
        dialog = unlocking.dialog
        assert dialog is not None
        assert "no keyring" in dialog.accessibleDescription()
        qtbot.keyClicks(dialog.line, "short")
        qtbot.keyClicks(dialog.again, "shirt")
        qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
        assert "not the same" in dialog.problem.whole_text()
        for line in (dialog.line, dialog.again):
            line.selectAll()
            qtbot.keyClicks(line, "short")
        qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
        at.wait(lambda: "too short" in dialog.problem.whole_text())
        for line in (dialog.line, dialog.again):
            line.selectAll()
            qtbot.keyClicks(line, WORDS)
        qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
        at.wait(lambda: done)
        assert vault.status(at.workspace).state is VaultState.OPEN
        at.settle()
