"""Posts that were due while the computer was off: one dialog, three choices each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import Button, Card, ElidedLabel, SectionHeader, WrappedLabel

WIDTH = 560
ROW_HEIGHT = 116
FRAME_HEIGHT = 170
TALLEST = 620
GROWTH = 0.4
"""Edges and glyphs stay as they are when the text grows, so the whole grows by less."""


@dataclass(frozen=True)
class MissedPost:
    """A post that did not go out in time."""

    post_id: str
    title: str
    due: str
    at: datetime | None
    platforms: str

    @property
    def when_and_where(self) -> str:
        """The second line of its row."""
        return " · ".join(part for part in (self.due, self.platforms) if part)


class MissedDialog(QDialog):
    """Lists missed posts; says what the person chose and leaves the doing to its owner."""

    chosen = Signal(str, str)  # post id, "now" | "move" | "skip"
    all_moved = Signal(tuple)  # post ids: one act, so that it is told once

    def __init__(self, missed: Sequence[MissedPost], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Missed while this computer was off")
        scale = 1 + GROWTH * max(0.0, theme.live.text_scale - 1)
        self.setMinimumWidth(round(WIDTH * scale))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        count = len(missed)
        words = "1 post was not sent" if count == 1 else f"{count} posts were not sent"
        column.addWidget(SectionHeader(words, role="title"))
        column.addWidget(
            WrappedLabel(
                f"Brandcraft was not running when {'it was' if count == 1 else 'they were'} due. "
                "Nothing was sent late by itself.",
                role="secondary",
            )
        )
        self._rows = {post.post_id: self._row(post) for post in missed}
        holder = QWidget()
        holder.setObjectName("scrolled")
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for row in self._rows.values():
            rows.addWidget(row)
        rows.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName("Missed posts")
        area.setWidget(holder)
        area.setWidgetResizable(True)
        column.addWidget(area, 1)
        later = Button("Decide later")
        later.clicked.connect(self.reject)
        bottom = QHBoxLayout()
        if count > 1:
            for word, answer in (
                ("Post all now", "now"),
                ("Move all to free times", "move"),
                ("Skip all", "skip"),
            ):
                button = Button(word)
                button.clicked.connect(lambda _=False, answer=answer: self._answer_all(answer))
                bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(later)
        column.addLayout(bottom)
        wanted = round((ROW_HEIGHT * count + FRAME_HEIGHT) * scale)
        self.resize(self.minimumWidth(), min(wanted, TALLEST))

    def answers(self) -> tuple[str, ...]:
        """The posts that still wait for an answer."""
        return tuple(self._rows)

    def _row(self, post: MissedPost) -> QWidget:
        card = Card()
        card.body.addWidget(ElidedLabel(post.title, role="subtitle"))
        card.body.addWidget(ElidedLabel(post.when_and_where, role="muted"))
        buttons = QHBoxLayout()
        for word, answer, kind in (
            ("Post now", "now", "primary"),
            ("Move to next free time", "move", ""),
            ("Skip", "skip", ""),
        ):
            button = Button(word, kind=kind)
            button.setAccessibleName(f"{word}: {post.title}")
            button.clicked.connect(
                lambda _=False, answer=answer: self._answer(post.post_id, answer)
            )
            buttons.addWidget(button)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        return card

    def _answer(self, post_id: str, answer: str) -> None:
        row = self._rows.pop(post_id, None)
        if row is None:
            return
        row.hide()
        self.chosen.emit(post_id, answer)
        if not self._rows:
            self.accept()

    def _answer_all(self, answer: str) -> None:
        if answer == "move":
            post_ids = self.answers()
            self._rows.clear()
            self.all_moved.emit(post_ids)
            self.accept()
            return
        for post_id in list(self._rows):
            self._answer(post_id, answer)
