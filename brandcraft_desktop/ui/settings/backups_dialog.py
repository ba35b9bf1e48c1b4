"""The copies that are kept: how old, how large, whether whole, and how one comes back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import backup, backup_source, backups
from brandcraft_desktop.services.backup_source import Inside
from brandcraft_desktop.services.backups import Kept
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.restore_question import restore_question
from brandcraft_desktop.ui.times import day_and_time
from brandcraft_desktop.ui.widgets import (
    Button,
    ConfirmDialog,
    NoticeBar,
    WrappedLabel,
    tab_as_it_reads,
)

WIDTH = 640
HEIGHT = 440
HOW = (
    "Copies of your posts are made each day and before an update; a backup of your own holds the "
    "files too. Choose one to bring it back."
)
FILE = Qt.ItemDataRole.UserRole


class BackupsDialog(QDialog):
    """`list` shows a line for each; they are read from end to end, so it takes a moment.

    `restore_wanted` tells which one its person wants back, after they were asked.
    """

    restore_wanted = Signal(Path)

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self.question: ConfirmDialog | None = None
        self._at_work = False
        self.setWindowTitle("Backups")
        self.setModal(True)
        self.resize(WIDTH, HEIGHT)
        self.list = QListWidget()
        self.list.setAccessibleName("Backups")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemSelectionChanged.connect(self._fit_button)
        self.list.itemActivated.connect(self._bring_back)
        self.notice = NoticeBar(parent=self)
        self.bring = Button("Bring back…", icon_name="clock-rotate-left", parent=self)
        self.bring.clicked.connect(self._bring_back)
        self.other = Button("From a file…", kind="ghost", icon_name="folder-open", parent=self)
        self.other.clicked.connect(self._choose_file)
        self.now = Button("Back up now", kind="primary", icon_name="download", parent=self)
        self.now.clicked.connect(self._back_up)
        close = Button("Close", parent=self)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.bring, self.other):
            row.addWidget(button)
        row.addStretch(1)
        for button in (close, self.now):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(WrappedLabel("Backups", role="heading"))
        column.addWidget(WrappedLabel(HOW, role="secondary"))
        column.addWidget(self.notice)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        tab_as_it_reads(self)
        self._say("Looking through them…")
        self.read()

    def read(self) -> None:
        """Look through all of them."""
        home = self._context.workspace.home
        self._context.tasks.call(lambda: backups.kept(home), self._show, owner=self)

    def ask(self, file: Path) -> None:
        """Look into a copy, then ask whether it shall come back."""
        home = self._context.workspace.home
        if self._at_work:
            return
        self.notice.close_notice()
        self._busy(True)

        def looked(found: Inside) -> None:
            self._busy(False)
            question = restore_question(self, found, self._context.workspace.clock.now())
            question.accepted.connect(lambda: self._wanted(file))
            question.finished.connect(question.deleteLater)
            question.destroyed.connect(self._let_go)
            self.question = question
            question.open()

        def failed(error: BrandcraftError) -> None:
            self._busy(False)
            self.notice.show_notice("error", error.message)

        self._context.tasks.call(
            lambda: backup_source.inside(home, file), looked, failed=failed, owner=self
        )

    def _wanted(self, file: Path) -> None:
        self.accept()
        self.restore_wanted.emit(file)

    def _let_go(self) -> None:
        self.question = None

    def _busy(self, is_busy: bool) -> None:
        self._at_work = is_busy
        for button in (self.other, self.now):
            button.setEnabled(not is_busy)
        self._fit_button()

    def _fit_button(self) -> None:
        self.bring.setEnabled(not self._at_work and self._chosen() is not None)

    def _chosen(self) -> Path | None:
        found = [item.data(FILE) for item in self.list.selectedItems()]
        return next((one for one in found if isinstance(one, Path)), None)

    def _bring_back(self) -> None:
        file = self._chosen()
        if file is not None:
            self.ask(file)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Choose a backup", "", "Backups (*.zip *.sqlite);;All files (*)"
        )
        if name:
            self.ask(Path(name))

    def _say(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.clear()
        self.list.addItem(item)
        self._fit_button()

    def _show(self, found: tuple[Kept, ...]) -> None:
        if not found:
            self._say("No backups yet.")
            return
        self.list.clear()
        for one in found:
            item = QListWidgetItem(self._line(one))
            if one.whole:
                item.setData(FILE, one.file)
            else:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        whole = next((row for row, one in enumerate(found) if one.whole), None)
        if whole is not None:
            self.list.setCurrentRow(whole)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit_button()

    def _line(self, one: Kept) -> str:
        size = QLocale().formattedDataSize(one.bytes)
        holds = "posts and files" if one.media else "posts"
        when = day_and_time(one.at, self._context.workspace.clock.now())
        state = "whole" if one.whole else "DAMAGED: it can't be restored"
        return f"{when}  ·  {one.why.value}  ·  {holds}, {size}  ·  {state}\n{one.file.name}"

    def _made(self) -> None:
        self._busy(False)
        self.read()

    def _back_up(self) -> None:
        workspace = self._context.workspace
        self._busy(True)
        self.notice.close_notice()
        file = backups.new_file(workspace.home, workspace.clock.now())

        def failed(error: BrandcraftError) -> None:
            self._busy(False)
            self.notice.show_notice("error", error.message)

        self._context.tasks.call(
            lambda: backup.backup(workspace, file),
            lambda _: self._made(),
            failed=failed,
            owner=self,
        )
