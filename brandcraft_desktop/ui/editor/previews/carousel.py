"""Several files swiped one by one: one is shown, with the way to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from brandcraft_desktop.domain.plan import Layout
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.previews.finished import FinishedFiles
from brandcraft_desktop.ui.editor.previews.grid import Grid
from brandcraft_desktop.ui.editor.previews.tile import Tile, paint_badge, shape_of

_MOST_DOTS = 12
_DOT, _STEP = 6, 11


class Dots(QWidget):
    """Where one stands among the pages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page, self.pages = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_STEP * _MOST_DOTS, 14)

    def show_place(self, page: int, pages: int) -> None:
        """Page counted from 0."""
        self.page, self.pages = page, pages
        self.setAccessibleName(f"{page + 1} of {pages}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = min(self.pages, _MOST_DOTS)
        first = min(max(self.page - _MOST_DOTS // 2, 0), self.pages - shown)
        left = self.width() / 2 - (shown - 1) * _STEP / 2
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(shown):
            here = first + place == self.page
            painter.setBrush(theme.color("accent" if here else "border_strong"))
            across = left + (shown - 1 - place if mirrored else place) * _STEP
            radius = _DOT / 2 if here else _DOT / 2 - 0.75
            painter.drawEllipse(QPointF(across, self.height() / 2), radius, radius)
        painter.end()


class _Arrow(QToolButton):
    """A round button on the picture, readable on any picture."""

    def __init__(self, name: str, parent: QWidget, *, forward: bool) -> None:
        super().__init__(parent)
        self._forward = forward
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(30, 30)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Left and Right turn the pages
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("hover" if self.underMouse() else "surface"))
        painter.drawEllipse(self.rect().adjusted(1, 1, -2, -2))
        icon = QRect(0, 0, 12, 12)
        icon.moveCenter(self.rect().center())
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = "right" if self._forward is not mirrored else "left"
        theme.paint_icon(painter, f"chevron-{side}", icon, "text")
        painter.end()


class _Page(Grid):
    """One file, with its number in the corner."""

    number = ""

    def paint_over(self, painter: QPainter, frame: QRect) -> None:
        if self.number:
            paint_badge(painter, frame, self.number, Qt.AlignmentFlag.AlignRight, top=True)

    def has_ring(self) -> bool:
        owner = self.parentWidget()
        return self.hasFocus() or (owner is not None and owner.hasFocus())


class Carousel(QWidget):
    """Left and Right turn the pages; the first one is shown again when the files change."""

    turned = Signal(int)  # the page, from 0

    def __init__(self, files: FinishedFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._tiles: tuple[Tile, ...] = ()
        self._cropped = True
        self.page = 0
        self.picture = _Page(files, self)
        self.dots = Dots(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.picture)
        column.addWidget(self.dots)
        self.back = _Arrow("Previous file", self.picture, forward=False)
        self.on = _Arrow("Next file", self.picture, forward=True)
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.turn(1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_tiles(self, tiles: Sequence[Tile], *, cropped: bool) -> None:
        """Show these, one at a time, in the shape of the first; `cropped` to it, or whole."""
        fresh = tuple(tiles)
        if (fresh, cropped) == (self._tiles, self._cropped):
            return
        same = [one.planned.media.media_id for one in fresh] == [
            one.planned.media.media_id for one in self._tiles
        ]
        self._tiles, self._cropped = fresh, cropped
        self._show(self.page if same else 0)

    def turn(self, step: int) -> None:
        """Another page, where there is one."""
        if 0 <= self.page + step < len(self._tiles):
            self._show(self.page + step)

    def _show(self, page: int) -> None:
        number = len(self._tiles)
        self.page = page
        self.picture.number = f"{page + 1}/{number}"
        self.picture.show_tiles(
            self._tiles[page : page + 1],
            Layout.CAROUSEL,
            shape=shape_of(self._tiles[0], self._files) if self._tiles else 0.0,
            cropped=self._cropped or page == 0,
        )
        self.back.setVisible(page > 0)
        self.on.setVisible(page + 1 < number)
        self.dots.show_place(page, number)
        shown = self._tiles[page].spoken if self._tiles else ""
        self.setAccessibleName(f"File {page + 1} of {number}, {shown}")
        self._place_arrows()
        self.turned.emit(page)

    def _place_arrows(self) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        frame = next(iter(self.picture.places()), self.picture.rect())
        middle = frame.center().y() - self.on.height() // 2
        near, far = frame.left() + 6, frame.right() - self.on.width() - 5
        self.back.move(far if mirrored else near, middle)
        self.on.move(near if mirrored else far, middle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_arrows()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.picture.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.picture.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turn(-step if mirrored else step)
