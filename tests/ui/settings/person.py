"""What a person does with rows of the settings, and asks on the command line beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QSystemTrayIcon

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.places import SETTINGS
from brandcraft_desktop.ui.widgets import ToggleSwitch
from tests.cli.shell import Shell
from tests.ui.stage import Stage, stage


@contextmanager
def settings_page(
    folder: Path, *, clock: Clock | None = None
) -> Iterator[tuple[Stage, SettingsPage]]:
    """The window of that folder on its settings page; opened twice, it is the same person's."""
    with stage(folder, clock=clock) as at:
        page = at.page(SETTINGS)
        assert isinstance(page, SettingsPage)
        yield at, page
        at.settle()


def flip(at: Stage, switch: ToggleSwitch) -> None:
    """A click on the switch."""
    switch.window().activateWindow()
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(20, switch.height() // 2))
    at.settle()


def choose(at: Stage, box: QComboBox, words: str) -> None:
    """Through the entries with the arrow keys."""
    box.setFocus()
    way = box.findText(words) - box.currentIndex()
    for _ in range(abs(way)):
        QTest.keyClick(box, Qt.Key.Key_Down if way > 0 else Qt.Key.Key_Up)
    assert box.currentText() == words
    at.settle()


def value(shell: Shell, name: str) -> str:
    """What `brandcraft settings get` says."""
    said = shell("settings", "get", name)
    assert said.code == 0, said.err
    return said.out.removesuffix("\n")


def login_state(shell: Shell) -> str:
    """What `brandcraft start-at-login status` says."""
    said = shell("start-at-login", "status", "--json")
    assert said.code == 0, said.err
    return str(json.loads(said.out)["state"])


def give_tray(monkeypatch: pytest.MonkeyPatch, *, messages: bool = True) -> list[tuple[str, str]]:
    """A desktop with a tray; gives what was notified."""
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: messages))
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda self, title, text, *rest: told.append((title, text))
    )
    return told
