"""What the program says of itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.settings.about import version
from brandcraft_desktop.ui.shell.places import SETTINGS
from tests.ui.stage import stage


def test_version_and_licences_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        page = at.page(SETTINGS)
        assert isinstance(page, SettingsPage)
        about = page.about
        assert version()
        assert f"brandcraft desktop {version()}, python 3." in about.rows[0].words
        qtbot.mouseClick(about.copy, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text().startswith("Brandcraft Desktop ")
        qtbot.mouseClick(about.licences, Qt.MouseButton.LeftButton)
        at.wait(lambda: about.dialog is not None, "the licences")
        assert about.dialog is not None
        told = about.dialog.text.toPlainText().splitlines()
        assert any(line.startswith("httpx ") and "BSD-3-Clause" in line for line in told)
        assert any(
            line.casefold().startswith("pyside6") and "LGPL-3.0-only" in line for line in told
        )
        assert all("," in line for line in told)
