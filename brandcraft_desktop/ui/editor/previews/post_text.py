"""The words of a part as a platform shows them: live pieces coloured, too much marked.

A text of thousands of characters is shown on ten cards at each key press, so only the paragraphs
that changed are laid out again, and only those in sight are painted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from brandcraft_desktop.domain.plan import Part
from brandcraft_desktop.domain.text.units import utf16_length
from brandcraft_desktop.ui import theme

LONGEST_EXTRA = 600
"""Characters shown beyond the limit; the rest is only counted."""
LIVE, OVER, FOLD = "live", "over", "fold"
MORE = "… more"


@dataclass(frozen=True)
class Stretch:
    """A piece of a paragraph with a look of its own, in UTF-16 units of the paragraph."""

    look: str
    start: int
    length: int


@dataclass(frozen=True)
class Paragraph:
    """One line of the text as it was written."""

    text: str
    stretches: tuple[Stretch, ...] = ()


def paragraphs(part: Part, over: int | None, fold: int | None = None) -> tuple[Paragraph, ...]:
    """The part line by line; `over` is the first Python index beyond the limit.

    With `fold` it ends there, with the words that open the rest.
    """
    text, end = part.text, len(part.text)
    more = ""
    folded = fold is not None and fold < end and (over is None or fold < over)
    if folded and fold is not None:
        end, more, over = fold, MORE, None
    elif over is not None and end > over + LONGEST_EXTRA:
        more = f"… and {end - over - LONGEST_EXTRA:,} characters more"
        end = over + LONGEST_EXTRA
    limit = end if over is None else over
    looks = [(LIVE, span.start, min(span.end, limit)) for span in part.spans if span.start < limit]
    shown = text[:end] + more
    if limit < len(shown):
        looks.append((FOLD if folded else OVER, limit, len(shown)))
    found = []
    begun, place = 0, 0
    for line in shown.split("\n"):
        stop = begun + len(line)
        stretches = []
        while place < len(looks) and looks[place][1] < stop:
            look, first, last = looks[place]
            start, behind = max(first, begun) - begun, min(last, stop) - begun
            if start < behind:
                units = utf16_length(line[:start])
                stretches.append(Stretch(look, units, utf16_length(line[start:behind])))
            if last > stop:
                break  # goes on in the next line
            place += 1
        found.append(Paragraph(line, tuple(stretches)))
        begun = stop + 1
    return tuple(found)


class _Laid:
    """A paragraph laid out; layouts ask for several widths, so each width's height is kept."""

    def __init__(
        self, paragraph: Paragraph, font: QFont, looks: Mapping[str, QTextCharFormat]
    ) -> None:
        self.layout = QTextLayout(paragraph.text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setAlignment(leading_side(paragraph.text))
        self.layout.setTextOption(option)
        self.layout.setCacheEnabled(True)
        ranges = []
        for stretch in paragraph.stretches:
            one = QTextLayout.FormatRange()
            one.start, one.length = stretch.start, stretch.length
            one.format = looks[stretch.look]
            ranges.append(one)
        self.layout.setFormats(ranges)
        self._heights: dict[int, float] = {}
        self._width = -1

    def height(self, width: int) -> float:
        """How high it is at that width."""
        known = self._heights.get(width)
        return self.fit(width) if known is None else known

    def fit(self, width: int) -> float:
        """Lay it out at that width, to be drawn; gives its height."""
        if width != self._width:
            self._width, height = width, 0.0
            self.layout.beginLayout()
            while (line := self.layout.createLine()).isValid():
                line.setLineWidth(width)
                line.setPosition(QPointF(0, height))
                height += line.height()
            self.layout.endLayout()
            self._heights[width] = height
        return self._heights[width]


class PostText(QWidget):
    """Follows the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Part, int | None] | None = None
        self._open = False
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._laid: dict[Paragraph, _Laid] = {}
        self._lines: list[_Laid] = []
        self._heights: dict[int, int] = {}
        self._looks: Mapping[str, QTextCharFormat] = _looks()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.live.changed.connect(self._renew)

    def show_part(self, part: Part, over: int | None) -> None:
        """Show a part."""
        if (part, over) == self._shown:
            return
        self._shown = (part, over)
        self._lay()
        folded = self.folded
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if folded else Qt.FocusPolicy.NoFocus)
        words = "Show the rest, as readers do" if folded else ""
        self.setToolTip(words)
        self.setAccessibleDescription(f"Folded after “{part.text[: part.fold][-40:]}”" * folded)
        self.setAccessibleName(part.text)
        self.setVisible(bool(part.text))

    def text(self) -> str:
        """What is shown."""
        return "\n".join(line.layout.text() for line in self._lines)

    def stretches(self, look: str) -> list[str]:
        """The pieces that look so: "live" or "over"."""
        return [
            _units(paragraph.text, one.start, one.start + one.length)
            for paragraph in self._paragraphs
            for one in paragraph.stretches
            if one.look == look
        ]

    @property
    def folded(self) -> bool:
        """Whether readers see "… more" instead of the rest."""
        return bool(self.stretches(FOLD))

    def unfold(self) -> None:
        """Show what stands behind "… more", as a reader who taps on it."""
        if self.folded:
            self._open = True
            self._lay()
            self.updateGeometry()

    def _renew(self) -> None:
        """Other colours or another font: nothing that was laid out holds any more."""
        self._laid.clear()
        self._looks = _looks()
        self._lay()

    def _lay(self) -> None:
        font, before = self.font(), self._laid
        if self._shown is not None:
            part, over = self._shown
            self._paragraphs = paragraphs(part, over, None if self._open else part.fold)
        self._laid, self._lines = {}, []
        used: set[int] = set()
        for paragraph in self._paragraphs:
            there = before.get(paragraph)
            if there is None or id(there) in used:  # the same line twice stands in two places
                there = _Laid(paragraph, font, self._looks)
            used.add(id(there))
            self._laid[paragraph] = there
            self._lines.append(there)
        width, before_height = self.width(), self._heights.get(self.width())
        self._heights.clear()
        if before_height is None or self.heightForWidth(width) != before_height:
            self.updateGeometry()  # dear: every card on the panel is asked for its size
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        known = self._heights.get(width)
        if known is None:
            total = sum(line.height(max(width, 1)) for line in self._lines)
            known = self._heights[width] = ceil(total)
        return known

    def sizeHint(self) -> QSize:
        width = max(self.width(), 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        top, sight, width = 0.0, event.rect(), max(self.width(), 1)
        for line in self._lines:
            height = line.height(width)
            if top > sight.bottom():
                break
            if top + height >= sight.top():
                line.fit(width)
                line.layout.draw(painter, QPointF(0, top))
            top += height

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.folded and event.button() is Qt.MouseButton.LeftButton:
            self.unfold()
            event.accept()
        else:
            event.ignore()  # the card goes to the platform's text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.folded and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.unfold()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._renew()


def _looks() -> Mapping[str, QTextCharFormat]:
    live, over, fold = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    fold.setForeground(theme.color("text2"))
    fold.setFontWeight(QFont.Weight.DemiBold)
    live.setForeground(theme.color("link"))
    over.setForeground(theme.color("failed"))
    over.setBackground(theme.color("failed_bg"))
    return {LIVE: live, OVER: over, FOLD: fold}


def leading_side(text: str) -> Qt.AlignmentFlag:
    """Where its lines begin: by its first letter with a direction, as in a browser's "auto"."""
    for character in text:
        direction = bidirectional(character)
        if direction in ("R", "AL"):
            return Qt.AlignmentFlag.AlignRight
        if direction == "L":
            break
    return Qt.AlignmentFlag.AlignLeft


def _units(text: str, start: int, end: int) -> str:
    """A piece of the text between two UTF-16 positions."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
