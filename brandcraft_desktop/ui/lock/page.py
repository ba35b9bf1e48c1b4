"""What stands in the window while it is locked (screens S2): always light, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QDeadlineTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.lock import Person, Tried, wait_words
from brandcraft_desktop.ui.lock.forgot import Forgot
from brandcraft_desktop.ui.widgets import (
    Button,
    Card,
    Mark,
    ProgressBar,
    SecretLine,
    WrappedLabel,
    announce,
    field_label,
    set_look,
)

WIDTH = 400
SECOND_MS = 1000
STAYS = "Your drafts and keys stay on this computer. Scheduled posts still go out."
CAPS = "Caps Lock seems to be on."


class LockPage(QScrollArea):
    """`tried` carries a person's id and what was typed; the owner answers with `show_tried`."""

    tried = Signal(str, str)
    chosen = Signal(str)  # another person's id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Brandcraft is locked")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._end = QDeadlineTimer()
        self._tried: Tried | None = None  # what the wait is for
        self._tick = QTimer(self)
        self._tick.setInterval(SECOND_MS)
        self._tick.timeout.connect(self._count_down)
        self.who = QComboBox()
        self.who.setAccessibleName("Who you are")
        self.who.activated.connect(self._other)
        self.name = WrappedLabel("", role="subtitle")
        self.line = SecretLine("Password")
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._try)
        self.line.caps_lock.connect(self._say_caps)
        self.caps = WrappedLabel(CAPS, role="muted")
        self.caps.hide()
        self.problem = WrappedLabel("", role="error")
        self.problem.hide()
        self.busy = ProgressBar()
        self.busy.set_fraction(None)
        self.busy.hide()
        self.unlock = Button("Unlock", kind="primary")
        self.unlock.clicked.connect(self._try)
        self.forgot = Button("Forgot password", kind="link")
        self.forgot.clicked.connect(self._show_forgot)
        self.way_back = Forgot()
        self.way_back.back.clicked.connect(self.begin)
        self._faces = QStackedWidget()
        self._faces.addWidget(self._make_face())
        self._faces.addWidget(self.way_back)
        self._lay_out()

    def _make_face(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        label = field_label("Password", self.line)
        column.addWidget(Mark("lock", "accent", 28), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(WrappedLabel("Unlock Brandcraft", role="title"))
        column.addWidget(WrappedLabel(STAYS, role="secondary"))
        column.addSpacing(4)
        for widget in (self.name, self.who, label, self.line, self.caps, self.problem, self.busy):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self.unlock)
        column.addWidget(self.forgot, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return face

    def _lay_out(self) -> None:
        card = Card()
        card.body.setContentsMargins(28, 24, 28, 20)
        card.body.addWidget(self._faces)
        card.setMaximumWidth(WIDTH)
        inner = QWidget()
        inner.setObjectName("page")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 100)
        row.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self._card = card
        self.setWidget(inner)
        self._fit()

    # Whom it asks

    def show_people(self, people: Sequence[Person], commands: dict[str, str]) -> None:
        """Who may open the window; `commands` are the ways back for those who forgot, by id."""
        before = self.person_id
        self._commands = commands
        self.who.clear()
        for one in people:
            self.who.addItem(_words(one), one.id)
        self.who.setCurrentIndex(max(0, self.who.findData(before)))
        self.who.setVisible(len(people) > 1)
        self.name.setText(self.who.currentText())
        self.name.setVisible(len(people) == 1)

    @property
    def person_id(self) -> str:
        """Whose password is asked for."""
        found = self.who.currentData()
        return found if isinstance(found, str) else ""

    def _other(self, _: int) -> None:
        self.line.forget()
        self._say("")
        self.wait(timedelta())
        self.chosen.emit(self.person_id)
        self.line.setFocus()

    # A try and its answer

    def begin(self) -> None:
        """The empty field, ready to be typed into."""
        self._faces.setCurrentIndex(0)
        self._fit()
        self._typed("")
        self.caps.hide()
        self.line.forget()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        if self.busy.isVisible() or self._tick.isActive():
            return
        if not self.line.text():
            self.show_problem("Type your password first.")
            return
        self._set_busy(True)
        self.tried.emit(self.person_id, self.line.text())

    def show_tried(self, tried: Tried) -> None:
        """What became of the try."""
        self._set_busy(False)
        if tried.opened:
            self.line.forget()
            return
        self.show_problem(tried.message)
        self._tried = tried
        self.wait(tried.wait)

    def _typed(self, _: str) -> None:
        """What was wrong is history once it is typed anew; why one has to wait is not."""
        if not self._tick.isActive():
            self._say("")

    def show_problem(self, message: str) -> None:
        """Say what is wrong; the field is ready to be typed over."""
        self._set_busy(False)
        self._say(message)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()
        announce(self, message, assertive=True)

    def wait(self, length: timedelta) -> None:
        """Take no try for so long, and say why all the while; none ends a wait."""
        self._end.setRemainingTime(round(length.total_seconds() * 1000))
        if length:
            self._tick.start()
        self._count_down()

    def _count_down(self) -> None:
        left = timedelta(milliseconds=max(0, self._end.remainingTime()))
        if left:
            self.unlock.setText(f"Try again in {wait_words(left)}")
            if self._tried is not None:
                self._say(replace(self._tried, wait=left).message)
        elif self._tick.isActive():
            self._tick.stop()
            self._say("")
            announce(self, "You can try again.")
        if not left:
            self.unlock.setText("Unlock")
        self.unlock.setEnabled(not left and not self.busy.isVisible())

    def _set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.line.setReadOnly(busy)
        self.unlock.setEnabled(not busy and not self._tick.isActive())

    def _say(self, message: str) -> None:
        self.problem.setText(message)
        self.problem.setVisible(bool(message))
        set_look(self.line, "state", "error" if message else "")

    def _say_caps(self, on: bool) -> None:
        if on and self.caps.isHidden():
            announce(self, CAPS)
        self.caps.setVisible(on)

    def _show_forgot(self) -> None:
        self.way_back.show_command(self._commands.get(self.person_id, ""))
        self._faces.setCurrentIndex(1)
        self._fit()
        self.way_back.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """The card is as tall as what it shows."""
        shown = self._faces.currentWidget()
        for place in range(self._faces.count()):
            face = self._faces.widget(place)
            if face is not None:
                face.setVisible(face is shown)
        self._card.setMaximumWidth(WIDTH if self._faces.currentIndex() == 0 else WIDTH + 120)


def _words(person: Person) -> str:
    return f"{person.name} (@{person.handle})"
