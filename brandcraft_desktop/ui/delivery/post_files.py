"""The files of a post as small tiles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.publisher.tile import Tile

MOST = 4


class PostFiles(QWidget):
    """At most four tiles; hidden for a post without files."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = Thumbnails(context, self)
        self._shown: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.hide()

    def show_files(self, files: Sequence[MediaView]) -> None:
        """Show these."""
        self.setVisible(bool(files))
        ids = tuple(f"{one.id} {one.state} {one.alt}" for one in files)
        if ids == self._shown:
            return
        self._shown = ids
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for view in files[:MOST]:
            self._row.addWidget(Tile(view, self._thumbnails, self))
