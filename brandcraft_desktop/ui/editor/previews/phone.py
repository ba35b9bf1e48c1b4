"""A telephone's screen: a film with its caption over the lower edge, or a story."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.plan import Layout
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.previews.finished import FinishedFiles
from brandcraft_desktop.ui.editor.previews.grid import Grid
from brandcraft_desktop.ui.editor.previews.post_text import MORE
from brandcraft_desktop.ui.editor.previews.tile import WHITE
from brandcraft_desktop.ui.widgets import scaled_font

LINES = 2
_EDGE, _SIGNS = 12, 44
"""Pixels kept free at the sides, and at the trailing side for what one taps on."""
_MARKS = ("heart", "comment", "paper-plane")
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Phone(Grid):
    """`opened_words`: somebody wants to read all of a caption that does not fit its two lines."""

    opened_words = Signal()

    def __init__(self, files: FinishedFiles, parent: QWidget | None = None) -> None:
        super().__init__(files, parent)
        self._who, self._words, self._title = "", "", ""
        self._lines: tuple[str, ...] = ()
        self._laid: tuple[object, ...] = ()

    def show_words(self, who: str, title: str, words: str) -> None:
        """Whose it is, and the words over the film."""
        if (who, title, words) != (self._who, self._title, self._words):
            self._who, self._title, self._words = who, title, words
            self._offer()
            self.update()

    def shown_lines(self) -> tuple[str, ...]:
        """The lines of the caption that fit over the film."""
        font, width = self._font(), self._width()
        wanted = (self._words, font.key(), width)
        if wanted != self._laid:
            self._laid, self._lines = wanted, clamped(self._words, font, width)
        return self._lines

    @property
    def is_cut(self) -> bool:
        """Whether the caption ends in "… more"."""
        lines = self.shown_lines()
        return bool(lines) and lines[-1].endswith(MORE)

    def _offer(self) -> None:
        if self._layout is Layout.TALL:
            cut = self.is_cut
            opens = cut or bool(self.hidden_words())
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus if opens else Qt.FocusPolicy.NoFocus)
            self.setToolTip("Show the whole caption" if cut else "")

    def _font(self) -> QFont:
        return scaled_font(self.font(), 0.94)

    def _width(self) -> int:
        place = next(iter(self.places()), QRect())
        return max(place.width() - _EDGE - _SIGNS, 40)

    def paint_over(self, painter: QPainter, frame: QRect) -> None:
        if self._layout is Layout.STORY:
            self._paint_story(painter, frame)
        elif not self.hidden_words():
            self._paint_caption(painter, frame)

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _paint_caption(self, painter: QPainter, frame: QRect) -> None:
        lines = self.shown_lines()
        name, font = scaled_font(self.font(), 0.94, QFont.Weight.DemiBold), self._font()
        painter.setFont(name)
        high = painter.fontMetrics().height()
        heads = [one for one in (self._who, self._title) if one]
        top = frame.bottom() - 30 - high * (len(lines) + len(heads))
        shade = QLinearGradient(QPointF(0, top - 40), QPointF(0, frame.bottom()))
        shade.setColorAt(0, QColor(12, 13, 17, 0))
        shade.setColorAt(0.45, QColor(12, 13, 17, 150))
        shade.setColorAt(1, QColor(12, 13, 17, 215))
        painter.fillRect(QRect(frame.left(), top - 40, frame.width(), frame.bottom()), shade)
        left = frame.left() + (_SIGNS if self._mirrored() else _EDGE)
        painter.setPen(WHITE)
        for head in heads:
            self._line(painter, QRect(left, top, self._width(), high), head)
            top += high
        painter.setFont(font)
        for line in lines:
            self._line(painter, QRect(left, top, self._width(), high), line)
            top += high
        across = frame.left() + 12 if self._mirrored() else frame.right() - 32
        for place, mark in enumerate(reversed(_MARKS)):
            where = QRect(across, frame.bottom() - 62 - place * 40, 20, 20)
            theme.paint_icon(painter, mark, where, "#FFFFFF", 0.92)

    def _line(self, painter: QPainter, place: QRect, words: str) -> None:
        fitting = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if self._mirrored() else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(flags), fitting)

    def _paint_story(self, painter: QPainter, frame: QRect) -> None:
        shade = QLinearGradient(QPointF(0, frame.top()), QPointF(0, frame.top() + 70))
        shade.setColorAt(0, QColor(12, 13, 17, 190))
        shade.setColorAt(1, QColor(12, 13, 17, 0))
        painter.fillRect(QRect(frame.left(), frame.top(), frame.width(), 70), shade)
        bar = QRectF(frame.left() + 10, frame.top() + 9, frame.width() - 20, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 110))
        painter.drawRoundedRect(bar, 1.5, 1.5)
        done = QRectF(bar)
        done.setWidth(bar.width() * 0.4)
        if self._mirrored():
            done.moveRight(bar.right())
        painter.setBrush(QBrush(WHITE))
        painter.drawRoundedRect(done, 1.5, 1.5)
        painter.setFont(scaled_font(self.font(), 0.94, QFont.Weight.DemiBold))
        painter.setPen(WHITE)
        high = painter.fontMetrics().height()
        place = QRect(frame.left() + _EDGE, frame.top() + 18, frame.width() - 2 * _EDGE, high)
        self._line(painter, place, self._who.lstrip("@"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        below = event.position().y() > self.height() * 0.7
        if below and not self.hidden_words() and self.is_cut:
            self.opened_words.emit()
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENS and not self.hidden_words() and self.is_cut:
            self.opened_words.emit()
        else:
            super().keyPressEvent(event)


def clamped(words: str, font: QFont, width: int, most: int = LINES) -> tuple[str, ...]:
    """The first lines of a text at that width; where more is left the last ends in "… more"."""
    metrics = QFontMetrics(font)
    lines: list[str] = []
    for paragraph in words.strip().split("\n"):
        if len(lines) > most:
            break
        # No more than can be seen: a caption of thousands of letters is laid out at each key press.
        lines += _wrapped(paragraph[: 120 * most], font, width, most + 1 - len(lines))
    shown = [one for one in lines[:most] if one or len(lines) > 1]
    if len(lines) <= most or not shown:
        return tuple(one for one in shown if one)
    more = MORE.removeprefix("…")
    room = width - metrics.horizontalAdvance(more)
    last = metrics.elidedText(f"{shown[-1]}{'m' * 9}", Qt.TextElideMode.ElideRight, room)
    if metrics.horizontalAdvance(f"{shown[-1]}…") <= room:
        last = f"{shown[-1]}…"
    return (*shown[:-1], f"{last}{more}")


def _wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    if not text:
        return [""]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        units = text.encode("utf-16-le")
        start, length = line.textStart(), line.textLength()
        lines.append(units[2 * start : 2 * (start + length)].decode("utf-16-le").rstrip())
    layout.endLayout()
    return lines
