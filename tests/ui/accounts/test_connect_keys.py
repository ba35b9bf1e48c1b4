"""Ctrl+Shift+N connects an account wherever one is, also on the page that has a key of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.shell.places import ACCOUNTS
from tests.ui.stage import Stage, stage


@pytest.fixture
def at(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as made:
        yield made


def test_one_command_has_the_keys(at: Stage) -> None:
    at.activate()
    page = at.page(ACCOUNTS)
    assert isinstance(page, AccountsPage)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(at.window.focusWidget() or page, Qt.Key.Key_N, both)
    at.settle()
    assert page.dialog is not None
    page.dialog.reject()
    at.settle()
