"""What this program is, which version, and whose work it stands on."""

from __future__ import annotations

import platform
import re
from importlib.metadata import PackageNotFoundError, metadata, requires
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.widgets import Button, WrappedLabel, tab_as_it_reads

if TYPE_CHECKING:
    from brandcraft_desktop.ui.context import Context

PACKAGE: Final = "brandcraft-desktop"
LICENCES: Final = "Icons: Font Awesome Free by Fonticons, Inc., CC BY 4.0. Qt and PySide6: LGPL 3."
NAMES: Final = "All product names and logos belong to their owners; no endorsement."
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LONGEST = 80  # some packages put their whole licence where its name belongs


def version() -> str:
    """The version of this program; "" where it runs from files that were never installed."""
    try:
        return str(metadata(PACKAGE)["Version"])
    except PackageNotFoundError:
        return ""


def versions() -> str:
    """One line for a report: the program, Python, Qt, the system."""
    return (
        f"Brandcraft Desktop {version()}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.machine()}"
    )


def library_lines() -> list[str]:
    """ "httpx 0.28.1, BSD-3-Clause" for each library that comes along; reads files."""
    lines = []
    try:
        wanted = requires(PACKAGE) or []
    except PackageNotFoundError:
        wanted = []
    for one in wanted:
        name = _NAME.match(one)
        if name is None or "extra ==" in one:
            continue
        try:
            facts = metadata(name[0])
        except PackageNotFoundError:
            continue  # of another system
        told = [facts[field] for field in ("License-Expression", "License") if field in facts]
        words = next((str(one).splitlines() for one in told if one), [])
        licence = words[0][:_LONGEST] if words else "its licence lies in its folder"
        lines.append(f"{facts['Name']} {facts['Version']}, {licence}")
    return sorted(lines, key=str.casefold)


class LicencesDialog(QDialog):
    """Whose work comes along, and under which terms."""

    def __init__(self, lines: list[str], window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("Licences")
        self.setModal(True)
        self.resize(560, 480)
        self.text = QPlainTextEdit("\n".join(lines))
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Libraries and their licences")
        close = Button("Close", kind="primary", parent=self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(WrappedLabel("Licences", role="heading"))
        column.addWidget(WrappedLabel(f"{LICENCES} {NAMES}", role="secondary"))
        column.addWidget(self.text, 1)
        column.addLayout(row)
        tab_as_it_reads(self)


class About(Section):
    """`dialog` shows the licences while it is open."""

    def __init__(self, context: Context) -> None:
        super().__init__("About")
        self._context = context
        self.dialog: LicencesDialog | None = None
        self.copy = Button("Copy", icon_name="copy")
        self.copy.setAccessibleName("Copy the versions")
        self.copy.clicked.connect(self._copy)
        self.licences = Button("Licences…", icon_name="file-lines")
        self.licences.clicked.connect(self._show)
        self.add("Version", versions(), self.copy)
        self.add("Licences", f"{LICENCES} {NAMES}", self.licences)
        self.add_note(
            "Language",
            "The window speaks English. Dates, times, numbers and the first day of a week follow "
            "this computer, or what you chose under Time and calendar.",
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(versions())
        self._context.navigator.toast("The versions are on the clipboard")

    def _show(self) -> None:
        self._context.tasks.call(library_lines, self._open, owner=self)

    def _open(self, lines: list[str]) -> None:
        dialog = LicencesDialog(lines, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.destroyed.connect(self._let_go)
        self.dialog = dialog
        dialog.open()

    def _let_go(self) -> None:
        self.dialog = None
