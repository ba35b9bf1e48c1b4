"""One day of an hour grid: chips at their times, free posting times, and where one may drop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.services.free_slots import FreeSlot
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.here import local
from brandcraft_desktop.ui.publisher import column_paint, refusals
from brandcraft_desktop.ui.publisher.days import Moment
from brandcraft_desktop.ui.publisher.dropping import Carried, carried
from brandcraft_desktop.ui.publisher.folding import alarming, show_rest
from brandcraft_desktop.ui.publisher.free_slot import HEIGHT, FreeSlotButton
from brandcraft_desktop.ui.publisher.hours import Axis
from brandcraft_desktop.ui.publisher.lanes import Lane, Rest, Span, side_by_side
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.publisher.refusals import Refusal
from brandcraft_desktop.ui.publisher.sight import Stretch
from brandcraft_desktop.ui.publisher.time_chip import TimeChip
from brandcraft_desktop.ui.publisher.time_scale import NARROWEST, Scale, Standing
from brandcraft_desktop.ui.publisher.words import spoken_column
from brandcraft_desktop.ui.widgets import Button, set_look

EDGE: Final = 3
GAP: Final = 2
MORE: Final = 24
FREE: Final = 2
"""What comes last of all that stands at one time."""


class DayColumn(QFrame):
    """Knows its day, its posts and its free times; the grid decides what its signals do."""

    opened = Signal(str)  # post id
    new_asked = Signal(object)  # Moment
    more_asked = Signal(object, object)  # tuple[PostRow, ...], the button
    dropped = Signal(object, object)  # Carried, Moment
    refused = Signal(str)
    dragged_over = Signal(int)  # pixels from the top: what is near the edge scrolls
    key = Signal(object)
    focused = Signal()
    chip_made = Signal(object)
    slot_made = Signal(object)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("daycolumn")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._thumbnails = thumbnails
        self._looks: Looks = {}
        self.day = date.min
        self.rows: tuple[PostRow, ...] = ()
        self.slots: tuple[FreeSlot, ...] = ()
        self.chips: list[TimeChip] = []
        self.buttons: list[FreeSlotButton] = []
        self.rests: list[Button] = []
        self._flag = ""
        self._target: Moment | None = None
        self._refusal: Refusal | None = None
        self._over = False

    def set_day(
        self, day: date, axis: Axis, scale: Scale, standing: Standing, flag: str = ""
    ) -> None:
        """Show a day, still without posts; ``flag`` says whose campaign starts."""
        self.day, self.axis, self.scale, self.standing = day, axis, scale, standing
        self._flag = flag
        self.setFixedHeight(scale.height(axis.minutes))
        set_look(self, "today", "true" if day == standing.today else "false")
        beyond = day > standing.last_day
        self.setToolTip(refusals.opens(day, standing.months) if beyond else "")
        self.set_posts((), (), self._looks)

    def set_standing(self, standing: Standing) -> None:
        """The clock moved on: so do the line of now and what is past."""
        self.standing = standing
        self.update()

    def set_posts(self, rows: Sequence[PostRow], slots: Sequence[FreeSlot], looks: Looks) -> None:
        """Show the day's posts and free times; chips and buttons are used again."""
        self.rows, self.slots, self._looks = tuple(rows), tuple(slots), looks
        self.setAccessibleName(
            spoken_column(self.day, self.standing.today, len(rows), len(slots), self._flag)
        )
        self._place()
        self.update()

    # Where everything lies

    def _place(self) -> None:
        things = sorted(
            [
                (self.scale.top(self.axis.place(row.at)), 0 if alarming(row) else 1, number)
                for number, row in enumerate(self.rows)
                if row.at is not None
            ]
            + [
                (self.scale.top(self.axis.place(slot.at)), FREE, number)
                for number, slot in enumerate(self.slots)
            ]
        )
        # Of posts at the same time those that need their person come first: the last are folded.
        heights = (self.scale.chip, self.scale.chip, HEIGHT)
        spans = [Span(top, heights[kind]) for top, kind, _ in things]
        most = max(2, (self.width() - 2 * EDGE) // NARROWEST)
        lanes, rests = side_by_side(spans, most, MORE)
        chips = buttons = 0
        for place, (top, kind, number) in enumerate(things):
            if place not in lanes:
                continue
            box = self._box(top, heights[kind], lanes[place])
            if kind == FREE:
                button = self._button(buttons)
                button.set_slot(self.slots[number], self._looks)
                button.setGeometry(box)
                button.show()
                buttons += 1
            else:
                chip = self._chip(chips)
                chip.set_row(self.rows[number], self._looks)
                chip.setGeometry(box)
                chip.show()
                chips += 1
        for chip in self.chips[chips:]:
            chip.hide()
        for button in self.buttons[buttons:]:
            button.hide()
        self._place_rests(
            [
                (rest, [self.rows[things[one][2]] for one in rest.hidden if things[one][1] != FREE])
                for rest in rests
            ]
        )

    def _place_rests(self, rests: Sequence[tuple[Rest, list[PostRow]]]) -> None:
        shown = [(rest, rows) for rest, rows in rests if rows]  # free times alone are left out
        while len(self.rests) < len(shown):
            button = Button("", kind="link", parent=self)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(lambda _=False, button=button: self._more(button))
            self.rests.append(button)
        for number, button in enumerate(self.rests):
            button.setVisible(number < len(shown))
            if number < len(shown):
                rest, rows = shown[number]
                box = self._box(rest.top, MORE, rest.lane)
                show_rest(button, rows, box.width(), short=True)
                button.setProperty("rows", tuple(row.id for row in rows))
                button.setGeometry(box)

    def _more(self, button: Button) -> None:
        ids = button.property("rows")
        wanted = set(ids) if isinstance(ids, list | tuple) else set()
        self.more_asked.emit(tuple(row for row in self.rows if row.id in wanted), button)

    def _box(self, top: int, height: int, lane: Lane) -> QRect:
        room = self.width() - 2 * EDGE - 1
        begin = EDGE + room * lane.lane // lane.lanes
        end = EDGE + room * (lane.lane + 1) // lane.lanes
        box = QRect(begin, top, max(1, end - begin - (GAP if lane.lanes > 1 else 0)), height - 1)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _chip(self, number: int) -> TimeChip:
        while len(self.chips) <= number:
            chip = TimeChip(self._thumbnails, self)
            chip.clicked.connect(lambda _=False, chip=chip: self.opened.emit(chip.row.id))
            self.chips.append(chip)
            self.chip_made.emit(chip)
        return self.chips[number]

    def _button(self, number: int) -> FreeSlotButton:
        while len(self.buttons) <= number:
            button = FreeSlotButton(self)
            button.clicked.connect(lambda _=False, button=button: self._begin(button))
            self.buttons.append(button)
            self.slot_made.emit(button)
        return self.buttons[number]

    def _begin(self, button: FreeSlotButton) -> None:
        self.new_asked.emit(self.free_moment(button.slot.at))

    def free_moment(self, at: datetime) -> Moment:
        """A posting time as it stands on the clocks shown."""
        here = local(at).replace(tzinfo=None, fold=0)
        return Moment(at, here.isoformat(timespec="minutes"))

    def stops(self) -> list[QWidget]:
        """What the keyboard walks over inside the day, top to bottom."""
        found: list[QWidget] = [
            one for one in (*self.chips, *self.buttons, *self.rests) if not one.isHidden()
        ]
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return sorted(found, key=lambda one: (one.y(), -one.x() if mirrored else one.x()))

    def chip_of(self, post_id: str) -> TimeChip | None:
        """The visible chip of a post."""
        shown = (chip for chip in self.chips if not chip.isHidden())
        return next((chip for chip in shown if chip.row.id == post_id), None)

    def stretches(self) -> list[Stretch]:
        """Where its posts lie, in pixels from the top."""
        found = []
        for row in self.rows:
            if row.at is not None:
                top = self.scale.top(self.axis.place(row.at))
                found.append(Stretch(top, top + self.scale.chip, alarming(row)))
        return found

    def now_top(self) -> int | None:
        """Where now is; None on any other day."""
        if self.day != self.standing.today:
            return None
        return self.scale.top(self.axis.place(self.standing.now))

    # Being a widget

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.day != date.min:
            self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and self.day != date.min:
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        column_paint.paint_ground(painter, self, event.rect())
        if self._over:
            minutes = None if self._target is None else self.axis.place(self._target.at)
            top = self._at if minutes is None else self.scale.top(minutes)
            column_paint.paint_target(painter, self, top, self._target, self._refusal)
        if self.hasFocus():
            column_paint.paint_ring(painter, self)
        painter.end()

    def why_not(self, at: datetime | None) -> Refusal | None:
        """What is in the way at a moment of this day."""
        return refusals.of_moment(at, self.standing.now, self.standing.last)

    # The pointer

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        minutes = self.scale.minutes(event.position().y())
        moment = self.axis.moment(self.day, minutes)
        why = self.why_not(moment.at) if moment is not None else None
        if why is Refusal.TOO_FAR:
            self.refused.emit(refusals.sentence(why, self.standing.months, self.day))
        elif moment is not None and why is None:
            self.new_asked.emit(moment)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carried(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._aim(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._aim(event)
        self.dragged_over.emit(round(event.position().y()))
        if self._refusal is None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def _aim(self, event: QDropEvent) -> Carried | None:
        """Work out where what is carried would land."""
        found = carried(event.mimeData())
        held = found.grabbed if found is not None else 0
        self._at = max(0, round(event.position().y()) - held)
        self._target = self.axis.moment(self.day, self.scale.minutes(self._at))
        at = self._target.at if self._target is not None else None
        self._refusal = self.why_not(at)
        self._over = True
        self.update()
        return found

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.dragged_over.emit(-1)
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        found = self._aim(event)
        self._over = False
        self.dragged_over.emit(-1)
        self.update()
        event.acceptProposedAction()
        if self._refusal is not None or self._target is None:
            why = self._refusal or Refusal.SKIPPED
            self.refused.emit(refusals.sentence(why, self.standing.months, self.day))
        elif found is not None:
            self.dropped.emit(found, self._target)

    @property
    def refused_here(self) -> Refusal | None:
        """Why what was carried over last could not land."""
        return self._refusal

    # The keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)
