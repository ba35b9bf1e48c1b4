"""Everything wrong with a post: errors first, each with the way to mend it."""

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

from brandcraft_desktop.domain.plan import Fix, Problem, Severity
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import Button, Mark, WrappedLabel, paint_focus, set_look

FIXES = {
    Fix.SHORTEN: "Go",
    Fix.SPLIT: "Split",
    Fix.ALT_TEXT: "Add alt text",
    Fix.DROP_MEDIA: "Remove it",
    Fix.FIT_IMAGE: "Go",
    Fix.RECONNECT: "Reconnect",
    Fix.CHOOSE_ACCOUNTS: "Choose",
    Fix.CHOOSE_TIME: "Change time",
}
ALL_WELL = "Nothing to mend. This post can go out."


class CheckRow(QAbstractButton):
    """A problem; activating it goes to its place, its button mends it."""

    fix_wanted = Signal()

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        error = problem.severity is Severity.ERROR
        mark = Mark(
            "status-failed" if error else "status-partial", "failed" if error else "partial", 16
        )
        self._words = WrappedLabel(problem.message, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        if problem.fix in FIXES:
            button = Button(FIXES[problem.fix], parent=self)
            set_look(button, "size", "compact")
            button.setAccessibleName(f"{FIXES[problem.fix]}: {problem.message}")
            button.clicked.connect(self.fix_wanted)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        kind = "Error" if error else "Warning"
        self.setAccessibleName(f"{kind}: {problem.message}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

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
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus():
            paint_focus(painter, box, 8)
        painter.end()


class ChecksList(QScrollArea):
    """`go` names the problem whose place is wanted, `fix` the one to mend."""

    go = Signal(object)
    fix = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] | None = None
        self.rows: list[CheckRow] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Checks")
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 10, 0, 8)
        self._column.setSpacing(8)
        self._well = QWidget(inner)
        line = QHBoxLayout(self._well)
        line.setContentsMargins(4, 4, 4, 4)
        line.setSpacing(10)
        line.addWidget(Mark("status-published", "published", 16))
        line.addWidget(WrappedLabel(ALL_WELL, role="secondary"), 1)
        self._column.addWidget(self._well)
        self._column.addStretch(1)
        self.setWidget(inner)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these; equal ones are left as they are."""
        fresh = tuple(problems)
        if fresh == self._problems:
            return
        self._problems = fresh
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for problem in fresh:
            row = CheckRow(problem, self.widget())
            row.clicked.connect(lambda _=False, one=problem: self.go.emit(one))
            row.fix_wanted.connect(lambda one=problem: self.fix.emit(one))
            self._column.insertWidget(len(self.rows), row)
            self.rows.append(row)
        self._well.setVisible(not fresh)
