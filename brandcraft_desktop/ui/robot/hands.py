"""A person's hands: mouse, keys, and a file dragged onto the window."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from brandcraft_desktop.ui.robot.patience import GaveUp, pass_time, wait_for

RailButton = QToolButton
Widget = QWidget
W = TypeVar("W", bound=QWidget)


def find(
    root: QWidget, kind: type[W], *, name: str = "", where: Callable[[W], bool] | None = None
) -> W:
    """The first visible widget of `kind` whose accessible name, text or object name is `name`."""

    def look() -> W | None:
        for widget in root.findChildren(kind):
            if widget.isVisible() and _called(widget, name) and (where is None or where(widget)):
                return widget
        return None

    return wait_for(f"{kind.__name__} {name!r}", look)


def _called(widget: QWidget, name: str) -> bool:
    if not name:
        return True
    text = getattr(widget, "text", None)
    words = text() if callable(text) else ""
    return name in (widget.accessibleName(), widget.objectName(), words)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """A left click where a person would see the widget. Raises `GaveUp` where it is disabled."""
    wait_for(f"{widget.accessibleName()!r} to be enabled", widget.isEnabled)
    if not widget.isVisible():
        raise GaveUp(f"{widget.accessibleName()!r} can't be seen, so it can't be clicked.")
    QTest.mouseClick(
        widget,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        widget.rect().center() if at is None else at,
    )
    QApplication.processEvents()


def answer(field: QWidget, words: str) -> None:
    """Choose the last of a list, or type `words`. Raises `GaveUp` for any other field.

    Platforms list the widest first: the last is "Only me", or "No".
    """
    if isinstance(field, QComboBox):
        choose_last(field)
    elif isinstance(field, QLineEdit | QPlainTextEdit):
        type_text(field, words)
    else:
        raise GaveUp(f"Nobody knows how to answer {field.accessibleName()!r}.")


def choose_last(combo: QComboBox) -> None:
    """Open a list and click its last choice that is offered."""
    click(combo)
    shown = wait_for("the list", lambda: combo.view() if combo.view().isVisible() else None)
    # Qt takes a release that comes at once for the end of the click that opened the list.
    pass_time(QApplication.doubleClickInterval() + 100)
    lines = [combo.model().index(place, 0) for place in range(combo.count())]
    last = [one for one in lines if one.flags() & Qt.ItemFlag.ItemIsEnabled][-1]
    shown.scrollTo(last)
    QTest.mouseClick(
        shown.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        shown.visualRect(last).center(),
    )
    QApplication.processEvents()


def tick(choices: QListWidget, wanted: Collection[str]) -> None:
    """Tick the lines that stand for these (their data), one by one. Raises `GaveUp`."""
    for place in range(choices.count()):
        item = choices.item(place)
        if item.data(Qt.ItemDataRole.UserRole) in wanted:
            choices.setCurrentItem(item)
            press(choices, "Space")
            if item.checkState() is not Qt.CheckState.Checked:
                raise GaveUp(f"{item.text()} can't be chosen.")


def attend(widget: QWidget) -> None:
    """Bring the widget's window to the front and the keyboard to the widget."""
    window = widget.window()
    if not window.isActiveWindow():
        window.activateWindow()
        # Only then go on: an activation that comes late would close a pop-up opened meanwhile.
        wait_for("the window to be in front", window.isActiveWindow)
    widget.setFocus()
    QApplication.processEvents()


def type_text(widget: QWidget, text: str) -> None:
    """Type into a widget key by key; a line break is the Return key."""
    attend(widget)
    for line_number, line in enumerate(text.split("\n")):
        if line_number:
            QTest.keyClick(widget, Qt.Key.Key_Return)
        QTest.keyClicks(widget, line)
    QApplication.processEvents()


def press(widget: QWidget, keys: str) -> None:
    """Press a shortcut such as "Ctrl+Return"."""
    attend(widget)
    QTest.keySequence(widget, QKeySequence(keys))
    QApplication.processEvents()


def drop_files(widget: QWidget, paths: Sequence[Path]) -> None:
    """Drag files from a file manager and let them fall onto `widget`."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    centre = widget.rect().center()
    enter = QDragEnterEvent(
        centre,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        raise GaveUp(f"{widget.accessibleName()!r} does not take dropped files.")
    drop = QDropEvent(
        QPointF(centre),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, drop)
    QApplication.processEvents()


def at_left(widget: QWidget) -> QPoint:
    """Where a switch is: at the leading side of its row."""
    height = widget.height() // 2
    right = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return QPoint(widget.width() - height if right else height, height)
