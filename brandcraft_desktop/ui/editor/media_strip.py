"""The files of the shown text in a row, whose they are, and the one button that adds more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.media_rules import (
    DEFAULT_MAX_IMAGES,
    DEFAULT_MAX_VIDEOS,
    MediaKind,
)
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.media_delegate import CELL, HEADER
from brandcraft_desktop.ui.editor.media_items import MediaItems, Tile
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.editor.tile_list import TileList
from brandcraft_desktop.ui.widgets import Button, IconButton, set_look

_BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_UNDER = Qt.ToolButtonStyle.ToolButtonTextUnderIcon


@dataclass(frozen=True)
class Belonging:
    """Whose the shown files are: `name` is the tab's ("" on the shared text), `own` its alone.

    `owner` is whose they are where a platform's are shown for one of its accounts.
    """

    name: str = ""
    own: bool = False
    owner: str = ""
    max_images: int = DEFAULT_MAX_IMAGES
    max_videos: int = DEFAULT_MAX_VIDEOS
    mixed: bool = False

    @property
    def words(self) -> str:
        """ "Shared with all platforms", "Only for LinkedIn"."""
        whose = self.name if self.own else self.owner
        return f"Only for {whose}" if whose else "Shared with all platforms"

    @property
    def verb(self) -> str:
        """What the button beside it does."""
        return "Use the shared media" if self.own else f"Use different media for {self.name}"


class MediaStrip(QWidget):
    """`add_wanted` opens the file dialog, `apart_wanted` asks for files of the tab's own."""

    add_wanted = Signal()
    library_wanted = Signal()
    unsplash_wanted = Signal()
    remove_wanted = Signal(str)
    alt_wanted = Signal(str)
    video_wanted = Signal(str)  # of a moving picture
    stop_wanted = Signal(str)  # what is being converted
    credit_wanted = Signal(str, bool)  # whether with links
    edit_wanted = Signal(str)
    reordered = Signal(object)  # Order
    apart_wanted = Signal(bool)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._belonging = Belonging()
        self.items = MediaItems(self)
        self.items.reordered.connect(self.reordered)
        self.list = TileList(self.items, thumbnails, self)
        self.list.remove_wanted.connect(self.remove_wanted)
        self.list.alt_wanted.connect(self.alt_wanted)
        self.list.video_wanted.connect(self.video_wanted)
        self.list.stop_wanted.connect(self.stop_wanted)
        self.list.credit_wanted.connect(self.credit_wanted)
        self.list.edit_wanted.connect(self.edit_wanted)
        self.list.undo_wanted.connect(self.undo_wanted)
        self.list.redo_wanted.connect(self.redo_wanted)
        self.add = QToolButton(self)
        self.add.setIcon(theme.icon("plus"))
        self.add.setText("Add image\nor video")
        self.add.setAccessibleName("Add image or video")
        self.add.setToolTip("Add image or video (Ctrl+I). You can also drop or paste files.")
        self.add.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.add.clicked.connect(self.add_wanted)
        self.more = IconButton("chevron-down", "Other places to add from", size=12, parent=self)
        self.more.clicked.connect(self._open_sources)
        self.hint = QLabel(self)
        set_look(self.hint, "role", "muted")
        self.whose = QLabel(self)
        set_look(self.whose, "role", "muted")
        self.apart = Button("", kind="link", parent=self)
        self.apart.clicked.connect(lambda: self.apart_wanted.emit(not self._belonging.own))
        self._arrange()
        self.show_tiles(())

    def _arrange(self) -> None:
        self._head = QWidget(self)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(12, 0, 10, 0)
        head.setSpacing(8)
        head.addWidget(self.whose)
        head.addWidget(self.apart)
        head.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 10, 6)
        row.setSpacing(6)
        row.addWidget(self.list, 1_000)
        row.addWidget(self.add)
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(row)

    def show_tiles(
        self, tiles: Sequence[Tile], parts: int = 1, belonging: Belonging | None = None
    ) -> None:
        """Show these files, in their parts, whose they are and how many more may come."""
        belonging = belonging or Belonging()
        self.items.show_tiles(tiles, parts)
        headers = parts if parts > 1 else 0
        self.list.setVisible(bool(self.items.rows) and (bool(tiles) or not headers))
        self.list.setMinimumWidth(min(len(tiles), 2) * CELL.width())
        self.list.setMaximumWidth(len(tiles) * CELL.width() + headers * HEADER + 4)
        most = _most(tiles, belonging)
        full = not headers and 0 < most <= len(tiles)
        self.hint.setText(_hint(tiles, headers, belonging))
        self.add.setVisible(not full)
        self.more.setVisible(not full)
        self._compact(compact=not tiles)
        self._show_belonging(belonging)

    def sources(self) -> QMenu:
        """Where files come from."""
        menu = QMenu(self)
        here = menu.addAction(theme.icon("folder-open"), "From this computer…")
        here.triggered.connect(self.add_wanted)
        library = menu.addAction(theme.icon("image"), "From the library…")
        library.triggered.connect(self.library_wanted)
        unsplash = menu.addAction(theme.icon("unsplash"), "From Unsplash…")
        unsplash.triggered.connect(self.unsplash_wanted)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_sources(self) -> None:
        self.sources().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _compact(self, *, compact: bool) -> None:
        self.add.setToolButtonStyle(_BESIDE if compact else _UNDER)
        self.add.setText(" Add image or video" if compact else "Add image\nor video")

    def _show_belonging(self, belonging: Belonging) -> None:
        self._head.setVisible(bool(belonging.name))
        if belonging == self._belonging:
            return
        self._belonging = belonging
        self.whose.setText(belonging.words)
        self.apart.setText(belonging.verb.replace("&", "&&"))
        self.list.setAccessibleDescription(belonging.words if belonging.name else "")


def _most(tiles: Sequence[Tile], belonging: Belonging) -> int:
    """How many files like these there may be."""
    if belonging.mixed and belonging.max_images and belonging.max_videos:
        return max(belonging.max_images, belonging.max_videos)
    video = any(tile.kind is MediaKind.VIDEO for tile in tiles)
    return belonging.max_videos if video else belonging.max_images


def _hint(tiles: Sequence[Tile], headers: int, belonging: Belonging) -> str:
    most = _most(tiles, belonging)
    if headers and tiles:
        return ""  # every header counts its own
    if tiles:
        video = any(tile.kind is MediaKind.VIDEO for tile in tiles)
        what = "files" if belonging.mixed else "video" if video and most == 1 else "images"
        if video and not belonging.mixed and most > 1:
            what = "videos"
        return f"{len(tiles)} of {most} {what}"
    images = f"{belonging.max_images} image{'' if belonging.max_images == 1 else 's'}"
    videos = f"{belonging.max_videos} video{'' if belonging.max_videos == 1 else 's'}"
    some = [
        words
        for words, most in ((images, belonging.max_images), (videos, belonging.max_videos))
        if most
    ]
    return f"Up to {' or '.join(some)}" if some else ""
