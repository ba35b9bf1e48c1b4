"""What was deleted in the last 30 days, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.views import TrashRow
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.tidying import IN_TRASH_FOR
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.widgets import Button, NoticeBar, WrappedLabel

_ID = Qt.ItemDataRole.UserRole
NOTHING = "The trash is empty."
WHAT = (
    "Deleted posts stay here for 30 days. What would have gone out meanwhile does not go out late "
    "by itself when a post comes back."
)


class TrashDialog(QDialog):
    """Reads the trash when it opens; `restored` follows each post that came back."""

    restored = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Trash")
        self.setModal(True)
        self._context = context
        self.notice = NoticeBar("error", parent=self)
        self.notice.hide()
        self.words = WrappedLabel(WHAT, role="secondary", parent=self)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Deleted posts")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemSelectionChanged.connect(self._judge)
        self.list.itemActivated.connect(lambda _: self._restore())
        self.restore = Button("Restore", kind="primary", icon_name="arrow-rotate-left", parent=self)
        self.restore.clicked.connect(self._restore)
        close = Button("Close", parent=self)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(WrappedLabel("Trash", role="heading", parent=self))
        column.addWidget(self.words)
        column.addWidget(self.notice)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.resize(520, 420)
        self._judge()
        self._read()

    def _read(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.read(lambda: posts.trashed(workspace), self._show, owner=self)

    def _show(self, found: Sequence[TrashRow]) -> None:
        self.list.clear()
        now = self._context.workspace.clock.now()
        for one in found:
            left = max(timedelta(), one.deleted_at + IN_TRASH_FOR - now).days
            days = "less than a day" if left < 1 else "1 day" if left == 1 else f"{left} days"
            item = QListWidgetItem(
                theme.icon("file-lines"), f"{one.title or 'Untitled'}\n{days} left"
            )
            item.setData(_ID, one.id)
            item.setToolTip(one.title)
            self.list.addItem(item)
        self.list.setVisible(bool(found))
        self.restore.setVisible(bool(found))
        self.words.setText(WHAT if found else NOTHING)
        if found:
            self.list.setCurrentRow(0)

    def _judge(self) -> None:
        number = len(self.list.selectedItems())
        self.restore.setEnabled(number > 0)
        self.restore.setText(f"Restore {number} posts" if number > 1 else "Restore")

    def _restore(self) -> None:
        workspace = self._context.workspace
        ids = [str(item.data(_ID)) for item in self.list.selectedItems()]

        def done(_: object) -> None:
            self.restored.emit()
            self._read()

        self._context.tasks.change(
            lambda: [posts.undelete(workspace, one) for one in ids],
            done,
            failed=self._refuse,
            owner=self,
        )

    def _refuse(self, error: BrandcraftError) -> None:
        self.notice.show_notice("error", error.message)
        self._read()
