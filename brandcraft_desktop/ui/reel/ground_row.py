"""Choosing what stands behind the words: the template's own, a colour, or a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QLinearGradient, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QColorDialog,
    QFileDialog,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.domain.reel import Film, Gradient, Ground, Picture, Plain
from brandcraft_desktop.domain.reel_templates import GROUNDS
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import media
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.library_picker import LibraryPicker
from brandcraft_desktop.ui.editor.media_intake import FILTER
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.theme import color
from brandcraft_desktop.ui.widgets import Button, ElidedLabel, FlowLayout, spread

SWATCH = 24
OWN = "The template's own background"


class GroundRow(QWidget):
    """`chosen` tells the new ground, None for the template's own; `refused` why a file is none."""

    chosen = Signal(object)  # Ground | None
    refused = Signal(object)  # BrandcraftError

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._thumbnails = Thumbnails(context, self)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.swatches: list[QToolButton] = []
        swatches = QWidget(self)
        flow = FlowLayout(swatches, spacing=4)
        self._add(flow, OWN, None)
        for name, ground in GROUNDS:
            self._add(flow, name, ground)
        self.colour = Button("Colour…", parent=self)
        self.colour.clicked.connect(self._ask_colour)
        self.file = Button("Picture or video…", icon_name="image", parent=self)
        self.file.clicked.connect(self._open_menu)
        flow.addWidget(self.colour)
        flow.addWidget(self.file)
        spread(swatches)
        self.name = ElidedLabel("", role="caption", parent=self)
        self.name.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(swatches)
        column.addWidget(self.name)
        self.swatches[0].setChecked(True)

    def menu(self) -> QMenu:
        """Where a file comes from."""
        menu = QMenu(self)
        here = menu.addAction(theme.icon("folder-open"), "From this computer…")
        here.triggered.connect(self._ask_file)
        library = menu.addAction(theme.icon("images"), "From the library…")
        library.triggered.connect(self._ask_library)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def show_ground(self, ground: Ground | None) -> None:
        """Show this one as chosen, without telling."""
        known = [None, *(one for _, one in GROUNDS)]
        if ground in known:
            self.swatches[known.index(ground)].setChecked(True)
        elif isinstance(ground, Picture | Film):
            self._show_own(ground.path.name)
        elif isinstance(ground, Plain):
            self._show_own(f"Colour {ground.colour}")

    def take_file(self, path: Path, name: str = "") -> None:
        """Look at a file on a thread, then take it."""

        def taken(kind: MediaKind) -> None:
            ground: Ground = Film(path) if kind is MediaKind.VIDEO else Picture(path)
            self._take(ground, name or path.name)

        self._context.tasks.read(
            lambda: media.check((path,))[0].kind, taken, failed=self._refuse, owner=self
        )

    def take_colour(self, colour: QColor) -> None:
        """A colour of one's own."""
        if colour.isValid():
            self._take(Plain(colour.name()), f"Colour {colour.name()}")

    def _add(self, flow: FlowLayout, name: str, ground: Ground | None) -> None:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setIcon(_swatch(ground))
        button.setIconSize(QSize(SWATCH, SWATCH))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self._take_swatch(ground))
        self._group.addButton(button)
        self.swatches.append(button)
        flow.addWidget(button)

    def _take_swatch(self, ground: Ground | None) -> None:
        self.name.hide()
        self.chosen.emit(ground)

    def _take(self, ground: Ground, name: str) -> None:
        self._show_own(name)
        self.chosen.emit(ground)

    def _show_own(self, name: str) -> None:
        self._group.setExclusive(False)
        for button in self.swatches:
            button.setChecked(False)
        self._group.setExclusive(True)
        self.name.setText(name)
        self.name.show()

    def _refuse(self, error: BrandcraftError) -> None:
        self.refused.emit(error)

    def _ask_colour(self) -> None:
        dialog = QColorDialog(QColor("#1b4bb5"), self)
        dialog.setWindowTitle("Background")
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.colorSelected.connect(self.take_colour)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_menu(self) -> None:
        self.menu().popup(self.file.mapToGlobal(QPoint(0, self.file.height())))

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "Background", "", FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAccessibleName("Background")
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_library(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: media.list_media(workspace), self._offer, failed=self._refuse, owner=self
        )

    def _offer(self, views: tuple[MediaView, ...]) -> None:
        picker = LibraryPicker(self._thumbnails, self)
        picker.show_files(tuple(one for one in views if one.state is MediaState.PROCESSED))
        picker.chosen.connect(self._take_view)
        picker.open_at(self.file)

    def _take_view(self, view: object) -> None:
        if not isinstance(view, MediaView):
            return
        path = media.original(self._context.workspace, view.sha256)
        if path is not None:
            self.take_file(path, view.name)


def _swatch(ground: Ground | None) -> QIcon:
    """A small round picture of a ground; the template's own is a ring."""
    picture = QPixmap(2 * SWATCH, 2 * SWATCH)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = QRectF(2, 2, 2 * SWATCH - 4, 2 * SWATCH - 4)
    painter.setPen(QPen(color("border_strong"), 2))
    if isinstance(ground, Plain):
        painter.setBrush(QColor(ground.colour))
    elif isinstance(ground, Gradient):
        fill = QLinearGradient(circle.topLeft(), circle.bottomRight())
        fill.setColorAt(0, QColor(ground.first))
        fill.setColorAt(1, QColor(ground.last))
        painter.setBrush(fill)
    else:
        painter.setBrush(color("hover"))
    painter.drawEllipse(circle)
    if ground is None:  # crossed out: nothing of one's own
        inset = circle.adjusted(9, 9, -9, -9)
        painter.drawLine(inset.bottomLeft(), inset.topRight())
    painter.end()
    return QIcon(picture)
