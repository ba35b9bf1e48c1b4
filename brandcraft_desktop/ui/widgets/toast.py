"""A short confirmation at the bottom of the window, with Undo."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QWidget

from brandcraft_desktop.ui.theme import duration, live
from brandcraft_desktop.ui.widgets.announcing import announce
from brandcraft_desktop.ui.widgets.button import Button
from brandcraft_desktop.ui.widgets.icon_button import IconButton
from brandcraft_desktop.ui.widgets.labels import WrappedLabel

SHOWN: Final = 7000
"""Milliseconds a toast stays, not counting the time it is hovered or focused."""

SLIDE: Final = 180
MARGIN: Final = 24
LIFT: Final = 68
"""Logical pixels above the window's bottom: a page's closing buttons stay reachable."""
WIDEST: Final = 560


@dataclass(frozen=True)
class Message:
    """One thing to confirm; ``undo`` is None where it cannot be taken back."""

    text: str
    undo: Callable[[], None] | None
    action: str
    more: tuple[str, Callable[[], None]] | None = None


class Toast(QFrame):
    """One per window, a child of it; messages wait for each other.

    ``dismissed`` fires with every message that leaves, ``undone`` when it left by its button.
    """

    dismissed = Signal()
    undone = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._waiting: deque[Message] = deque()
        self._message: Message | None = None
        self._return_to: QWidget | None = None
        self._label: QLabel = WrappedLabel(parent=self)
        self._action = Button("Undo", parent=self)
        self._action.clicked.connect(self._act)
        self._more = Button("", kind="ghost", parent=self)
        self._more.clicked.connect(self._do_more)
        self._close = IconButton("xmark", "Dismiss", size=14, token="border_strong", parent=self)
        self._close.clicked.connect(self.dismiss)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._label, 1)
        row.addWidget(self._action)
        row.addWidget(self._more)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(SHOWN)
        self._timer.timeout.connect(self.dismiss)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        for part in (self._action, self._more, self._close):
            part.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    def show_message(
        self,
        text: str,
        undo: Callable[[], None] | None = None,
        *,
        action: str = "Undo",
        more: tuple[str, Callable[[], None]] | None = None,
    ) -> Callable[[], None]:
        """Say it now, or after what is being shown; `more` is a second button ("View").

        Gives what takes the message away again once it is stale, shown or waiting.
        """
        message = Message(text, undo, action, more)
        self._waiting.append(message)
        if self._message is None:
            self._next()

        def take_away() -> None:
            if self._message is message:
                self.dismiss()
            else:  # the same words may wait twice: this very one goes
                self._waiting = deque(one for one in self._waiting if one is not message)

        return take_away

    def text(self) -> str:
        """The words being shown, empty if none."""
        return self._message.text if self._message else ""

    def remaining(self) -> int:
        """Milliseconds left, or -1 while the clock is stopped."""
        return self._timer.remainingTime()

    def dismiss(self) -> None:
        """Put the present message away and show the next one."""
        if self._message is None:
            return
        self._timer.stop()
        self._message = None
        self._give_focus_back()
        self.hide()
        self.dismissed.emit()
        self._next()

    def clear(self) -> None:
        """Put everything away that was said, and what waits to be."""
        self._waiting.clear()
        self.dismiss()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        larger = event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if larger and self._message is not None:
            QTimer.singleShot(0, self, self._place_again)  # its parts get their new font after it

    def _place_again(self) -> None:
        if self._message is not None:
            self._slide.stop()
            self._place()

    def _act(self) -> None:
        if self._message is None:
            return
        undo = self._message.undo
        self.dismiss()
        self.undone.emit()
        if undo is not None:
            undo()

    def _do_more(self) -> None:
        more = self._message.more if self._message is not None else None
        self.dismiss()
        if more is not None:
            more[1]()

    def _next(self) -> None:
        # A slot of ``dismissed`` may already have shown something.
        if self._message is not None or not self._waiting:
            return
        message = self._waiting.popleft()
        self._message = message
        self._label.setText(message.text)
        self._action.setText(message.action)
        self._action.setVisible(message.undo is not None)
        self._more.setText(message.more[0] if message.more is not None else "")
        self._more.setVisible(message.more is not None)
        self.setAccessibleName(message.text)
        self._place()
        self.raise_()
        self.show()
        self._animate()
        self._timer.start()
        offers = [message.action] if message.undo is not None else []
        offers += [message.more[0]] if message.more is not None else []
        verb = "is" if len(offers) == 1 else "are"
        hint = f" {' and '.join(offers)} {verb} available." if offers else ""
        announce(self, message.text + hint)

    def _place(self) -> None:
        window = self._window
        for part in (self, self._label, self._action, self._more):
            part.ensurePolished()  # sizes are those of the style, also before it is first shown
        self._row.invalidate()
        room = window.width() - 2 * MARGIN
        width = max(160, min(room, round(WIDEST * live.text_scale), self._natural_width()))
        self.resize(width, self._row.totalHeightForWidth(width))
        self.move((window.width() - width) // 2, window.height() - self.height() - LIFT)

    def _natural_width(self) -> int:
        text = self._label.fontMetrics().horizontalAdvance(self._label.text())
        action = sum(
            button.sizeHint().width() + 10
            for button in (self._action, self._more)
            if button.isVisibleTo(self)
        )
        return text + action + self._close.sizeHint().width() + 16 + 8 + 10 + 8

    def _animate(self) -> None:
        time = duration(SLIDE)
        if not time:
            return
        end = self.pos()
        self._slide.stop()
        self._slide.setDuration(time)
        self._slide.setStartValue(end + QPoint(0, 16))
        self._slide.setEndValue(end)
        self._slide.start()

    def _give_focus_back(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused) and self._return_to is not None:
            self._return_to.setFocus(Qt.FocusReason.OtherFocusReason)
        self._return_to = None

    def _held(self) -> bool:
        focused = QApplication.focusWidget()
        return self.underMouse() or (focused is not None and self.isAncestorOf(focused))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The type comes first: while the window is torn down this object is only half there.
        if event.type() == QEvent.Type.Resize:
            if watched is self._window:
                self._place_again()
        elif event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._go_on)
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        """Start the clock anew once neither pointer nor focus holds the toast."""
        if self._message is not None and not self._timer.isActive() and not self._held():
            self._timer.start()
