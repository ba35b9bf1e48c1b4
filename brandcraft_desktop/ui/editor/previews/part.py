"""One message as it will be seen: words, files and link card, as its platform arranges them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from brandcraft_desktop.domain.plan import Layout, Part
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.previews.finished import Cover, FinishedFiles
from brandcraft_desktop.ui.editor.previews.frames import PIN_WIDTH
from brandcraft_desktop.ui.editor.previews.link_card import LinkCard
from brandcraft_desktop.ui.editor.previews.part_files import PartFiles
from brandcraft_desktop.ui.editor.previews.post_text import PostText
from brandcraft_desktop.ui.editor.previews.tile import tiles_of
from brandcraft_desktop.ui.editor.previews.veil import VeilLine
from brandcraft_desktop.ui.editor.variant_tabs import MINUS
from brandcraft_desktop.ui.widgets import ElidedLabel, WrappedLabel, set_look

PHONES = (Layout.TALL, Layout.STORY)
_FILES_FIRST = (*PHONES, Layout.WIDE, Layout.PIN)
_GUTTER = 22
_BETWEEN = 14
NO_TITLE = "No title yet"


@dataclass(frozen=True)
class Showing:
    """A part with all that is drawn around it; `number` counts from 1, `over` is the first index
    beyond the limit, `hidden` stands before its files, `warning` before all of it.
    """

    part: Part
    number: int = 1
    total: int = 1
    over: int | None = None
    title: str = ""
    who: str = ""
    cover: Cover | None = None
    hidden: str = ""
    warning: str = ""
    left_out: str = ""
    words_below: bool = False


class PartView(QWidget):
    """In a thread it has its number and count, and a line that leads to the next."""

    def __init__(self, files: FinishedFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Showing | None = None
        self._opened = False
        self.head = ElidedLabel(parent=self)
        self.head.setObjectName("counter")
        self.head.setFont(theme.tabular(self.head.font()))
        self.veil = VeilLine(self)
        self.veil.turned.connect(self._reveal)
        self.files = PartFiles(files, self)
        self.files.opened_words.connect(self._open_words)
        self.title = WrappedLabel(role="subtitle", parent=self)
        self._well = QFrame(self)
        self._well.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inside = QVBoxLayout(self._well)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self.words = PostText(self._well)
        self._inside.addWidget(self.words)
        self.left_out = WrappedLabel(role="caption", parent=self)
        self.card = LinkCard(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._files_first: bool | None = None
        self._words_side = 0
        for widget in (self.head, self.veil, self.files, self.title, self._well, self.left_out):
            widget.hide()
        self._arrange(files_first=False)

    def show_part(self, showing: Showing) -> None:
        """Show it; what did not change costs nothing."""
        if showing == self._shown:
            return
        self._shown = showing
        part = showing.part
        self._arrange(files_first=showing.words_below or part.layout in _FILES_FIRST)
        self._show_head(showing)
        self.veil.show_words(showing.warning)
        self.words.show_part(part, showing.over)
        self.files.show_part(
            part, tiles_of(part, showing.cover, showing.hidden), showing.who, showing.title
        )
        self.card.show_address(part.link_card)
        self._reveal()

    def stops(self) -> tuple[QWidget, ...]:
        """What the keys may reach, as it stands from top to bottom."""
        files, words = self.files.stops(), (self.words,)
        both = (*files, *words) if self._files_first else (*words, *files)
        return (self.veil.button, *both)

    def _show_head(self, showing: Showing) -> None:
        measure, thread = showing.part.measure, showing.total > 1
        self.head.setVisible(thread)
        last = showing.number == showing.total
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        gutter = _GUTTER if thread else 0
        self._column.setContentsMargins(
            0 if mirrored else gutter, 0, gutter if mirrored else 0, 0 if last else _BETWEEN
        )
        if not thread:
            return
        over = measure.remaining < 0
        count = f"{MINUS}{-measure.remaining}" if over else f"{measure.length} / {measure.limit}"
        words = f"Part {showing.number} of {showing.total}  ·  {count}"
        if words != self.head.text():
            self.head.setText(words)
        set_look(self.head, "state", "over" if over else "normal")

    def _reveal(self) -> None:
        """What can be seen, with what is hidden behind a warning or folded into the telephone."""
        showing = self._shown
        if showing is None:
            return
        part, seen = showing.part, not self.veil.hides
        phone = part.layout in PHONES
        beside = not phone or self._opened or showing.over is not None
        title = showing.title or (NO_TITLE if part.layout is Layout.WIDE else "")
        if title != self.title.whole_text():
            self.title.setText(title)
            set_look(self.title, "role", "subtitle" if showing.title else "muted")
        self._set_well(part.layout is Layout.WIDE)
        self._align_words()
        self.title.setVisible(seen and bool(title) and not phone and not showing.warning)
        self._well.setVisible(seen and bool(part.text) and beside)
        self.files.setVisible(seen and self.files.shows)
        self.card.setVisible(seen and part.link_card is not None)
        if showing.left_out != self.left_out.whole_text():
            self.left_out.setText(showing.left_out)
        self.left_out.setVisible(bool(showing.left_out))

    def _open_words(self) -> None:
        self._opened = True
        self._reveal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align_words()

    def _align_words(self) -> None:
        """Under a Pin the words are as wide as it is."""
        pin = self._shown is not None and self._shown.part.layout is Layout.PIN
        room = self._column.contentsRect().width()
        side = max(room - PIN_WIDTH, 0) // 2 if pin else 0
        if pin or self._words_side:
            self._words_side = side
            self._inside.setContentsMargins(side, 0, side, 0)
            self.title.setContentsMargins(side, 0, side, 0)

    def _set_well(self, wanted: bool) -> None:
        name = "well" if wanted else ""
        if name == self._well.objectName():
            return
        self._well.setObjectName(name)
        self._well.style().unpolish(self._well)
        self._well.style().polish(self._well)
        across, high = (12, 10) if wanted else (0, 0)
        self._inside.setContentsMargins(across, high, across, high)

    def _arrange(self, *, files_first: bool) -> None:
        """Words over the files, or below them, as the platform has it."""
        if files_first is self._files_first:
            return
        self._files_first = files_first
        words: tuple[QWidget, ...] = (self.title, self._well, self.left_out)
        order = (self.files, *words) if files_first else (*words, self.files)
        for widget in (self.head, self.veil, *order, self.card):
            self._column.removeWidget(widget)
            self._column.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        showing = self._shown
        if showing is None or showing.total < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        across = self.width() - 7.0 if mirrored else 7.0
        middle = float(self.head.geometry().center().y() + 1)
        painter.setPen(QPen(theme.color("border_strong"), 2))
        if showing.number > 1:
            painter.drawLine(QPointF(across, 0), QPointF(across, middle))
        if showing.number < showing.total:
            painter.drawLine(QPointF(across, middle), QPointF(across, self.height()))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(QPointF(across, middle), 4, 4)
        painter.end()
