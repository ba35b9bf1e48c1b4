"""Where everything lies: backup, folder, a check-up."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import backup
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.backups_dialog import BackupsDialog
from brandcraft_desktop.ui.settings.checkup_dialog import CheckupDialog
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.widgets import Button


class Data(Section):
    """Nothing here changes a post."""

    def __init__(self, context: Context) -> None:
        super().__init__("Data")
        self._context = context
        self.backup = Button("Back up now…", icon_name="download")
        self.backup.clicked.connect(self._ask_file)
        self.kept = Button("Show…", icon_name="clock-rotate-left")
        self.kept.clicked.connect(self._show_kept)
        self.dialog: BackupsDialog | None = None
        self.folder = Button("Open folder", icon_name="folder-open")
        self.folder.clicked.connect(self._open_folder)
        self.checkup: CheckupDialog | None = None
        self.doctor = Button("Check-up…", icon_name="shield-halved")
        self.doctor.clicked.connect(self._examine)
        self.add(
            "Backup",
            "One verified file with your posts and pictures. Accounts are connected again after "
            "a restore on another computer.",
            self.backup,
        )
        self.add(
            "Kept backups",
            "Made each day and before updates. Look what lies in one, and bring it back.",
            self.kept,
        )
        self.add("Library folder", str(context.workspace.home.root), self.folder)
        self.add(
            "Check-up",
            "Disk, database, clock, keyring, files, what sends posts, and accounts: how each "
            "stands, and what to do.",
            self.doctor,
        )

    def _show_kept(self) -> None:
        dialog = BackupsDialog(self._context, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.destroyed.connect(self._let_go)
        dialog.restore_wanted.connect(self._context.navigator.restore)
        self.dialog = dialog
        dialog.open()

    def _let_go(self) -> None:
        self.dialog = None

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
        dialog = CheckupDialog(self._context, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.destroyed.connect(self._let_checkup_go)
        self.checkup = dialog
        dialog.open()

    def _let_checkup_go(self) -> None:
        self.checkup = None
