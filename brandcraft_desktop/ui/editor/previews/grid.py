"""The files of a part beside each other, or the one of them that a layout shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from brandcraft_desktop.domain.plan import Layout
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.previews.finished import FinishedFiles, cover_key, key_of
from brandcraft_desktop.ui.editor.previews.frames import frames
from brandcraft_desktop.ui.editor.previews.tile import (
    INK,
    WHITE,
    Tile,
    paint_hidden,
    paint_tile,
    shape_of,
    spoken,
)
from brandcraft_desktop.ui.widgets import paint_focus

RADIUS = {Layout.PIN: 16}
_USUAL_RADIUS = 10
NONE_YET = "No picture or video yet"
_FULL = {Layout.TALL, Layout.STORY, Layout.WIDE}
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Grid(QWidget):
    """Paints them; files that are hidden from readers are shown by a click or Enter.

    `wanted`: an empty frame is drawn where a file has to be.
    """

    def __init__(self, files: FinishedFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._tiles: tuple[Tile, ...] = ()
        self._layout = Layout.GRID
        self._shape = 0.0
        self._cropped = True
        self._wanted = False
        self.opened = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        files.arrived.connect(self._arrived)

    def show_tiles(
        self,
        tiles: Sequence[Tile],
        layout: Layout = Layout.GRID,
        *,
        shape: float = 0.0,
        cropped: bool = True,
        wanted: bool = False,
    ) -> None:
        """Show these; `shape` is the frame's where it is not the first file's, which is then shown
        whole unless it is `cropped`.
        """
        fresh = (tuple(tiles), layout, shape, cropped, wanted)
        if fresh == (self._tiles, self._layout, self._shape, self._cropped, self._wanted):
            return
        self._tiles, self._layout, self._shape, self._cropped, self._wanted = fresh
        self.setAccessibleName(spoken(self._tiles) or NONE_YET)
        self.setVisible(bool(self._tiles) or wanted)
        self.setFocusPolicy(
            Qt.FocusPolicy.TabFocus if self.hidden_words() else Qt.FocusPolicy.NoFocus
        )
        self._fit()
        self.update()

    def hidden_words(self) -> str:
        """What stands over the files; "" where nothing hides them, or no longer."""
        words = next((one.hidden for one in self._tiles if one.hidden), "")
        return "" if self.opened else words

    def open(self) -> None:
        """Show what was hidden, as a reader who clicks on it."""
        if self.hidden_words():
            self.opened = True
            self.update()

    def places(self) -> tuple[QRect, ...]:
        """The frames at this width, mirrored with the window."""
        shapes = [shape_of(one, self._files) for one in self._tiles] or [0.0] * self._wanted
        if self._shape and shapes:
            shapes[0] = self._shape
        return tuple(
            QStyle.visualRect(self.layoutDirection(), self.rect(), place)
            for place in frames(shapes, self.width(), self._layout)
        )

    def _fit(self) -> None:
        """Take the height the frames need at this width."""
        height = max((frame.bottom() + 1 for frame in self.places()), default=0)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _arrived(self, key: str) -> None:
        for one in self._tiles:
            keys = [key_of(one.planned), one.planned.media.sha256]
            if one.cover is not None:
                keys.append(cover_key(one.planned, one.cover))
            if key in keys:
                self._fit()
                self.update()
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        places = self.places()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QRect()
        for place in places:
            around = around.united(place)
        radius = RADIUS.get(self._layout, _USUAL_RADIUS)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(around), radius, radius)
        painter.save()
        painter.setClipPath(outline)
        if not self._tiles and places:
            self.paint_empty(painter, places[0])
        words = self.hidden_words()
        for tile, place in zip(self._tiles, places, strict=False):
            shown = tile if words else Tile(tile.planned, tile.cover)
            whole = self._layout in _FULL or not self._cropped
            paint_tile(
                painter,
                place,
                shown,
                self._files,
                whole=whole,
                marks_on_top=self._layout is Layout.TALL,
            )
        if len(self._tiles) > len(places) > 1 and not words:
            self._paint_rest(painter, places[-1], len(self._tiles) - len(places))
        if words:
            paint_hidden(painter, around, words)
        self.paint_over(painter, around)
        painter.restore()
        if self.has_ring():
            paint_focus(painter, QRectF(around), radius)
        painter.end()

    def has_ring(self) -> bool:
        """Whether it is drawn as what the keys go to."""
        return self.hasFocus()

    def paint_over(self, painter: QPainter, frame: QRect) -> None:
        """What a layout has over its files."""

    def paint_empty(self, painter: QPainter, frame: QRect) -> None:
        """A frame that waits for its file."""
        dark = self._layout in (Layout.TALL, Layout.STORY)
        painter.fillRect(frame, INK if dark else theme.color("sunken"))
        icon = QRect(0, 0, 26, 26)
        icon.moveCenter(frame.center())
        icon.moveTop(icon.top() - 12)
        theme.paint_icon(painter, "image", icon, "#B8BECB" if dark else "text3")
        painter.setPen(QColor("#B8BECB") if dark else theme.color("text3"))
        below = frame.adjusted(8, 0, -8, 0)
        below.setTop(icon.bottom() + 8)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, int(flags | Qt.TextFlag.TextWordWrap), NONE_YET)
        if not dark:
            painter.setPen(QPen(theme.color("border"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

    def _paint_rest(self, painter: QPainter, frame: QRect, number: int) -> None:
        painter.fillRect(frame, QColor(12, 13, 17, 140))
        font = QFont(painter.font())
        font.setPixelSize(22)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(WHITE)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, f"+{number}")
        for one in self._tiles[-number:]:
            self._files.picture(one.planned)  # how large they get is told all the same

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.hidden_words() and event.button() is Qt.MouseButton.LeftButton:
            self.open()
            event.accept()
        else:
            event.ignore()  # the card goes to the platform's text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.hidden_words() and event.key() in _OPENS:
            self.open()
        else:
            super().keyPressEvent(event)
