"""Every platform as a tile to choose: what can be posted there and what is needed for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.account import MAX_ACCOUNTS_PER_PLATFORM
from brandcraft_desktop.domain.platform import PlatformInfo, SignIn
from brandcraft_desktop.ui.accounts.glyph_tile import GlyphTile
from brandcraft_desktop.ui.accounts.platform_words import (
    full_words,
    later_words,
    needs_words,
    places_words,
    takes_words,
)
from brandcraft_desktop.ui.widgets import ElidedLabel, WrappedLabel

TILE_WIDTH = 270
MOST_COLUMNS = 3
EDGE = 12
GLYPH = 36


class PlatformTile(QPushButton):
    """One platform; disabled with the reason where no more accounts have room."""

    def __init__(
        self, info: PlatformInfo, sign_in: SignIn, taken: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(info.id)
        self.setAutoDefault(False)
        glyph = GlyphTile(info, GLYPH, self)
        name = ElidedLabel(info.name, role="subtitle", parent=self)
        places = ElidedLabel(places_words(taken), role="caption", parent=self)
        takes = WrappedLabel(takes_words(info), role="secondary", parent=self)
        needs = WrappedLabel(needs_words(sign_in), role="muted", parent=self)
        for part in (glyph, name, places, takes, needs):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(places)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(head)
        words.addWidget(takes)
        words.addWidget(needs)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        row.setSpacing(EDGE)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{info.name}, {places_words(taken)}")
        self.setAccessibleDescription(f"{takes.whole_text()}. {needs.whole_text()}.")
        if taken >= MAX_ACCOUNTS_PER_PLATFORM:
            self.setEnabled(False)
            needs.setText(f"{full_words(info)}.")
            self.setToolTip(full_words(info))
            self.setAccessibleDescription(full_words(info))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def sizeHint(self) -> QSize:
        width = max(self.width(), TILE_WIDTH) if self.isVisible() else TILE_WIDTH
        return QSize(TILE_WIDTH, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(TILE_WIDTH // 2, self.sizeHint().height())


class PlatformGrid(QWidget):
    """`chosen` carries the platform's id. Arrows move between the tiles."""

    chosen = Signal(str)

    def __init__(
        self,
        offers: Sequence[tuple[PlatformInfo, SignIn]],
        taken: Mapping[str, int],
        later: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("scrolled")
        self._columns = 0
        self.tiles = [
            PlatformTile(info, sign_in, taken.get(info.id, 0), self) for info, sign_in in offers
        ]
        for tile in self.tiles:
            tile.clicked.connect(partial(self._choose, tile.objectName()))
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._later = WrappedLabel(later_words(later), role="muted", parent=self)
        self._later.setVisible(bool(later))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._grid)
        column.addWidget(self._later)
        column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._arrange()

    def _choose(self, platform: str, _: bool = False) -> None:
        self.chosen.emit(platform)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """As many columns as have room."""
        fitting = (self.width() + self._grid.spacing()) // (TILE_WIDTH + self._grid.spacing())
        columns = max(1, min(MOST_COLUMNS, fitting, len(self.tiles) or 1))
        if columns == self._columns:
            return
        self._columns = columns
        for tile in self.tiles:
            self._grid.removeWidget(tile)
        for place in range(MOST_COLUMNS):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        self.updateGeometry()
