"""The four figures of a brand."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from brandcraft_desktop.domain.activity import Streak
from brandcraft_desktop.ui.brand.words import (
    ahead_words,
    attention_words,
    published_words,
    streak_words,
)
from brandcraft_desktop.ui.widgets import Card, ElidedLabel, WrappedLabel


class Figure(Card):
    """A number and what it counts; read as one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setSpacing(4)
        self.number = ElidedLabel("", role="number")
        self.words = WrappedLabel("", role="secondary")
        self.body.addWidget(self.number)
        self.body.addWidget(self.words)
        self.body.addStretch(1)

    def show_figure(self, number: int, words: str) -> None:
        """Show another number."""
        self.number.setText(f"{number:,}")
        self.words.setText(words)
        self.setAccessibleName(f"{number:,} {words}")


class Figures(QWidget):
    """Published, streak, scheduled and attention, side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.published, self.streak, self.ahead, self.attention = (Figure() for _ in range(4))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        for column, one in enumerate((self.published, self.streak, self.ahead, self.attention)):
            grid.addWidget(one, 0, column)
            grid.setColumnStretch(column, 1)

    def show_figures(self, published: int, streak: Streak, ahead: int, attention: int) -> None:
        """Show all of them; streaks are plain numbers, and broken ones are nobody's fault."""
        self.published.show_figure(published, published_words(published))
        self.streak.show_figure(streak.current, streak_words(streak))
        self.ahead.show_figure(ahead, ahead_words(ahead))
        self.attention.show_figure(attention, attention_words(attention))
