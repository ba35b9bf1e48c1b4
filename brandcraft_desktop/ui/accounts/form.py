"""The connect form, drawn from a platform's `SignIn`: no platform is known here by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.platform import SignIn, SignInField, SignInKind
from brandcraft_desktop.ui.accounts.fields import hide_secret, show_trouble, unfolding
from brandcraft_desktop.ui.accounts.opening import Opener, open_in_browser, opens
from brandcraft_desktop.ui.widgets import (
    Button,
    WrappedLabel,
    announce,
    field_label,
    set_look,
)

Hints = Callable[[Mapping[str, str]], Mapping[str, str]]


class ConnectForm(QWidget):
    """Fields with live hints below them; `submitted` on Enter in the last one."""

    submitted = Signal()
    edited = Signal()
    grown = Signal()  # another height is needed: unfolded, or other words below a field

    def __init__(
        self,
        sign_in: SignIn,
        hints: Hints,
        opener: Opener = open_in_browser,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("scrolled")
        self._hints = hints
        self._sign_in = sign_in
        self._lines: dict[str, QLineEdit] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self._choices: dict[str, QComboBox] = {}
        self._notes: dict[str, WrappedLabel] = {}
        self._touched: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(WrappedLabel(sign_in.guide, role="secondary"))
        if sign_in.guide_url:
            more = "Learn more" if sign_in.kind is SignInKind.BROWSER else "Create one"
            link = Button(more, kind="link", icon_name="arrow-up-right-from-square")
            link.setToolTip(sign_in.guide_url)
            link.clicked.connect(opens(opener, sign_in.guide_url))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        for field in (one for one in sign_in.fields if not one.advanced):
            self._add(field, column)
        advanced = [one for one in sign_in.fields if one.advanced]
        self._fold, self._advanced, below = unfolding(self.grown)
        self._fold.setVisible(bool(advanced))
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        for field in advanced:
            self._add(field, below)
        column.addWidget(self._advanced)

    def _add(self, field: SignInField, column: QVBoxLayout) -> None:
        if field.flag:
            self._add_box(field, column)
            return
        if field.choices:
            self._add_choice(field, column)
            return
        line = QLineEdit()
        line.setObjectName(field.name)
        line.setPlaceholderText(field.placeholder)
        line.setAccessibleName(field.label)
        line.setAccessibleDescription(field.help)
        label = field_label(field.label, line)
        if field.secret:
            hide_secret(line)
        if field.suggestions:
            line.setCompleter(_completer(field.suggestions, line))
        note = WrappedLabel(field.help, role="muted")
        line.textEdited.connect(lambda _: self._edit(field.name))
        line.editingFinished.connect(lambda: self._leave(field.name))
        line.returnPressed.connect(self.submitted)
        self._lines[field.name] = line
        self._notes[field.name] = note
        for widget in (label, line, note):
            column.addWidget(widget)
        column.addSpacing(4)

    def _add_box(self, field: SignInField, column: QVBoxLayout) -> None:
        box = QCheckBox(field.label)
        box.setObjectName(field.name)
        box.setAccessibleDescription(field.help)
        box.toggled.connect(lambda _: self._show_hints())
        box.toggled.connect(lambda _: self.edited.emit())
        note = WrappedLabel(field.help, role="muted")
        self._boxes[field.name] = box
        self._notes[field.name] = note
        column.addWidget(box)
        column.addWidget(note)
        column.addSpacing(4)

    def _add_choice(self, field: SignInField, column: QVBoxLayout) -> None:
        choice = QComboBox()
        choice.setObjectName(field.name)
        choice.setAccessibleName(field.label)
        choice.setAccessibleDescription(field.help)
        label = field_label(field.label, choice)
        for one in field.choices:
            choice.addItem(one.label, one.value)
        choice.currentIndexChanged.connect(lambda _: self.edited.emit())
        note = WrappedLabel(field.help, role="muted")
        self._choices[field.name] = choice
        self._notes[field.name] = note
        for widget in (label, choice, note):
            column.addWidget(widget)
        column.addSpacing(4)

    def answers(self) -> dict[str, str]:
        """What is typed, by field name; empty optional fields are left out."""
        typed = {name: line.text().strip() for name, line in self._lines.items()}
        ticked = {name: "true" for name, box in self._boxes.items() if box.isChecked()}
        chosen = {name: str(one.currentData()) for name, one in self._choices.items()}
        return {name: text for name, text in typed.items() if text} | ticked | chosen

    def missing(self) -> str:
        """The first required field that is empty, or ""."""
        given = self.answers()
        return next(
            (one.name for one in self._sign_in.fields if one.required and one.name not in given), ""
        )

    def line(self, name: str) -> QLineEdit:
        """The line of a field."""
        return self._lines[name]

    def box(self, name: str) -> QCheckBox:
        """The box of a field that is ticked or not."""
        return self._boxes[name]

    def choice(self, name: str) -> QComboBox:
        """The list of a field whose answer is chosen."""
        return self._choices[name]

    def note(self, name: str) -> str:
        """What stands below a field."""
        return self._notes[name].whole_text()

    def prefill(self, answers: Mapping[str, str]) -> None:
        """What is known already (reconnecting)."""
        for name, text in answers.items():
            if name in self._lines:
                self._lines[name].setText(text)
            elif name in self._choices and (place := self._choices[name].findData(text)) >= 0:
                self._choices[name].setCurrentIndex(place)

    def forget(self) -> None:
        """Empty the secret lines: nothing typed there outlives the dialog."""
        for field in self._sign_in.fields:
            if field.secret and field.name in self._lines:
                self._lines[field.name].setText("")

    def focus_first(self) -> None:
        """The first empty line that is shown."""
        lines = [line for line in self._lines.values() if not self._advanced.isAncestorOf(line)]
        empty = [line for line in lines if not line.text()]
        if lines:
            (empty or lines)[0].setFocus()

    def show_problem(self, name: str, message: str) -> bool:
        """An error at its field; False where there is no such field."""
        if name not in self._lines:
            return False
        if self._advanced.isAncestorOf(self._lines[name]):
            self._fold.setChecked(True)
        show_trouble(self._lines[name], self._notes[name], message)
        self.grown.emit()
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


def _completer(words: tuple[str, ...], line: QLineEdit) -> QCompleter:
    made = QCompleter(list(words), line)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    return made
