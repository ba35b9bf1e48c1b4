"""What each control owes to who works by keyboard, screen reader or with an unsteady hand."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QListView,
    QPushButton,
    QWidget,
)

from brandcraft_desktop.ui.shell.pages import focusable
from brandcraft_desktop.ui.widgets import ElidedLabel

LEAST_SIDE = 24


def name_of(widget: QWidget) -> str:
    """What a screen reader says first."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name)


def nameless(within: QWidget) -> list[str]:
    """Visible controls that take the focus and have no name."""
    found = []
    for widget in [within, *within.findChildren(QWidget)]:
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        if isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
            continue  # its own part
        if widget.focusProxy() is None and not name_of(widget).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {within}")
    return found


def tiny(within: QWidget) -> list[str]:
    """Controls that are too small to hit."""
    return [
        f"{type(one).__name__} {name_of(one)} {one.width()}x{one.height()}"
        for one in focusable(within)
        if min(one.width(), one.height()) < LEAST_SIDE
        and not isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)  # a part of it
    ]


def low_rows(within: QWidget) -> list[str]:
    """Lists whose rows are too low to hit."""
    lists = [one for one in within.findChildren(QListView) if one.isVisible() and one.model()]
    return [
        f"{name_of(one)}: {height} high"
        for one in lists
        if one.viewMode() is QListView.ViewMode.ListMode and one.model().rowCount() > 1
        for height in [one.visualRect(one.model().index(1, 0)).top() - _top(one)]
        if height < LEAST_SIDE
    ]


def _top(rows: QListView) -> int:
    return rows.visualRect(rows.model().index(0, 0)).top()


def cut(within: QWidget) -> list[str]:
    """Buttons and labels of one line that have less room than their words."""
    parts: list[QPushButton | QLabel] = [
        *within.findChildren(QPushButton),
        *within.findChildren(QLabel),
    ]
    return [
        f"{type(one).__name__} {one.text()}"
        for one in parts
        if one.isVisible()
        and one.text()
        and not isinstance(one, ElidedLabel)
        and not (isinstance(one, QLabel) and one.wordWrap())
        and one.width() < one.sizeHint().width()
    ]


def astray(mirrored: QWidget) -> list[str]:
    """Names of fields that do not stand where lines start in a mirrored window."""
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return [
        one.text()
        for one in mirrored.findChildren(QLabel)
        if one.isVisible() and one.buddy() is not None and one.alignment() & right != right
    ]


def jumps(page: QWidget) -> list[str]:
    """Where Tab goes from one row straight up to a row above it, within one holder.

    Columns beside each other are read one after the other: only what shares a parent is compared.
    """
    stops = [one for one in focusable(page) if not one.visibleRegion().isEmpty()]
    return [
        f"{name_of(one)} > {name_of(after)}"
        for one, after in pairwise(stops)
        if one.parentWidget() is after.parentWidget()
        and after.geometry().bottom() < one.geometry().top()
        and after.geometry().left() <= one.geometry().right()
    ]


def unseen(within: QWidget) -> list[str]:
    """Controls that look the same with the focus as without it."""
    stops = [one for one in focusable(within) if one.focusProxy() is None]
    blind = []
    for one in stops:
        away = next((other for other in stops if other is not one), None)
        if away is None or not _has_focus(one):
            continue
        with_it = one.grab().toImage()
        if _has_focus(away) and one.grab().toImage() == with_it:
            blind.append(f"{type(one).__name__} {name_of(one)}")
    return blind


def _has_focus(one: QWidget) -> bool:
    one.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return one.hasFocus()


def troubles(within: QWidget) -> list[str]:
    """Everything that is wrong with a dialog, by kind."""
    found = {
        "no name": nameless(within),
        "too small": tiny(within),
        "too low": low_rows(within),
        "Tab goes up": jumps(within),
        "focus unseen": unseen(within),
    }
    return [f"{kind}: {one}" for kind, some in found.items() for one in some]
