"""A picture of one's own that stands for a video, on the platforms that take one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QWidget

from brandcraft_desktop.domain import media_words
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import media
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.library_picker import LibraryPicker
from brandcraft_desktop.ui.editor.option_help import FILTER, SHOWN
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import Button, ElidedLabel


class ThumbnailRow(QWidget):
    """`chosen` carries a file of the library, None to take it away."""

    chosen = Signal(object)  # MediaView | None
    refused = Signal(str)

    def __init__(
        self, names: Sequence[str], thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbnails, self._context = thumbnails, thumbnails.context
        who = media_words.joined(list(names), last="and")
        self._who = f"Thumbnail for {who}"
        self.words = ElidedLabel(self._who, role="subtitle", parent=self)
        self.pick = Button("Choose a picture…", parent=self)
        self.pick.clicked.connect(self._open_menu)
        self.remove = Button("Remove", kind="ghost", parent=self)
        self.remove.setAccessibleName("Remove the thumbnail")
        self.remove.clicked.connect(lambda: self.chosen.emit(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.remove)
        row.addWidget(self.pick)
        self.setVisible(bool(names))

    def show_picture(self, view: MediaView | None) -> None:
        """What is chosen."""
        self.words.setText(f"{self._who}: {view.name}" if view is not None else self._who)
        self.pick.setText("Choose a picture…" if view is None else "Replace…")
        self.pick.setAccessibleName(f"{self.words.text()}. {self.pick.text()}")
        self.remove.setVisible(view is not None)

    def menu(self) -> QMenu:
        """Where a picture comes from."""
        menu = QMenu(self)
        here = menu.addAction(theme.icon("folder-open"), "From this computer…")
        here.triggered.connect(self._open_files)
        library = menu.addAction(theme.icon("images"), "From the library…")
        library.triggered.connect(self._open_library)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.pick.mapToGlobal(QPoint(0, self.pick.height())))

    def _open_files(self) -> None:
        dialog = QFileDialog(self, "Choose a picture", "", FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAccessibleName("Choose a picture")
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_file(self, path: Path) -> None:
        """Copy a picture into the library and choose it."""
        workspace = self._context.workspace

        def add() -> MediaView:
            return media.process(workspace, media.add(workspace, [path])[0].id)

        self._context.tasks.change(add, self._take, failed=self._refuse, owner=self)

    def _open_library(self) -> None:
        workspace = self._context.workspace
        picker = LibraryPicker(self._thumbnails, self.pick)
        picker.chosen.connect(self._take)
        self._context.tasks.read(
            lambda: media.list_media(workspace, kind=MediaKind.IMAGE, limit=SHOWN),
            picker.show_files,
            failed=self._refuse,
            owner=picker,
        )
        picker.open_at(self.pick)

    def _take(self, view: object) -> None:
        if not isinstance(view, MediaView):
            return
        if view.kind is not MediaKind.IMAGE:
            self.refused.emit(f"“{view.name}” is a video. Choose a picture.")
        elif view.trouble:
            self.refused.emit(view.trouble)
        else:
            self.chosen.emit(view)

    def _refuse(self, error: BrandcraftError) -> None:
        self.refused.emit(error.message)
