"""The keyboard on an hour grid: over days, into them, and posts moved by hand's twin."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui.habits import first_weekday
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.publisher.days import WEEK
from brandcraft_desktop.ui.publisher.hours import STEP

if TYPE_CHECKING:
    from brandcraft_desktop.ui.publisher.day_column import DayColumn
    from brandcraft_desktop.ui.publisher.time_grid import TimeGrid

_SIDEWAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DOWN: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _sideways(grid: TimeGrid, key: int) -> int:
    step = _SIDEWAYS.get(Qt.Key(key), 0)
    return -step if grid.layoutDirection() == Qt.LayoutDirection.RightToLeft else step


def _held(event: QKeyEvent) -> bool:
    away = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
    return bool(event.modifiers() & away)


def on_day(grid: TimeGrid, column: DayColumn, event: object) -> None:
    """Left and right walk over days, up and down scroll, Enter goes in."""
    if not isinstance(event, QKeyEvent) or _held(event):
        return
    key = event.key()
    sideways, down = _sideways(grid, key), _DOWN.get(Qt.Key(key), 0)
    behind = (column.day.weekday() - first_weekday()) % WEEK
    if sideways:
        grid.go(column.day + timedelta(days=sideways))
    elif down:
        bar = grid.area.verticalScrollBar()
        bar.setValue(bar.value() + down * column.scale.hour)
    elif key == Qt.Key.Key_Home:
        grid.go(column.day - timedelta(days=behind))
    elif key == Qt.Key.Key_End:
        grid.go(column.day + timedelta(days=WEEK - 1 - behind))
    elif key in _ENTER:
        _enter(grid, column)
    else:
        return
    event.accept()


def _enter(grid: TimeGrid, column: DayColumn) -> None:
    stops = column.stops()
    standing = column.standing
    if stops:
        grid.focus_stop(stops[0])
    elif column.day >= standing.today:
        grid.new_asked.emit(column.day)


def on_stop(grid: TimeGrid, column: DayColumn, stop: QWidget, event: object) -> None:
    """Inside a day: up and down to what is next to it, Esc back to the day."""
    if not isinstance(event, QKeyEvent) or _held(event):
        return
    key = event.key()
    sideways, down = _sideways(grid, key), _DOWN.get(Qt.Key(key), 0)
    if down:
        stops = column.stops()
        place = stops.index(stop) + down
        if 0 <= place < len(stops):
            grid.focus_stop(stops[place])
    elif sideways:
        grid.go(column.day + timedelta(days=sideways))
    elif key == Qt.Key.Key_Escape:
        grid.focus_day(column.day)
    else:
        return
    event.accept()


def on_chip(grid: TimeGrid, column: DayColumn, chip: PostChip, event: object) -> None:
    """A post: what any stop does, and moving, deleting, editing."""
    if not isinstance(event, QKeyEvent):
        return
    key = event.key()
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        if _move(grid, column, chip, key):
            event.accept()
    elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        grid.post_deleted.emit(chip.row.id)
        event.accept()
    elif key == Qt.Key.Key_E:
        grid.post_edited.emit(chip.row.id)
        event.accept()
    else:
        on_stop(grid, column, chip, event)


def _move(grid: TimeGrid, column: DayColumn, chip: PostChip, key: int) -> bool:
    sideways, down = _sideways(grid, key), _DOWN.get(Qt.Key(key), 0)
    if chip.row.at is None or not (sideways or down):
        return False
    if sideways:
        grid.post_nudged.emit(chip.row.id, timedelta(days=sideways))
    else:
        grid.post_nudged.emit(chip.row.id, timedelta(minutes=STEP * down))
    return True
