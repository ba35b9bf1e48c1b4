"""A post on an hour grid: its picture at the end, and in the day view its words as well."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.services.post_rows import EXCERPT
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.publisher.chip_face import (
    BAR,
    SHAPE,
    TEXT_SCALE,
    Face,
    mirrored,
    paint_face,
    paint_ground,
    paint_strip,
)
from brandcraft_desktop.ui.publisher.list_words import wrapped
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.publisher.tile import paint_tile
from brandcraft_desktop.ui.theme import color, look, paint_icon, tabular
from brandcraft_desktop.ui.widgets.style import paint_line, scaled_font

WIDE: Final = 120
"""Logical pixels from which a small chip has room for a picture."""
EDGE: Final = 4
RICH: Final = 60
"""Logical pixels of height from which the words are shown as well."""


class TimeChip(PostChip):
    """Painted by its height: two lines, or a small card with picture and words."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._excerpt = ""
        self._picture = ""
        thumbnails.loaded.connect(self._loaded)

    def set_row(self, row: PostRow, looks: Looks) -> None:
        super().set_row(row, looks)
        cut = "…" if len(row.excerpt) >= EXCERPT else ""
        self._excerpt = row.excerpt + cut if row.excerpt != row.title else ""
        self._picture = row.thumbnail_sha256 or ""

    def _loaded(self, sha256: str) -> None:
        if sha256 == self._picture:
            self.update()

    def paint_post(self, painter: QPainter) -> None:
        if self.height() >= RICH:
            self._paint_card(painter)
            return
        side = self.height() - 2 * EDGE
        shown = bool(self._picture) and self.width() >= WIDE and side >= 24
        kept = side + EDGE if shown else 0
        paint_face(painter, self, self._face, hovered=self._hovered, kept=kept)
        if shown:
            self._paint_picture(painter, QRect(self.width() - side - EDGE, EDGE, side, side))

    def _paint_picture(self, painter: QPainter, box: QRect) -> None:
        picture = self._thumbnails.get(self._picture)
        paint_tile(painter, mirrored(self, box), picture, "image", self.devicePixelRatioF())

    def _paint_card(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face, whole = self._face, self.rect()
        paint_ground(painter, self, face, hovered=self._hovered)
        left, end = BAR + 7, whole.width() - 8
        if self._picture and whole.width() >= WIDE:
            side = whole.height() - 2 * EDGE - 4
            self._paint_picture(painter, QRect(left, EDGE + 2, side, side))
            left += side + 8
        self._paint_head(painter, face, QRect(left, 3, end - left, 22))
        if self._excerpt:
            self._paint_words(painter, QRect(left, 25, end - left, whole.height() - 45))
        paint_strip(painter, self, face, top=whole.height() - 18, left=left, end=end)

    def _paint_head(self, painter: QPainter, face: Face, line: QRect) -> None:
        shown, left = look(face.state), line.left()
        shape = QRect(left, line.top() + (line.height() - SHAPE) // 2, SHAPE, SHAPE)
        paint_icon(painter, shown.shape, mirrored(self, shape), shown.token)
        left += SHAPE + 5
        painter.setPen(color("text"))
        painter.setFont(tabular(scaled_font(self.font(), TEXT_SCALE, QFont.Weight.Bold)))
        for words, gap in ((face.clock, 6), (face.title, 0)):
            room = min(painter.fontMetrics().horizontalAdvance(words) + 2, line.right() - left)
            box = QRect(left, line.top(), room, line.height())
            paint_line(painter, self.rect(), box, words, self)
            left += room + gap
            painter.setFont(scaled_font(self.font(), TEXT_SCALE, QFont.Weight.DemiBold))

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        font = scaled_font(self.font(), TEXT_SCALE)
        painter.setFont(font)
        painter.setPen(color("text2"))
        step = painter.fontMetrics().lineSpacing()
        count = max(1, box.height() // step)
        for number, words in enumerate(wrapped(self._excerpt, font, box.width(), count)):
            line = QRect(box.left(), box.top() + number * step, box.width(), step)
            paint_line(painter, self.rect(), line, words, self)
