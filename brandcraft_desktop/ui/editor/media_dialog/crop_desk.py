"""Cropping: the picture, the shapes, and what is left of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.cropping import WHOLE, Size, is_whole, largest
from brandcraft_desktop.domain.media_edit import Box, MediaEdit
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.ratios import FREE, ORIGINAL
from brandcraft_desktop.domain.shaping import cut
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.services.media_screens import screen
from brandcraft_desktop.services.media_takers import Liking
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.media_dialog.crop_view import CropView
from brandcraft_desktop.ui.editor.media_dialog.decision import Decision
from brandcraft_desktop.ui.editor.media_dialog.ratio_row import RatioRow
from brandcraft_desktop.ui.widgets import Button, ElidedLabel, IconButton

SHARP = 2400
"""Pixels of the long side that are read when a person comes closer."""
ROUNDING = 6
"""Digits of a crop that are kept: finer than a pixel of the largest picture."""


class CropDesk(QWidget):
    """Shows and changes the crop of a decision."""

    def __init__(
        self, view: MediaView, decision: Decision, context: Context, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._file, self._decision, self._context = view, decision, context
        facts = view.facts
        known = facts is not None and facts.width > 0 and facts.height > 0
        self.size_of_file = Size(facts.width, facts.height) if facts and known else Size(4, 3)
        self.picture: QPixmap | None = None
        self._sharp = False
        self.crop = CropView(self)
        self.crop.cropped.connect(self._cropped)
        self.crop.settled.connect(decision.settle)
        self.crop.sharper_wanted.connect(self._sharpen)
        self.crop.focus_point.moved.connect(self._focused)
        self.crop.focus_point.settled.connect(decision.settle)
        self.ratios = RatioRow(self)
        self.ratios.chosen.connect(self._shape)
        self.kept = ElidedLabel("", role="caption", parent=self)
        self.reset = Button("Reset crop", kind="link", parent=self)
        self.reset.clicked.connect(self._reset)
        self.closer = IconButton("plus", "Zoom in", parent=self)
        self.closer.clicked.connect(self.crop.zoom_in)
        self.back = IconButton("minus", "Zoom out", parent=self)
        self.back.clicked.connect(self.crop.zoom_out)
        # The keys reach them in this order.
        self.rows: tuple[QWidget, ...] = (self.crop, self.crop.focus_point, self.ratios)
        self.rows += (self.reset, self.back, self.closer)
        self.setEnabled(known)
        self._arrange()
        self.show_edit()

    def _arrange(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self.kept, 1)
        below.addWidget(self.reset)
        below.addWidget(self.back)
        below.addWidget(self.closer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.crop, 1)
        column.addWidget(self.ratios)
        column.addLayout(below)

    def show_picture(self, picture: QPixmap | None, waiting: str = "") -> None:
        """The picture has come, or why there is none."""
        if self._sharp:
            return
        self.picture = picture
        self.crop.show_picture(picture, self.size_of_file, waiting)

    def show_likings(self, likings: Mapping[str, Liking]) -> None:
        """Mark the shapes that help the chosen platforms."""
        self.ratios.show_liking(likings)

    def show_edit(self, *, focus: bool = False) -> None:
        """Show what is decided; `focus`: some platform crops, so its point matters."""
        edit = self._decision.edit
        box = edit.crop or WHOLE
        self.crop.show_crop(box, self._kept_shape())
        self.crop.show_focus(edit.focus_x, edit.focus_y, visible=focus)
        self.kept.setText(self._words(edit))
        self.reset.setEnabled(edit.crop is not None)

    def _words(self, edit: MediaEdit) -> str:
        size = self.size_of_file
        if self._file.facts is None:
            return ""
        if edit.crop is None:
            return f"All of {size.width} × {size.height} pixels"
        left, top, right, bottom = cut(edit.crop, size.width, size.height)
        return f"Keeps {right - left} × {bottom - top} of {size.width} × {size.height} pixels"

    def _kept_shape(self) -> float | None:
        ratio = self.ratios.current
        return self.size_of_file.shape if ratio.key == ORIGINAL.key else ratio.shape

    def _shape(self, key: str) -> None:
        self._decision.settle()
        shape = self._kept_shape()
        if shape is None:
            self.show_edit()
            return
        self._put(largest(shape, self.size_of_file, within=self._decision.edit.crop or WHOLE))
        self._decision.settle()
        self.show_edit()

    def _reset(self) -> None:
        self.ratios.set_current(FREE.key)
        self._decision.settle()
        self._decision.put(replace(self._decision.edit, crop=None))
        self.show_edit()
        self.crop.show_all()
        self.crop.setFocus()

    def _cropped(self, box: object, going_on: bool) -> None:
        if isinstance(box, Box):
            self._put(box, going_on=going_on)

    def _put(self, box: Box, *, going_on: bool = False) -> None:
        kept = Box(*(round(one, ROUNDING) for one in (box.left, box.top, box.right, box.bottom)))
        crop = None if is_whole(kept) else kept
        self._decision.put(replace(self._decision.edit, crop=crop), going_on=going_on)

    def _focused(self, x: float, y: float, going_on: bool) -> None:
        self._decision.put(replace(self._decision.edit, focus_x=x, focus_y=y), going_on=going_on)

    def _sharpen(self) -> None:
        """Somebody came closer: read as many pixels as a screen can use, on a thread."""
        large = max(self.size_of_file.width, self.size_of_file.height) > 1024
        if self._sharp or not large or self._file.kind is not MediaKind.IMAGE:
            return
        self._sharp = True
        workspace, sha256 = self._context.workspace, self._file.sha256

        def read() -> QImage:
            return QImage.fromData(screen(workspace, sha256, SHARP) or b"")

        def show(image: QImage) -> None:
            if not image.isNull():
                self.crop.show_picture(QPixmap.fromImage(image), self.size_of_file)

        self._context.tasks.read(read, show, failed=lambda _: None, owner=self)
