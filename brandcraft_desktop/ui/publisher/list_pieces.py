"""The parts of a list row without words, which many rows share: box, state, platforms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QWidget

from brandcraft_desktop.ui.publisher.drawn_once import paint_once
from brandcraft_desktop.ui.theme import color, look, paint_icon
from brandcraft_desktop.ui.widgets.style import paint_line

SIDE: Final = 16
"""Logical pixels of the box."""
STEP: Final = 22
GLYPH: Final = 15
BELOW: Final = 7
"""Logical pixels under a glyph, and above it, that its mark may reach into."""

Glyph = tuple[str, str]  # icon, and the state to mark it with or ""


def paint_box(painter: QPainter, place: QRect, *, selected: bool) -> None:
    """The square that is ticked."""
    paint_once(painter, place, f"list box:{selected}", partial(_draw_box, selected=selected))


def _draw_box(painter: QPainter, place: QRect, *, selected: bool) -> None:
    square = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(color("accent" if selected else "border_strong"), 1))
    painter.setBrush(color("accent" if selected else "surface"))
    painter.drawRoundedRect(square, 4, 4)
    if selected:
        paint_icon(painter, "check", square.toRect().adjusted(2, 2, -2, -2), "on_accent")


def paint_ground(painter: QPainter, place: QRect, state: str, *, mirrored: bool) -> None:
    """The ground of a state with its shape; its words come over it."""
    name = f"list state:{state}:{mirrored}"
    paint_once(painter, place, name, partial(_draw_ground, state=state, mirrored=mirrored))


def _draw_ground(painter: QPainter, place: QRect, *, state: str, mirrored: bool) -> None:
    shown, high = look(state), place.height()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(shown.ground))
    painter.drawRoundedRect(QRectF(place), high / 2, high / 2)
    left = place.right() - 19 if mirrored else 8
    paint_icon(painter, shown.shape, QRect(left, (high - 12) // 2, 12, 12), shown.token)


def strip_width(count: int, width: int) -> int:
    """Logical pixels for so many platforms in a row of a width."""
    most = 6 if width >= 900 else 3
    return (count if count <= most else most + 1) * STEP


def strip_height(font: QFont) -> int:
    """Logical pixels that the platforms with their marks need."""
    return max(GLYPH + 2 * BELOW, QFontMetrics(font).height() + 2)


def paint_strip(
    painter: QPainter, place: QRect, glyphs: Sequence[Glyph], font: QFont, view: QWidget
) -> None:
    """The platforms in their order, each with its own mark; "+n" for those without room."""
    name = f"list strip:{glyphs}:{font.pointSizeF()}:{view.isRightToLeft()}"
    paint_once(painter, place, name, partial(_draw_strip, glyphs=glyphs, font=font, view=view))


def _draw_strip(
    painter: QPainter, place: QRect, *, glyphs: Sequence[Glyph], font: QFont, view: QWidget
) -> None:
    room = place.width() // STEP
    shown = glyphs if len(glyphs) <= room else glyphs[: room - 1]
    left, top = 0, (place.height() - GLYPH) // 2
    direction = view.layoutDirection()
    for icon, mark in shown:
        glyph = QRect(left, top, GLYPH, GLYPH)
        paint_icon(painter, icon, QStyle.visualRect(direction, place, glyph), "text2")
        if mark:
            small = QRect(left + GLYPH - 4, top + GLYPH - 5, 10, 10)
            _draw_mark(painter, QStyle.visualRect(direction, place, small), mark)
        left += STEP
    if len(glyphs) > len(shown):
        painter.setFont(font)
        painter.setPen(color("text2"))
        rest = QRect(left, 0, STEP, place.height())
        paint_line(painter, place, rest, f"+{len(glyphs) - len(shown)}", view)


def _draw_mark(painter: QPainter, place: QRect, mark: str) -> None:
    seal = look(mark)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("surface"))
    painter.drawEllipse(QRectF(place).adjusted(-1, -1, 1, 1))
    paint_icon(painter, seal.shape, place, seal.token)
