"""A person's hands: mouse, keys, and a file dragged onto the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from brandcraft_desktop.ui.robot.patience import GaveUp, wait_for

RailButton = QToolButton
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
