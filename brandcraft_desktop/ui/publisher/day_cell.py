"""One day of the month: its number, as many chips as fit, and the rest behind "+n more"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.publisher import refusals
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.publisher.chip_face import SHORT
from brandcraft_desktop.ui.publisher.dropping import carried
from brandcraft_desktop.ui.publisher.folding import HEAD, MORE, chosen, fitting, show_rest
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.publisher.time_scale import Standing
from brandcraft_desktop.ui.publisher.words import spoken_cell
from brandcraft_desktop.ui.theme import color, live, paint_icon, tabular
from brandcraft_desktop.ui.times import short_date
from brandcraft_desktop.ui.widgets import Button, IconButton, paint_focus, set_look
from brandcraft_desktop.ui.widgets.style import paint_line, scaled_font

NUMBER_TOP: Final = 3
EDGE: Final = 3
ADD: Final = 27
"""How much of the head the button for a new post takes."""
FLAG: Final = 12


class DayCell(QFrame):
    """Knows its day and its posts; the grid decides what its signals do."""

    opened = Signal(str)  # post id
    new_asked = Signal()
    more_asked = Signal()
    dropped = Signal(object)  # Carried
    key = Signal(object)
    focused = Signal()
    chip_made = Signal(PostChip)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("daycell")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.day = date.min
        self.refusal: refusals.Refusal | None = None
        self.rows: tuple[PostRow, ...] = ()
        self.chips: list[PostChip] = []
        self._looks: Looks = {}
        self._today = False
        self._hatched = False
        self._compact = False
        self._flag = ""
        self._over = ""
        self.add = IconButton("plus", "New post", size=14, parent=self)
        self.add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add.clicked.connect(self.new_asked)
        self.add.hide()
        self.more = Button("", kind="link", parent=self)
        self.more.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        set_look(self.more, "small", "true")
        self.more.clicked.connect(self.more_asked)
        self.more.hide()

    def set_day(
        self,
        day: date,
        standing: Standing,
        *,
        month: int,
        flag: str = "",
        compact: bool = False,
    ) -> None:
        """Show a day in the view of `month`; ``flag`` says whose campaign starts."""
        self.day = day
        self.refusal = refusals.of_day(day, standing.today, standing.last_day)
        self._months = standing.months
        self._today = day == standing.today
        self._now = standing.today
        self._hatched = day > standing.last_day
        self._flag = flag
        self._compact = compact
        set_look(self, "other", "true" if day.month != month else "false")
        set_look(self, "today", "true" if self._today else "false")
        said = short_date(day, "dddd d MMMM")
        self.add.set_name(f"New post on {said}")
        self.more.setAccessibleDescription(said)
        self.add.setVisible(self.refusal is None and (self.hasFocus() or self.underMouse()))
        if self._hatched:
            self.setToolTip(refusals.opens(day, self._months))
        else:
            self.setToolTip(f"Campaign start: {flag}" if flag else "")
        self.set_rows(self.rows, self._looks)

    def set_rows(self, rows: Sequence[PostRow], looks: Looks) -> None:
        """Show the day's posts; chips are used again."""
        self.rows = tuple(rows)
        self._looks = looks
        name = spoken_cell(self.day, self._now, len(rows))
        if self._flag:
            name += f", campaign start of {self._flag}"
        self.setAccessibleName(name)
        self._place()
        self.update()

    def clear(self) -> None:
        """Show no posts; the day stays."""
        self.rows = ()

    def _place(self) -> None:
        room = fitting(self.height(), len(self.rows), compact=self._compact, scale=live.text_scale)
        while len(self.chips) < room.shown:
            chip = PostChip(self)
            chip.clicked.connect(lambda _=False, chip=chip: self.opened.emit(chip.row.id))
            self.chips.append(chip)
            self.chip_made.emit(chip)
        shown = chosen(self.rows, room.shown)
        top = room.head
        for number, chip in enumerate(self.chips):
            if number >= room.shown:
                chip.hide()
                continue
            chip.set_row(shown[number], self._looks)
            box = QRect(EDGE, top, self.width() - 2 * EDGE - 1, room.chip)
            chip.setGeometry(self._mirrored(box))
            chip.show()
            top += room.chip + room.gap
        self._place_rest([row for row in self.rows if row not in shown], top, room.beside)
        self.add.setGeometry(self._mirrored(QRect(self.width() - ADD, 1, 24, 24)))

    def _place_rest(self, rest: Sequence[PostRow], top: int, beside: bool) -> None:
        """The button of the posts without room: below the chips, or beside the day's number."""
        self.more.setVisible(bool(rest))
        if not rest:
            return
        left, end = EDGE + 2, self.width() - EDGE
        if beside:
            left, top = self._number_end() + (FLAG + 6 if self._flag else 2), 3
            end = self.width() - ADD
        show_rest(self.more, rest, end - left, alone=len(rest) == len(self.rows))
        width = min(end - left, self.more.sizeHint().width())
        self.more.setGeometry(self._mirrored(QRect(left, top - 1, width, MORE)))

    def shown(self) -> list[PostChip]:
        """The chips that are visible, top to bottom."""
        return [chip for chip in self.chips if not chip.isHidden()]

    def chip_of(self, post_id: str) -> PostChip | None:
        """The visible chip of a post."""
        return next((chip for chip in self.shown() if chip.row.id == post_id), None)

    def _mirrored(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()

    def minimumSizeHint(self) -> QSize:
        return QSize(90, HEAD + SHORT + MORE)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._hatched:
            painter.fillRect(self.rect(), QBrush(color("border"), Qt.BrushStyle.BDiagPattern))
        self._paint_number(painter)
        if self._flag:
            box = QRect(self._number_end() + 4, 7, FLAG, FLAG)
            paint_icon(painter, "thumbtack", self._mirrored(box), "accent")
        if self._over:
            self._paint_over(painter)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(1, 1, -2, -2), 4)
        painter.end()

    def _number_font(self) -> QFont:
        weight = QFont.Weight.DemiBold if self._today else QFont.Weight.Normal
        return tabular(scaled_font(self.font(), 0.95, weight))

    def _number_end(self) -> int:
        return 4 + max(22, QFontMetrics(self._number_font()).horizontalAdvance("00") + 10)

    def _paint_number(self, painter: QPainter) -> None:
        painter.setFont(self._number_font())
        number = short_date(self.day, "d")
        left, tall = 4, HEAD - 2 * NUMBER_TOP + 1
        box = self._mirrored(QRect(left, NUMBER_TOP, self._number_end() - left, tall))
        if self._today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            round_by = box.height() / 2
            painter.drawRoundedRect(QRectF(box), round_by, round_by)
        painter.setPen(color("on_accent" if self._today else "text3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)

    def _paint_over(self, painter: QPainter) -> None:
        refused = self.refusal is not None
        painter.setPen(QPen(color("failed" if refused else "accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -2.5, -2.5), 5, 5)
        if self.refusal is not None:
            painter.setPen(color("failed"))
            painter.setFont(scaled_font(self.font(), 0.88))
            where = QRect(32, 3, self.width() - 36, 20)
            words = refusals.label(self.refusal, self._months)
            paint_line(painter, self.rect(), where, words, self)

    # The pointer

    def enterEvent(self, event: QEnterEvent) -> None:
        self._show_add()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.add.hide()
        super().leaveEvent(event)

    def _show_add(self) -> None:
        self.add.setVisible(self.refusal is None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.refusal is not refusals.Refusal.PAST_DAY:
            self.new_asked.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carried(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._over = "over"
            self.update()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self.refusal is not None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = ""
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = ""
        self.update()
        event.acceptProposedAction()
        found = carried(event.mimeData())
        if found is not None:
            self.dropped.emit(found)

    # The keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_add()
        self.focused.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.underMouse():
            self.add.hide()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)
