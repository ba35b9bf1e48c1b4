"""The words under a title in the list: what is said already is left out, the rest is broken."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.services.post_rows import EXCERPT

KEPT: Final = 400  # texts


class BrokenWords:
    """Breaking lines is the dearest part of a row: each text once while it stays in view."""

    def __init__(self) -> None:
        self._font: QFont | None = None
        self._broken: dict[tuple[str, int], list[str]] = {}

    def lines(self, text: str, font: QFont, width: int) -> list[str]:
        """At most two lines of so many logical pixels."""
        if font is not self._font or len(self._broken) > KEPT:
            self._font = font
            self._broken.clear()
        key = (text, width)
        if key not in self._broken:
            self._broken[key] = wrapped(text, font, width)
        return self._broken[key]


def rest_of(row: PostRow) -> str:
    """The words under the title, without what a made-up title already says."""
    text = row.excerpt + "…" if len(row.excerpt) >= EXCERPT else row.excerpt
    start = row.title.removesuffix("…")
    if not text.startswith(start) or (row.title == start and text != start):
        return text
    rest = text[len(start) :].strip()
    return f"…{rest}" if rest else ""


def elided(text: str, font: QFont, width: int) -> str:
    """One line of it, cut at its end where it is longer than `width` logical pixels."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(1, width))


def wrapped(text: str, font: QFont, width: int, most: int = 2) -> list[str]:
    """At most `most` lines of `width` logical pixels; long words are broken, the rest elided."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, 0))
        if len(found) == most - 1:
            rest = text[line.textStart() :]
            elide = Qt.TextElideMode.ElideRight
            found.append(QFontMetrics(font).elidedText(rest, elide, width))
            break
        found.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return found
