"""The cover of a video: frames that would make one, any other moment, or the platform's choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from brandcraft_desktop.domain import media_words
from brandcraft_desktop.domain.film import written
from brandcraft_desktop.ui.widgets import Button, ElidedLabel, ProgressRow, WrappedLabel

PICTURE = QSize(76, 48)
LOOKING = "Looking for sharp frames…"


class CoverRow(QWidget):
    """`chosen` carries milliseconds, None for the platform's own choice."""

    chosen = Signal(object)  # int | None
    here_wanted = Signal()
    arrived = Signal()  # there are frames to choose from

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("Cover", role="subtitle", parent=self)
        self.here = Button("Use this frame", kind="link", parent=self)
        self.here.setToolTip("The frame that is shown above becomes the cover")
        self.here.clicked.connect(self.here_wanted)
        self.automatic = Button("Automatic", kind="link", parent=self)
        self.automatic.setToolTip("Each platform chooses a frame by itself")
        self.automatic.clicked.connect(lambda: self.chosen.emit(None))
        self.progress = ProgressRow(LOOKING, self)
        self.trouble = WrappedLabel("", role="error", parent=self)
        self.trouble.hide()
        self.buttons: list[QToolButton] = []
        self._moments: list[int] = []
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.here)
        head.addWidget(self.automatic)
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addWidget(self.trouble)
        column.addLayout(self._row)

    def show_users(self, names: Sequence[str]) -> None:
        """Which chosen platforms take a moment as their cover."""
        who = media_words.joined(list(names), last="and")
        self.title.setText(f"Cover on {who}" if who else "Cover")

    def show_progress(self, share: float) -> None:
        """How far the search is, 0 to 1."""
        self.progress.set_progress(LOOKING, share)

    def show_trouble(self, words: str) -> None:
        """There are no frames to choose from, and why."""
        self.progress.hide()
        self.trouble.setText(words)
        self.trouble.show()

    def show_candidates(self, candidates: Sequence[tuple[int, QPixmap]]) -> None:
        """Offer these moments."""
        self.progress.hide()
        for moment, picture in candidates:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setIconSize(PICTURE)
            button.setIcon(QIcon(picture))
            name = f"Cover at {written(moment / 1000)}"
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(lambda _=False, one=moment: self.chosen.emit(one))
            self._row.insertWidget(len(self.buttons), button)
            self.buttons.append(button)
            self._moments.append(moment)
        self.arrived.emit()

    def show_cover(self, cover: int | None) -> None:
        """Which moment is the cover."""
        for moment, button in zip(self._moments, self.buttons, strict=True):
            button.setChecked(moment == cover)
        self.automatic.setEnabled(cover is not None)
