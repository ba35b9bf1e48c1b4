"""Where everything lies: backup, folder, a check-up."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from brandcraft_desktop.domain.health import Check
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import backup, doctor
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.widgets import Button


class Data(Section):
    """Nothing here changes a post."""

    def __init__(self, context: Context) -> None:
        super().__init__("Data")
        self._context = context
        self.backup = Button("Back up now…", icon_name="download")
        self.backup.clicked.connect(self._ask_file)
        self.folder = Button("Open folder", icon_name="folder-open")
        self.folder.clicked.connect(self._open_folder)
        self.doctor = Button("Check and copy report", icon_name="shield-halved")
        self.doctor.clicked.connect(self._examine)
        self.add(
            "Backup",
            "One verified file with your posts and pictures. Accounts are connected again after "
            "a restore on another computer.",
            self.backup,
        )
        self.add("Library folder", str(context.workspace.home.root), self.folder)
        self.add("Check-up", "Looks at disk, database, sign-ins and accounts.", self.doctor)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.workspace.home.root)))

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Back up Brandcraft", "brandcraft-backup.zip", "Backups (*.zip)"
        )
        if name:
            self.back_up(Path(name))

    def back_up(self, file: Path) -> None:
        """Write the backup; the button waits until it is verified."""
        workspace = self._context.workspace
        self.backup.setEnabled(False)

        def done(_: object) -> None:
            self.backup.setEnabled(True)
            self._context.navigator.toast(f"Backup written and verified: {file.name}")

        def failed(error: BrandcraftError) -> None:
            self.backup.setEnabled(True)
            self._context.navigator.show_error(error)

        self._context.tasks.call(
            lambda: backup.backup(workspace, file), done, failed=failed, owner=self
        )

    def _examine(self) -> None:
        workspace = self._context.workspace
        self.doctor.setEnabled(False)

        def done(findings: tuple[Check, ...]) -> None:
            self.doctor.setEnabled(True)
            lines = [
                f"{'ok' if one.ok else 'TROUBLE'}  {one.name}: {one.message} {one.action}".rstrip()
                for one in findings
            ]
            QGuiApplication.clipboard().setText("\n".join(lines))
            bad = sum(not one.ok for one in findings)
            words = "Everything is in order."
            if bad:
                words = "1 thing needs attention." if bad == 1 else f"{bad} things need attention."
            self._context.navigator.toast(f"{words} The report is on the clipboard.")

        def failed(error: BrandcraftError) -> None:
            self.doctor.setEnabled(True)
            self._context.navigator.show_error(error)

        self._context.tasks.call(lambda: doctor.examine(workspace), done, failed=failed, owner=self)
