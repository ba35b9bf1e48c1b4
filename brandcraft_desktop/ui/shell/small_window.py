"""What stands in the window when there is not enough room for a page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import Button, Mark, WrappedLabel
from brandcraft_desktop.ui.window_state import LEAST_HEIGHT, LEAST_WIDTH

BIG_TEXT = 1.25
BIG = "The text is set to a big size. A smaller one gains room."
SMALLER = "Use the usual text size"


class SmallWindow(QWidget):
    """A friendly panel: more room is needed, posts keep going out."""

    use_anyway = Signal()
    maximise = Signal()
    smaller_text = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(Mark("up-right-and-down-left-from-center", "text3", 48), 0, _CENTRE)
        title = WrappedLabel("Brandcraft needs a bit more room", role="title")
        title.setAlignment(_CENTRE)
        words = WrappedLabel(
            f"At least {LEAST_WIDTH} × {LEAST_HEIGHT}. Your posts keep going out.", role="secondary"
        )
        words.setAlignment(_CENTRE)
        column.addWidget(title)
        column.addWidget(words)
        self._hint = WrappedLabel(BIG, role="muted")
        self._hint.setAlignment(_CENTRE)
        self._hint.hide()
        column.addWidget(self._hint)
        self.smaller = Button(SMALLER)
        self.smaller.clicked.connect(self.smaller_text)
        self.smaller.hide()
        column.addWidget(self.smaller, 0, _CENTRE)
        buttons = QHBoxLayout()
        anyway = Button("Use anyway")
        anyway.clicked.connect(self.use_anyway)
        bigger = Button("Maximise", kind="primary")
        bigger.clicked.connect(self.maximise)
        buttons.addStretch(1)
        buttons.addWidget(anyway)
        buttons.addWidget(bigger)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Big text is the usual cause where the screen itself is big enough."""
        self.look()
        super().showEvent(event)

    def look(self) -> None:
        """Offer what helps here and now."""
        self._hint.setVisible(text_is_big())
        self.smaller.setVisible(text_is_big())


def text_is_big() -> bool:
    """Whether its person chose a text size that small screens have no room for."""
    return theme.live.text_scale > BIG_TEXT


def too_small_for_text(window: QSize) -> bool:
    """Whether pages would get tight: the room they need grows with a text that is big."""
    growth = theme.live.text_scale / BIG_TEXT
    least = QSize(LEAST_WIDTH, LEAST_HEIGHT) * growth
    return text_is_big() and (window.width() < least.width() or window.height() < least.height())


_CENTRE = Qt.AlignmentFlag.AlignHCenter
