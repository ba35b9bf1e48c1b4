"""Who takes the file: each chosen account, what it will be sent, or why it takes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.account import at
from brandcraft_desktop.services.media_takers import Taker, Taking, made_words
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import ElidedLabel, Mark, WrappedLabel, paint_focus

NOBODY = "No account is chosen yet. Choose accounts in the post, then this list says who takes it."
_MARKS = {
    Taking.AS_IT_IS: ("status-published", "published"),
    Taking.FITTED: ("status-published", "published"),
    Taking.REFUSED: ("status-failed", "failed"),
    Taking.ELSEWHERE: ("minus", "text3"),
    Taking.WAITING: ("hourglass-half", "text2"),
}


class TakerRow(QAbstractButton):
    """One account; activating it shows the file as it is sent there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.taker: Taker | None = None
        self._glyph = Mark("image", "text2", 16, self)
        self._mark = Mark("circle-check", "published", 14, self)
        self._who = ElidedLabel("", role="subtitle", parent=self)
        self._words = WrappedLabel("", role="secondary", parent=self)
        self.setCheckable(True)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._who, 1)
        head.addWidget(self._mark)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addLayout(head)
        column.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_taker(self, taker: Taker, size: str) -> None:
        """Show this account; `size` is that of the finished file, where it is known."""
        words = taker.words
        if size and taker.planned is not None:
            made = made_words(taker.planned)
            words = words.replace(made, f"{made}, {size}", 1)
        name = f"{taker.name}, {at(taker.account.handle)}: {words}"
        if taker == self.taker and name == self.accessibleName():
            return
        self.taker = taker
        self._glyph.set_mark(taker.glyph, "text2")
        self._mark.set_mark(*_MARKS[taker.taking])
        self._who.setText(f"{taker.name}  {at(taker.account.handle)}")
        self._words.setText(words)
        self.setAccessibleName(name)
        self.setEnabled(taker.planned is not None)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize(200, 40)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 40

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.color("accent_soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            paint_focus(painter, box, 6)
        painter.end()


class TakersList(QScrollArea):
    """`chosen` carries the id of an account, "" when its row is let go again."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Who takes it")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.nobody = WrappedLabel(NOBODY, role="secondary", parent=inner)
        self._column.addWidget(self.nobody)
        self._column.addStretch(1)
        self.setWidget(inner)
        self.rows: list[TakerRow] = []
        self.current = ""

    def show_takers(self, takers: Sequence[Taker], sizes: Sequence[str]) -> None:
        """Show these, each with the size of its finished file ("" while it is not known)."""
        self.nobody.setVisible(not takers)
        while len(self.rows) < len(takers):
            row = TakerRow(self.widget())
            row.clicked.connect(lambda _=False, one=row: self._take(one))
            self._column.insertWidget(len(self.rows) + 1, row)
            self.rows.append(row)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(takers))
            if place < len(takers):
                row.show_taker(takers[place], sizes[place])
                row.setChecked(takers[place].account.id == self.current)

    def let_go(self) -> None:
        """Nobody's file is shown."""
        self.current = ""
        for row in self.rows:
            row.setChecked(False)

    def _take(self, row: TakerRow) -> None:
        account = row.taker.account.id if row.taker is not None else ""
        self.current = "" if account == self.current else account
        for one in self.rows:
            mine = one.taker is not None and one.taker.account.id == self.current
            one.setChecked(mine)
        self.chosen.emit(self.current)
