"""A notice in the page: part of the layout, never over the content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.ui.widgets.announcing import announce
from brandcraft_desktop.ui.widgets.button import Button
from brandcraft_desktop.ui.widgets.icon_button import IconButton
from brandcraft_desktop.ui.widgets.labels import WrappedLabel
from brandcraft_desktop.ui.widgets.mark import Mark
from brandcraft_desktop.ui.widgets.style import set_look

KINDS: Final = {
    "info": ("notice-info", "scheduled"),
    "success": ("status-published", "published"),
    "warning": ("status-partial", "partial"),
    "error": ("status-failed", "failed"),
}
"""Drawing and token of each kind."""


class NoticeBar(QFrame):
    """What happened and what to do, with verbs as buttons.

    ``kind``: "info", "success", "warning" or "error". Hidden until ``show_notice`` unless made
    with a text. ``below``: its verbs stand under the words, for narrow places. Errors interrupt a
    screen reader, the other kinds wait their turn.
    """

    closed = Signal()

    def __init__(
        self,
        kind: str = "info",
        text: str = "",
        *,
        closable: bool = True,
        below: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._kind = ""
        self._mark = Mark(*KINDS["info"], parent=self)
        self._label = WrappedLabel(parent=self)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(4)
        self._close = IconButton("xmark", "Close this notice", size=14, parent=self)
        self._close.clicked.connect(self.close_notice)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(self._mark)
        if below:
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(self._label)
            words.addLayout(self._actions)
            self._actions.addStretch(1)
            row.addLayout(words, 1)
        else:
            row.addWidget(self._label, 1)
            row.addLayout(self._actions)
        row.addWidget(self._close)
        self._buttons: list[Button] = []
        self.set_closable(closable)
        self.set_notice(kind, text)
        self.setVisible(bool(text))

    def kind(self) -> str:
        """The kind shown."""
        return self._kind

    def text(self) -> str:
        """The words shown."""
        return self._label.whole_text()

    def set_notice(self, kind: str, text: str) -> None:
        """Change kind and words without showing or announcing."""
        if kind not in KINDS:
            raise ValueError(f"A notice is one of {', '.join(KINDS)}, not {kind!r}.")
        if kind != self._kind or self.property("kind") != kind:
            self._kind = kind
            set_look(self, "kind", kind)
            self._mark.set_mark(*KINDS[kind])
            for widget in (self._label, *self._buttons):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self._label.setText(text)
        self.setAccessibleName(text)

    def show_notice(self, kind: str, text: str) -> None:
        """Show and say it; the same notice again is not repeated to the ear."""
        news = (kind, text) != (self._kind, self.text()) or self.isHidden()
        self.set_notice(kind, text)
        self.show()
        if news:
            announce(self, text, assertive=kind == "error")

    def set_closable(self, closable: bool) -> None:
        """Whether the person may put the notice away."""
        self._close.setVisible(closable)

    def add_action(self, text: str, done: Callable[[], None]) -> Button:
        """Add a verb; the button is returned so that it can be disabled while it works."""
        button = Button(text, parent=self)
        button.clicked.connect(lambda _checked=False: done())
        self._buttons.append(button)
        self._actions.insertWidget(len(self._buttons) - 1, button)
        return button

    def clear_actions(self) -> None:
        """Take all verbs away."""
        for button in self._buttons:
            self._actions.removeWidget(button)
            button.deleteLater()
        self._buttons.clear()

    def close_notice(self) -> None:
        """Put the notice away."""
        self.hide()
        self.closed.emit()
