"""Asks for the person's own key of Unsplash, and says where to get one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from brandcraft_desktop.domain.photos import KEY_PAGE, KeyKept
from brandcraft_desktop.domain.vault import VaultStatus
from brandcraft_desktop.errors import BrandcraftError, VaultLocked
from brandcraft_desktop.services import unsplash
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.shell.unlocking import Unlocking
from brandcraft_desktop.ui.widgets import (
    Button,
    NoticeBar,
    WrappedLabel,
    announce,
    field_label,
    tab_as_it_reads,
)

WHY = (
    "Unsplash has millions of photos that may be used freely. It wants to know who asks: get a key "
    "of your own there, it costs nothing. Create an application, and copy its Access Key."
)
SAFE = "Sealed with your sign-ins, sent to Unsplash alone. A new key may ask 50 times an hour."


class KeyForm(QWidget):
    """`kept` once Unsplash took the key, or could not be asked."""

    kept = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.unlocking = Unlocking(context.workspace, context.tasks, self)
        self.unlocking.stuck.connect(self._show_stuck)
        self.link = Button("Get a key at unsplash.com", kind="link")
        self.link.set_icon_name("arrow-up-right-from-square")
        self.link.setToolTip(KEY_PAGE)
        self.link.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(KEY_PAGE)))
        self.line = QLineEdit(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName("Access Key of Unsplash")
        self.line.setAccessibleDescription(SAFE)
        self.line.returnPressed.connect(self.save)
        label = field_label("Access Key", self.line, parent=self)
        eye = QAction(theme.icon("eye"), "Show what is typed", self.line)
        eye.setCheckable(True)
        eye.toggled.connect(self._show_typed)
        self.line.addAction(eye, QLineEdit.ActionPosition.TrailingPosition)
        self.button = Button("Save key", kind="primary", parent=self)
        self.button.clicked.connect(self.save)
        self.notice = NoticeBar("error", closable=False, parent=self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(WrappedLabel("Search free photos with your own key", role="heading"))
        column.addWidget(WrappedLabel(WHY, role="secondary"))
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(4)
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(WrappedLabel(SAFE, role="muted"))
        column.addWidget(self.notice)
        tab_as_it_reads(self)

    def forget(self) -> None:
        """Let go of what was typed."""
        self.line.clear()
        self.notice.hide()

    def save(self) -> None:
        """Try the key out and keep it."""
        key, workspace = self.line.text(), self._context.workspace
        if not key.strip():
            self.line.setFocus()
            return
        self._work(True)
        self._context.tasks.call(
            lambda: unsplash.set_key(workspace, key), self._done, failed=self._failed, owner=self
        )

    def show_problem(self, words: str) -> None:
        """Say what is wrong with the key that is there."""
        self.notice.show_notice("error", words)

    def _work(self, working: bool) -> None:
        self.line.setEnabled(not working)
        self.button.setEnabled(not working)
        self.button.setText("Trying it…" if working else "Save key")
        if working:
            self.notice.hide()

    def _done(self, kept: KeyKept) -> None:
        self._work(False)
        self.forget()
        announce(self, "Key saved")
        if kept.doubt:
            self._context.navigator.toast(f"Key saved, but not tried out yet. {kept.doubt}")
        self.kept.emit()

    def _failed(self, error: BrandcraftError) -> None:
        self._work(False)
        self.notice.show_notice("error", error.message)
        self.line.setFocus()
        if isinstance(error, VaultLocked):
            self.unlocking.open_then(self.save)

    def _show_stuck(self, status: object) -> None:
        if isinstance(status, VaultStatus):
            self.notice.show_notice("error", f"{status.message} {status.action}".strip())

    def _show_typed(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
