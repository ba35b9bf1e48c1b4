"""Putting a sheet on the widgets that are there: what is seen at once, the rest before it is seen.

Left to itself, ``QApplication.setStyleSheet`` polishes every widget that has a rule and, from each
of them, everything inside it once more: measured with Qt 6.11, a widget as often as it has
ancestors, ten times in our window, hidden pages included. Here each widget is polished once.
"""

from __future__ import annotations

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

AT_A_TURN = 40
"""After so many hidden widgets the event loop has its turn; what lies in one page goes together,
for its parts measure each other."""


def dress(application: QApplication, sheet: str) -> None:
    """Put a sheet on the application and on all its widgets."""
    if not application.styleSheet():
        application.setStyleSheet(sheet)  # for the first one, Qt looks at each widget once
        return
    # Makes Qt forget which widgets have rules, so that the next call finds none to polish.
    application.style().unpolish(application)
    application.setStyleSheet(sheet)
    waiting = _waiting(application)
    for window in application.topLevelWidgets():
        if window.parentWidget() is None:  # the others lie inside one
            waiting.look_at(window)


def is_complete(application: QApplication) -> bool:
    """Whether no hidden widget waits for the sheet in force."""
    return _waiting(application).is_empty


class Waiting(QObject):
    """Hidden widgets in the former dress: they change it bit by bit, or when they are shown."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._hidden: dict[QWidget, None] = {}  # in the order they came
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    @property
    def is_empty(self) -> bool:
        """Whether all are dressed."""
        return not self._hidden

    def look_at(self, widget: QWidget) -> int:
        """Dress it and what is shown in it, or let it wait; gives how many were dressed."""
        if widget.isHidden():
            self._hidden[widget] = None
            widget.installEventFilter(self)
            self._turn.start()
            return 0
        return self._dress(widget)

    def _dress(self, widget: QWidget) -> int:
        # From outside to inside: what a widget inherits must be there before its own rules.
        _polish(widget)
        return 1 + sum(self.look_at(inner) for inner in _inside(widget))

    def _go_on(self) -> None:
        dressed = 0
        while self._hidden and dressed < AT_A_TURN:
            dressed += self._take(next(iter(self._hidden)))
        if not self._hidden:
            self._turn.stop()

    def _take(self, widget: QWidget) -> int:
        del self._hidden[widget]
        if not shiboken6.isValid(widget):
            return 0
        widget.removeEventFilter(self)
        dressed = self._dress(widget)
        around = widget.parentWidget()
        if around is not None:
            around.updateGeometry()  # a stack counts its hidden pages, which tell it nothing
        return dressed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever is about to be seen goes first; nothing of it was painted yet."""
        shown = event.type() == QEvent.Type.Show
        if shown and isinstance(watched, QWidget) and watched in self._hidden:
            self._take(watched)
        return False


def _waiting(application: QApplication) -> Waiting:
    option = Qt.FindChildOption.FindDirectChildrenOnly
    return application.findChild(Waiting, options=option) or Waiting(application)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    for child in widget.children():
        # One of them may be gone, for those before it hear of their new style meanwhile.
        if isinstance(child, QWidget) and shiboken6.isValid(child):
            yield child


def _polish(widget: QWidget) -> None:
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # or Qt does it by itself
        widget.style().polish(widget)
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
