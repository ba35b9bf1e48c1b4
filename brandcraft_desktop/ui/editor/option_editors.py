"""The fields of an options form: one class for each way of answering."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.platform import Choice, OptionField
from brandcraft_desktop.ui.editor.choices_button import ChoicesButton
from brandcraft_desktop.ui.editor.documents import replace_text, text_of
from brandcraft_desktop.ui.editor.option_offers import Offer
from brandcraft_desktop.ui.widgets import CounterLabel, ToggleSwitch, announce, set_look

SEVERAL_LINES = 200
"""A text that may be longer than this gets a field of several lines."""
_LINES = 3
_LINK = "https://"  # an address has no line breaks, however long it may be
_NOTHING = Choice("", "Not chosen")


class OptionEditor(QWidget):
    """Holds one `control`; `chosen` carries the answer as it is stored."""

    chosen = Signal(str)

    def __init__(self, field: OptionField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.control: QWidget = self

    def hold(self, control: QWidget) -> None:
        """Take the control in and give it the option's name."""
        self.control = control
        control.setAccessibleName(self.field.label)
        self.setFocusProxy(control)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(control)

    def show_offer(self, offer: Offer) -> None:
        """Show what is chosen and what can be."""
        raise NotImplementedError


class QuietCombo(QComboBox):
    """Scrolling the form past it chooses nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(OptionEditor):
    """One of several."""

    def __init__(self, field: OptionField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.combo = QuietCombo(self)
        self.combo.setPlaceholderText("Choose…")
        self.combo.activated.connect(self._take)
        self._choices: tuple[Choice, ...] = ()
        self.hold(self.combo)

    def show_offer(self, offer: Offer) -> None:
        choices = offer.choices
        if offer.field.default == "" and all(one.value for one in choices):
            choices = (_NOTHING, *choices)
        with QSignalBlocker(self.combo):
            if choices != self._choices:
                self._choices = choices
                self.combo.clear()
                for choice in choices:
                    self.combo.addItem(choice.label, choice.value)
            self._bar(offer)
            self.combo.setCurrentIndex(self.combo.findData(offer.value))
        self.combo.setEnabled(not offer.trouble)

    def _bar(self, offer: Offer) -> None:
        model = self.combo.model()
        for row, choice in enumerate(self._choices):
            reason = offer.barred.get(choice.value, "")
            if isinstance(model, QStandardItemModel):
                model.item(row).setEnabled(not reason)
            spoken = f"{choice.label}, not available: {reason}" if reason else choice.label
            self.combo.setItemData(row, reason, Qt.ItemDataRole.ToolTipRole)
            self.combo.setItemData(row, spoken, Qt.ItemDataRole.AccessibleTextRole)

    def _take(self, index: int) -> None:
        self.chosen.emit(str(self.combo.itemData(index)))


class ChoicesEditor(OptionEditor):
    """Several of many."""

    def __init__(self, field: OptionField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.button = ChoicesButton(field.label, field.max_choices, self)
        self.button.changed.connect(lambda values: self.chosen.emit(",".join(values)))
        self.hold(self.button)

    def show_offer(self, offer: Offer) -> None:
        chosen = tuple(one for one in offer.value.split(",") if one)
        self.button.show_choices(offer.choices, chosen, offer.barred)
        self.button.setEnabled(not offer.trouble)


class FlagEditor(OptionEditor):
    """Yes or no."""

    def __init__(self, field: OptionField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.switch = ToggleSwitch("", name=field.label, parent=self)
        # Not `toggled`: what the form itself shows is nobody's answer.
        self.switch.clicked.connect(lambda on: self.chosen.emit("true" if on else "false"))
        self.hold(self.switch)

    def show_offer(self, offer: Offer) -> None:
        self.switch.setChecked(offer.value == "true")
        self.switch.setEnabled(not offer.locked)


class TextEditor(OptionEditor):
    """Words, on one line or several; too many are told, never cut."""

    def __init__(self, field: OptionField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.counter = CounterLabel(parent=self)
        self.counter.hide()
        self._over = False
        self.line: QLineEdit | QPlainTextEdit
        if field.max_length > SEVERAL_LINES and not field.placeholder.startswith(_LINK):
            self.line = _several_lines(self)
            self.line.textChanged.connect(self._typed)
        else:
            self.line = QLineEdit(self)
            self.line.textEdited.connect(self._typed)
        self.line.setPlaceholderText(field.placeholder)
        self.control = self.line
        self.line.setAccessibleName(field.label)
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.counter, 0, Qt.AlignmentFlag.AlignTrailing)

    def text(self) -> str:
        """What is in the field."""
        if isinstance(self.line, QLineEdit):
            return self.line.text()
        return text_of(self.line.document())

    def show_offer(self, offer: Offer) -> None:
        if self.text() != offer.value:
            with QSignalBlocker(self.line):
                if isinstance(self.line, QLineEdit):
                    self.line.setText(offer.value)
                else:
                    replace_text(self.line.document(), offer.value)
        self.line.setEnabled(not offer.locked)
        self._count()

    def _typed(self) -> None:
        before = self._over
        self._count()
        if self._over is not before:
            said = self.counter.accessibleName() if self._over else "fits again"
            announce(self.line, f"{self.field.label}: {said}")
        self.chosen.emit(self.text())

    def _count(self) -> None:
        limit, used = self.field.max_length, len(self.text())
        near = max(10, limit // 10)
        self._over = 0 < limit < used
        self.counter.setVisible(limit > 0 and limit - used < near)
        if limit:
            self.counter.set_count(used, limit, near=near)
        set_look(self.line, "state", "error" if self._over else "")


def _several_lines(parent: QWidget) -> QPlainTextEdit:
    field = QPlainTextEdit(parent)
    field.setTabChangesFocus(True)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * _LINES + 22)
    return field
