"""Two small buttons over an hour grid: how many posts lie above and below what is in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from brandcraft_desktop.ui.publisher.sight import Stretch, above, below, best
from brandcraft_desktop.ui.widgets import Button, set_look

EDGE: Final = 4


class Beyond(QObject):
    """Asks for the posts when the view is scrolled; a click brings those nearby into sight."""

    def __init__(
        self, area: QScrollArea, posts: Callable[[], Sequence[Stretch]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._area = area
        self._posts = posts
        self._over = parent
        self.above = self._button("chevron-up", parent)
        self.below = self._button("chevron-down", parent)
        self.above.clicked.connect(lambda: self._go(self._hidden()[0]))
        self.below.clicked.connect(lambda: self._go(self._hidden()[1]))
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self.show_now)
        bar.rangeChanged.connect(self.show_now)

    def _button(self, icon: str, parent: QWidget) -> Button:
        button = Button("", icon_name=icon, parent=parent)
        button.setObjectName("beyond")
        # The keyboard walks to every post and takes the view along.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.hide()
        return button

    def _hidden(self) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
        posts, at = self._posts(), self._area.verticalScrollBar().value()
        return above(posts, at), below(posts, at, self._area.viewport().height())

    def show_now(self) -> None:
        """Say what is out of sight as the view stands."""
        view = self._area.viewport()
        over, under = self._hidden()
        for button, hidden, word in ((self.above, over, "above"), (self.below, under, "below")):
            _name(button, hidden, word)
            button.setVisible(bool(hidden))
            if hidden:
                button.adjustSize()
                left = (view.width() - button.width()) // 2
                top = EDGE if word == "above" else view.height() - button.height() - EDGE
                button.move(view.mapTo(self._over, QPoint(left, top)))
                button.raise_()

    def _go(self, hidden: Sequence[Stretch]) -> None:
        bar, height = self._area.verticalScrollBar(), self._area.viewport().height()
        total = bar.maximum() + height
        bar.setValue(best(hidden, height=height, total=total, wish=bar.value()))


def _name(button: Button, hidden: Sequence[Stretch], word: str) -> None:
    need = sum(1 for one in hidden if one.need)
    attention = f", {need} {'needs' if need == 1 else 'need'} attention" if need else ""
    set_look(button, "urgent", "true" if need else "false")
    button.setText(f"{len(hidden)} {word}{attention}")
    count = "1 post" if len(hidden) == 1 else f"{len(hidden)} posts"
    button.setAccessibleName(
        f"{count} {word}{attention}. Show {'it' if len(hidden) == 1 else 'them'}"
    )
