"""A person without a mouse: presses keys, and sees where the focus is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateTimeEdit, QMenu, QWidget

from brandcraft_desktop.ui import robot

MOST_TABS = 150
PARTS = 8


def name_of(widget: QWidget) -> str:
    """What a screen reader says first."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


class Keyboard:
    """Keys go to whatever has the focus, as the system sends them; nothing here sets it."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def focused(self) -> QWidget:
        """Where the next key goes."""
        if QApplication.activeWindow() is None:  # nobody manages windows here
            shown = QApplication.activeModalWidget() or self._window
            shown.activateWindow()
            robot.wait_for("the window to be in front", shown.isActiveWindow)
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            return menu
        found = QApplication.focusWidget() or QApplication.activeWindow()
        assert found is not None
        return found

    def press(self, keys: str) -> None:
        """A key or a combination, "Ctrl+Return"."""
        QTest.keySequence(self.focused(), QKeySequence(keys))
        QApplication.processEvents()

    def type(self, words: str) -> None:
        """Letters into what has the focus."""
        QTest.keyClicks(self.focused(), words)
        QApplication.processEvents()

    def tab(self, *, back: bool = False) -> None:
        """One stop on, or back."""
        if back:
            shift = Qt.KeyboardModifier.ShiftModifier
            QTest.keyClick(self.focused(), Qt.Key.Key_Backtab, shift)
        else:
            QTest.keyClick(self.focused(), Qt.Key.Key_Tab)
        QApplication.processEvents()

    def tab_to(self, name: str) -> QWidget:
        """Tab until the focus is on what is called so (or begins so); fails where it never is."""
        seen: list[str] = []
        for _ in range(MOST_TABS):
            here = self.focused()
            if name_of(here).startswith(name):
                return here
            seen.append(name_of(here) or type(here).__name__)
            self.tab()
        raise AssertionError(f"Tab never came to {name!r}: {' > '.join(dict.fromkeys(seen))}")

    def wait_for(self, what: str, true: Callable[[], object], within_ms: int = 20_000) -> None:
        """Look at the screen until it shows something."""
        robot.wait_for(what, true, within_ms=within_ms)

    def set_part(self, part: QDateTimeEdit.Section, words: str, *, back: bool = False) -> None:
        """One part of a date and time: Tab goes from part to part, figures replace it."""
        edit = self.focused()
        assert isinstance(edit, QDateTimeEdit)
        for _ in range(PARTS):
            if edit.currentSection() == part:
                break
            self.tab(back=back)
        assert self.focused() is edit, "the part was passed over"
        assert edit.currentSection() == part
        self.type(words)
