"""Settings, Security: a password is set, changed and taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brandcraft_desktop.accounts import passwords
from brandcraft_desktop.services import lock, settings
from brandcraft_desktop.ui.lock.password_dialog import PasswordDialog
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.settings.security import Security
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from brandcraft_desktop.ui.shell.places import SETTINGS
from brandcraft_desktop.ui.widgets import Button, WrappedLabel
from tests.ui.stage import Stage, stage

WORDS = "four quiet green boats"
OTHER = "nine loud yellow kites"


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setattr(passwords, "memory_kib", 64)
    with stage(tmp_path) as made:
        yield made


def section(at: Stage) -> Security:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    return page.security


def click(bot: QtBot, button: Button) -> None:
    bot.mouseClick(button, Qt.MouseButton.LeftButton)


def dialog_of(found: Security) -> PasswordDialog:
    assert isinstance(found.dialog, PasswordDialog)
    assert found.dialog.isVisible()
    return found.dialog


def button(found: Security, name: str) -> Button:
    return next(
        one
        for one in found.findChildren(Button)
        if one.accessibleName() == name or one.text() == name
    )


def kept(dialog: PasswordDialog) -> list[bool]:
    return [line.accessibleName().endswith(": yes") for line in dialog.rules]


def squeezed(dialog: PasswordDialog) -> list[str]:
    """Words that have less height than they need."""
    labels = [one for one in dialog.findChildren(WrappedLabel) if one.isVisible()]
    return [one.text() for one in labels if one.height() < one.heightForWidth(one.width())]


def test_a_line_of_trouble_squeezes_no_other(qtbot: QtBot, at: Stage) -> None:
    found = section(at)
    click(qtbot, found.set)
    dialog = dialog_of(found)
    at.settle()
    assert squeezed(dialog) == []
    dialog.handle.selectAll()
    qtbot.keyClicks(dialog.handle, "Bad Handle!")
    at.settle()
    assert dialog.handle_problem.isVisible()
    assert squeezed(dialog) == []
    dialog.show_problem("A long sentence about what went wrong, and what to do about it. " * 3)
    at.settle()
    assert squeezed(dialog) == []
    dialog.reject()


def test_set_change_and_remove(qtbot: QtBot, at: Stage) -> None:
    found = section(at)
    assert not found.idle.isEnabled()
    click(qtbot, found.set)
    dialog = dialog_of(found)
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Anna Example")
    assert dialog.handle.text() == "anna.example", "made while the name is typed"
    qtbot.keyClicks(dialog.new, "annaexample")
    assert kept(dialog) == [True, False, True]
    assert not dialog.confirm.isEnabled()
    dialog.new.clear()
    qtbot.keyClicks(dialog.new, WORDS)
    assert kept(dialog) == [True, True, True]
    assert dialog.strength.text() == "Strength: Strong"
    dialog.handle.selectAll()
    qtbot.keyClicks(dialog.handle, "Anna!")
    assert "a to z" in dialog.handle_problem.whole_text()
    assert not dialog.confirm.isEnabled()
    dialog.handle.selectAll()
    qtbot.keyClicks(dialog.handle, "anna_e")
    qtbot.keyClicks(dialog.name, " B")
    assert dialog.handle.text() == "anna_e", "one that was typed stays"
    qtbot.keyClick(dialog.new, Qt.Key.Key_Return)
    at.wait(lambda: lock.status(at.workspace).on)
    at.settle()
    (anna,) = lock.status(at.workspace).people
    assert (anna.name, anna.handle) == ("Anna Example B", "anna_e")
    assert found.set.text() == "Add a person…"
    assert found.idle.isEnabled()
    assert not at.program.locking.locked, "it is not locked in one's face"

    click(qtbot, button(found, f"Change the password of {anna.name}"))
    dialog = dialog_of(found)
    qtbot.keyClicks(dialog.present, "wrong words here")
    qtbot.keyClicks(dialog.new, OTHER)
    click(qtbot, dialog.confirm)
    at.wait(lambda: "isn't right" in dialog.problem.whole_text())
    assert lock.unlock(at.workspace, anna.id, WORDS).opened, "nothing was changed"
    dialog.present.clear()
    qtbot.keyClicks(dialog.present, WORDS)
    click(qtbot, dialog.confirm)
    # Asked once: each wrong try would make the next wait, also the dialog's own.
    at.settle()
    assert lock.unlock(at.workspace, anna.id, OTHER).opened

    click(qtbot, button(found, f"Remove the password of {anna.name}"))
    removal = found.dialog
    assert isinstance(removal, PassphraseDialog)
    qtbot.keyClicks(removal.line, OTHER)
    qtbot.keyClick(removal.line, Qt.Key.Key_Return)
    at.wait(lambda: not lock.status(at.workspace).on)
    at.settle()
    assert found.set.text() == "Set a password…"


def test_a_taken_handle_is_told_beside_the_field(qtbot: QtBot, at: Stage) -> None:
    lock.add(at.workspace, "Anna Example", WORDS)
    found = section(at)
    click(qtbot, found.set)
    dialog = dialog_of(found)
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Anna Example")
    assert dialog.handle.text() == "anna.example2", "made so that it is free"
    dialog.handle.selectAll()
    qtbot.keyClicks(dialog.handle, "anna.example")
    assert "somebody else" in dialog.handle_problem.whole_text()
    dialog.reject()


def test_the_idle_time_is_stored_at_once(qtbot: QtBot, at: Stage) -> None:
    lock.add(at.workspace, "Anna Example", WORDS)
    found = section(at)
    assert found.idle.currentText() == "After 10 minutes"
    found.idle.setFocus()
    qtbot.keyClick(found.idle, Qt.Key.Key_Down)
    at.settle()
    assert settings.get(at.workspace, lock.IDLE_MINUTES) == 15
