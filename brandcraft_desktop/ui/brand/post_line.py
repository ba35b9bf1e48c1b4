"""One post to come: when, what, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.times import day_and_time
from brandcraft_desktop.ui.widgets import Card, ElidedLabel, Mark, scaled_font, set_look

GLYPH = 14
MOST_GLYPHS = 6
EDGE = 6
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def when_words(row: PostRow, now: datetime) -> str:
    """When a post goes out."""
    return day_and_time(row.at, now) if row.at is not None else ""


class PostLine(Card):
    """`opened(post id)` by a click, Enter or the space bar.

    `longest` are the longest words of a time among the lines, for a column of times.
    """

    opened = Signal(str)

    def __init__(
        self,
        row: PostRow,
        infos: Mapping[str, PlatformInfo],
        now: datetime,
        longest: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(kind="plain", parent=parent)
        self._id = row.id
        set_look(self, "row", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.body.setContentsMargins(4, 4, 4, 4)
        when = when_words(row, now)
        self._longest = longest or when
        self.when = ElidedLabel(when, role="subtitle")
        self.title = ElidedLabel(row.title)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.when)
        line.addWidget(self.title, 1)
        platforms = list(dict.fromkeys(mark.platform for mark in row.marks))
        for platform in platforms[:MOST_GLYPHS]:
            if platform in infos:
                line.addWidget(Mark(infos[platform].glyph, "text2", GLYPH))
        if len(platforms) > MOST_GLYPHS:
            line.addWidget(ElidedLabel(f"+{len(platforms) - MOST_GLYPHS}", role="caption"))
        self.body.addLayout(line)
        names = ", ".join(infos[one].name for one in platforms if one in infos)
        self.setAccessibleName(f"{when}: {row.title}. {names}")
        self.setToolTip(f"{row.title}\n{names}")
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """The same column of times in every line, whatever the size of the text."""
        bold = QFontMetrics(scaled_font(self.font(), 1.0, QFont.Weight.DemiBold))
        self.when.setFixedWidth(bold.horizontalAdvance(self._longest) + EDGE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING:
            self.opened.emit(self._id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.opened.emit(self._id)
