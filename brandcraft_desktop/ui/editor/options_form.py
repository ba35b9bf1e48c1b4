"""A platform's own options, drawn from its description: no platform is known here by name."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.option_offers import FormState, offers
from brandcraft_desktop.ui.editor.option_pictures import MomentEditor
from brandcraft_desktop.ui.editor.option_rows import OptionRow, Posters, Strangers
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails

TALLEST = 216
SHORTEST = 88


class _Area(QScrollArea):
    """As tall as what it holds, within limits."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def wanted(self) -> int:
        """How tall the content is at this width."""
        inner = self.widget()
        if inner is None:
            return 0
        if inner.hasHeightForWidth():
            return inner.heightForWidth(self.viewport().width())
        return inner.sizeHint().height()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), min(self.wanted(), TALLEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, min(self.wanted(), SHORTEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.measure()

    def measure(self) -> None:
        """The content is another one, or has another width."""
        self.setMaximumHeight(max(self.wanted(), 1))
        self.updateGeometry()


class OptionsForm(QWidget):
    """`changed(target, options)` carries what the target itself chose, and nothing else."""

    changed = Signal(str, object)
    file_wanted = Signal(str)  # the name of an option
    library_wanted = Signal(str, object)
    frame_wanted = Signal(str, int)  # sha256, milliseconds
    unfolded = Signal(bool)
    ask_wanted = Signal()  # what the platform offers the shown accounts
    accounts_shown = Signal()  # others than before, or those of another target

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.state: FormState | None = None
        self._opened: dict[str, bool] = {}
        self.rows: dict[str, OptionRow] = {}
        self.header = QToolButton(self)
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setCheckable(True)
        self.header.clicked.connect(self._person_folds)
        self.header.toggled.connect(self._fold)
        self.posters = Posters(thumbnails, self)
        self.strangers = Strangers(self)
        self._area = _Area(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 4)
        column.setSpacing(2)
        column.addWidget(self.header, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._area)
        self.hide()

    @property
    def fields(self) -> dict[str, QWidget]:
        """What takes the keyboard for each option."""
        return {name: row.editor.control for name, row in self.rows.items()}

    def forget(self) -> None:
        """Another post: what was folded open for the one before is not for this one."""
        self._opened.clear()

    def show_state(self, state: FormState | None) -> None:
        """Show a target's options with what is chosen; None or no options hides the form."""
        if state is None or not (state.info.options or state.strangers):
            self.state = None
            self._appear(False)
            return
        if state == self.state and not self.isHidden():
            return
        before, self.state = self.state, state
        if before is None or (before.target, before.info) != (state.target, state.info):
            self._build(state)
        self._refresh(state)
        self._appear(True)
        if before is None or _whose(before) != _whose(state):
            self.accounts_shown.emit()

    def _appear(self, shown: bool) -> None:
        if self.isHidden() is shown:
            self.setVisible(shown)
            self.unfolded.emit(shown and self.header.isChecked())

    def reveal(self, name: str) -> None:
        """Open the form at an option and put the focus there."""
        if self.state is not None:
            self._opened[self.state.target] = True
        self.header.setChecked(True)
        row = self.rows.get(name)
        place = row.place() if row is not None and not row.isHidden() else None
        if row is not None:
            self._area.ensureWidgetVisible(row)
        (place or self.header).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_frame(self, sha256: str, milliseconds: int, picture: QPixmap) -> None:
        """A frame of the video has come."""
        for row in self.rows.values():
            if isinstance(row.editor, MomentEditor):
                row.editor.show_frame(sha256, milliseconds, picture)

    def show_asking(self, asking: bool) -> None:
        """The platform is being asked what the accounts can choose."""
        for row in self.rows.values():
            row.show_asking(asking)

    def _build(self, state: FormState) -> None:
        inner = QWidget()
        inner.setObjectName("scrolled")
        grid = QGridLayout(inner)
        grid.setContentsMargins(6, 2, 6, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.posters = Posters(self._thumbnails, inner)
        self.strangers = Strangers(inner)
        self.strangers.drop_wanted.connect(self._drop_strangers)
        grid.addWidget(self.posters, 0, 0, 1, 2)
        self.rows = {}
        for place, field in enumerate(state.info.options, 1):
            row = OptionRow(field, self._thumbnails, inner)
            row.chosen.connect(self._put)
            row.file_wanted.connect(self.file_wanted)
            row.library_wanted.connect(self.library_wanted)
            row.frame_wanted.connect(self.frame_wanted)
            row.ask_wanted.connect(self.ask_wanted)
            grid.addWidget(row.label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row, place, 1)
            self.rows[field.name] = row
        grid.addWidget(self.strangers, len(self.rows) + 1, 0, 1, 2)
        old = self._area.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self._area.setWidget(inner)

    def _refresh(self, state: FormState) -> None:
        found = {offer.field.name: offer for offer in offers(state)}
        for name, row in self.rows.items():
            row.show_offer(found.get(name), state.info.name)
        self.posters.show_accounts(state.accounts, state.info)
        self.strangers.show_names(state.strangers)
        required = any(offer.unanswered for offer in found.values())
        self.header.setChecked(self._opened.get(state.target, required))
        self._fold(self.header.isChecked())
        self._area.measure()

    def _put(self, name: str, value: str) -> None:
        state = self.state
        row = self.rows.get(name)
        if state is None or row is None:
            return
        own = dict(state.own)
        base = state.base(row.field)
        if value == base or (not value and base is None):
            own.pop(name, None)
        else:
            own[name] = value
        self._tell(state, own)

    def _drop_strangers(self) -> None:
        state = self.state
        if state is not None:
            gone = set(state.strangers)
            kept = {name: value for name, value in state.own.items() if name not in gone}
            self._tell(state, kept)

    def _tell(self, state: FormState, own: dict[str, str]) -> None:
        self._opened[state.target] = True
        self.changed.emit(state.target, own)

    def _person_folds(self, open_: bool) -> None:
        if self.state is not None:
            self._opened[self.state.target] = open_

    def fold(self) -> None:
        """Close the form: something else needs its place."""
        self._person_folds(False)
        self.header.setChecked(False)

    def _fold(self, open_: bool) -> None:
        if self._area.isHidden() is open_:
            self._area.setVisible(open_)
            self.unfolded.emit(open_)
        self.header.setIcon(theme.icon("chevron-down" if open_ else self._closed_icon()))
        self._name_header()

    def _closed_icon(self) -> str:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return "chevron-left" if mirrored else "chevron-right"

    def _name_header(self) -> None:
        if self.state is None:
            return
        number = len(self.state.own)
        words = f"{self.state.info.name} options" + (f" · {number} set" if number else "")
        self.header.setText(f" {words}")
        shown = "open" if self.header.isChecked() else "closed"
        self.header.setAccessibleName(f"{words}, {shown}")


def _whose(state: FormState) -> tuple[str, ...]:
    return (state.target, *(one.id for one in state.accounts))
