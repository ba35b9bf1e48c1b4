"""Everything wrong with a post: errors first, each with the way to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.plan import Fix
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import Button, Mark, WrappedLabel, paint_focus, set_look

FIXES = {
    Fix.SHORTEN: "Shorten",
    Fix.SPLIT: "Split",
    Fix.ALT_TEXT: "Add alt text",
    Fix.DROP_MEDIA: "Keep what fits",
    Fix.FIT_IMAGE: "Go to the picture",
    Fix.RECONNECT: "Reconnect",
    Fix.CHOOSE_ACCOUNTS: "Choose",
    Fix.CHOOSE_TIME: "Change time",
}
ALL_WELL = "Nothing to mend. This post can go out."
_MOST_FIXES = 2
_MILD = ("status-partial", "partial")


def fixes_of(finding: Finding) -> tuple[Fix, ...]:
    """What one click can do; what can be split can be shortened as well."""
    fix = finding.problem.fix
    if fix is Fix.SPLIT:
        return (Fix.SPLIT, Fix.SHORTEN)
    return (fix,) if fix in FIXES else ()


class CheckRow(QAbstractButton):
    """A problem; activating it goes to its place, its buttons mend it."""

    fix_wanted = Signal(object, object)  # Finding, Fix

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding: Finding | None = None
        self._mark = Mark("status-failed", "failed", 16, self)
        self._words = WrappedLabel("", parent=self)
        self.fixes = [Button("", parent=self) for _ in range(_MOST_FIXES)]
        self._offered: tuple[Fix, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._words)
        self._buttons = QWidget(self)
        line = QHBoxLayout(self._buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for place, button in enumerate(self.fixes):
            set_look(button, "density", "compact")
            button.clicked.connect(lambda _=False, one=place: self._mend(one))
            line.addWidget(button)
        line.addStretch(1)
        column.addWidget(self._buttons)
        row.addLayout(column, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_finding(self, finding: Finding) -> None:
        """Show this one; an equal one changes nothing."""
        if finding == self.finding:
            return
        self.finding = finding
        self._mark.set_mark(*(("status-failed", "failed") if finding.blocks else _MILD))
        self._words.setText(finding.words)
        self.setAccessibleName(f"{'Error' if finding.blocks else 'Warning'}: {finding.words}")
        self._offered = fixes_of(finding)
        self._buttons.setVisible(bool(self._offered))
        for place, button in enumerate(self.fixes):
            offered = place < len(self._offered)
            button.setVisible(offered)
            if offered:
                button.setText(FIXES[self._offered[place]])
                button.setAccessibleName(f"{button.text()}: {finding.words}")
        self.updateGeometry()

    def _mend(self, place: int) -> None:
        if self.finding is not None and place < len(self._offered):
            self.fix_wanted.emit(self.finding, self._offered[place])

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
    """`go` names the finding whose place is wanted, `fix` the one to mend and how."""

    go = Signal(object)  # Finding
    fix = Signal(object, object)  # Finding, Fix

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] | None = None
        self.rows: list[CheckRow] = []
        self._spare: list[CheckRow] = []
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

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; rows are kept and refilled, so that typing does not build widgets."""
        fresh = tuple(findings)
        if fresh == self._findings:
            return
        self._findings = fresh
        keyboard = QApplication.focusWidget()
        place = next((n for n, row in enumerate(self.rows) if _has(row, keyboard)), None)
        while len(self.rows) < len(fresh):
            self._add()
        while len(self.rows) > len(fresh):
            row = self.rows.pop()
            row.hide()
            self._spare.append(row)
        for row, finding in zip(self.rows, fresh, strict=True):
            row.show_finding(finding)
        self._well.setVisible(not fresh)
        if place is not None and keyboard is not None and not keyboard.isVisible():
            # What had the keyboard is mended and gone: stay among what is left.
            left = self.rows[min(place, len(self.rows) - 1)] if self.rows else self
            left.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        if self._spare:
            row = self._spare.pop()
        else:
            row = CheckRow(self.widget())
            row.clicked.connect(lambda _=False, one=row: self.go.emit(one.finding))
            row.fix_wanted.connect(self.fix)
            self._column.insertWidget(len(self.rows) + len(self._spare), row)
        row.show()
        self.rows.append(row)


def _has(row: CheckRow, widget: QWidget | None) -> bool:
    return widget is not None and (row is widget or row.isAncestorOf(widget))
