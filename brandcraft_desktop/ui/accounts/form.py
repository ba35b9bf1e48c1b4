"""The connect form, drawn from a platform's `SignIn`: no platform is known here by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from brandcraft_desktop.domain.platform import SignIn, SignInField
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import Button, WrappedLabel, announce, set_look

Hints = Callable[[Mapping[str, str]], Mapping[str, str]]


class ConnectForm(QWidget):
    """Fields with live hints below them; `submitted` on Enter in the last one."""

    submitted = Signal()
    edited = Signal()
    grown = Signal()  # another height is needed: unfolded, or other words below a field

    def __init__(self, sign_in: SignIn, hints: Hints, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = hints
        self._sign_in = sign_in
        self._lines: dict[str, QLineEdit] = {}
        self._notes: dict[str, WrappedLabel] = {}
        self._touched: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(WrappedLabel(sign_in.guide, role="secondary"))
        if sign_in.guide_url:
            link = Button("Create one", kind="link", icon_name="arrow-up-right-from-square")
            link.setToolTip(sign_in.guide_url)
            link.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(sign_in.guide_url)))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        for field in (one for one in sign_in.fields if not one.advanced):
            self._add(field, column)
        advanced = [one for one in sign_in.fields if one.advanced]
        self._advanced = QWidget()
        self._fold = Button("Advanced", kind="link", icon_name="chevron-right")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._unfold)
        self._fold.setVisible(bool(advanced))
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        if advanced:
            below = QVBoxLayout(self._advanced)
            below.setContentsMargins(0, 0, 0, 0)
            below.setSpacing(6)
            for field in advanced:
                self._add(field, below)
        self._advanced.hide()
        column.addWidget(self._advanced)

    def _unfold(self, shown: bool) -> None:
        self._advanced.setVisible(shown)
        self._fold.set_icon_name("chevron-down" if shown else "chevron-right")
        self.grown.emit()

    def _add(self, field: SignInField, column: QVBoxLayout) -> None:
        label = QLabel(field.label)
        label.setProperty("role", "subtitle")
        line = QLineEdit()
        line.setObjectName(field.name)
        line.setPlaceholderText(field.placeholder)
        line.setAccessibleName(field.label)
        line.setAccessibleDescription(field.help)
        label.setBuddy(line)
        if field.secret:
            self._hide_secret(line)
        note = WrappedLabel(field.help, role="muted")
        line.textEdited.connect(lambda _: self._edit(field.name))
        line.editingFinished.connect(lambda: self._leave(field.name))
        line.returnPressed.connect(self.submitted)
        self._lines[field.name] = line
        self._notes[field.name] = note
        for widget in (label, line, note):
            column.addWidget(widget)
        column.addSpacing(4)

    def _hide_secret(self, line: QLineEdit) -> None:
        line.setEchoMode(QLineEdit.EchoMode.Password)
        eye = QAction(theme.icon("eye"), "Show what is typed", line)
        eye.setCheckable(True)
        eye.toggled.connect(
            lambda shown: line.setEchoMode(
                QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
            )
        )
        line.addAction(eye, QLineEdit.ActionPosition.TrailingPosition)

    def answers(self) -> dict[str, str]:
        """What is typed, by field name; empty optional fields are left out."""
        typed = {name: line.text().strip() for name, line in self._lines.items()}
        return {name: text for name, text in typed.items() if text}

    def missing(self) -> str:
        """The first required field that is empty, or ""."""
        given = self.answers()
        return next(
            (one.name for one in self._sign_in.fields if one.required and one.name not in given), ""
        )

    def line(self, name: str) -> QLineEdit:
        """The line of a field."""
        return self._lines[name]

    def note(self, name: str) -> str:
        """What stands below a field."""
        return self._notes[name].whole_text()

    def prefill(self, answers: Mapping[str, str]) -> None:
        """What is known already (reconnecting)."""
        for name, text in answers.items():
            if name in self._lines:
                self._lines[name].setText(text)

    def forget(self) -> None:
        """Empty the secret lines: nothing typed there outlives the dialog."""
        for field in self._sign_in.fields:
            if field.secret:
                self._lines[field.name].setText("")

    def focus_first(self) -> None:
        """The first empty line."""
        empty = [line for line in self._lines.values() if not line.text()]
        (empty or list(self._lines.values()))[0].setFocus()

    def show_problem(self, name: str, message: str) -> bool:
        """An error at its field; False where there is no such field."""
        if name not in self._lines:
            return False
        if self._advanced.isAncestorOf(self._lines[name]):
            self._fold.setChecked(True)
        set_look(self._lines[name], "state", "error")
        set_look(self._notes[name], "role", "error")
        self._say(name, message)
        self._lines[name].setFocus()
        self._lines[name].selectAll()
        announce(self, message, assertive=True)
        return True

    def _edit(self, name: str) -> None:
        set_look(self._lines[name], "state", "")
        self._show_hints()
        self.edited.emit()

    def _leave(self, name: str) -> None:
        self._touched.add(name)
        self._show_hints()

    def _show_hints(self) -> None:
        """Live hints of fields that were left once; nobody is scolded while typing."""
        hints = self._hints(self.answers())
        for field in self._sign_in.fields:
            words = hints.get(field.name, "") if field.name in self._touched else ""
            set_look(self._notes[field.name], "role", "warning" if words else "muted")
            self._say(field.name, words or field.help)

    def _say(self, name: str, words: str) -> None:
        if words != self._notes[name].whole_text():
            self._notes[name].setText(words)
            self.grown.emit()
