"""A platform's own options, drawn from its description: no platform is known here by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.platform import OptionField, OptionKind, PlatformInfo
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.choices_button import ChoicesButton
from brandcraft_desktop.ui.widgets import ToggleSwitch, WrappedLabel

TALLEST = 168


class OptionsForm(QWidget):
    """`changed(platform, options)` carries every option that differs from its default."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._info: PlatformInfo | None = None
        self._values: dict[str, str] = {}
        self._open: set[str] = set()
        self.fields: dict[str, QWidget] = {}
        self.header = QToolButton(self)
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setCheckable(True)
        self.header.toggled.connect(self._fold)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setMaximumHeight(TALLEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 4)
        column.setSpacing(2)
        column.addWidget(self.header, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._area)
        self.hide()

    def show_platform(self, info: PlatformInfo | None, values: Mapping[str, str]) -> None:
        """Show a platform's options with what is chosen; None or no options hides the form."""
        if info is None or not info.options:
            self._info = None
            self.hide()
            return
        if info is self._info and dict(values) == self._values:
            return
        self._info, self._values = info, dict(values)
        self._build(info)
        self.header.setChecked(info.id in self._open or self._required_open(info))
        self._fold(self.header.isChecked())
        self.show()

    def _required_open(self, info: PlatformInfo) -> bool:
        return any(
            field.default is None and field.name not in self._values for field in info.options
        )

    def _build(self, info: PlatformInfo) -> None:
        inner = QWidget()
        inner.setObjectName("scrolled")
        grid = QGridLayout(inner)
        grid.setContentsMargins(6, 2, 6, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.fields = {}
        for row, field in enumerate(info.options):
            label = WrappedLabel(field.label, role="secondary")
            editor = self._editor(field)
            editor.setAccessibleName(field.label)
            editor.setAccessibleDescription(field.help)
            editor.setToolTip(field.help)
            label.setToolTip(field.help)
            label.setBuddy(editor)
            label.setMinimumWidth(110)
            grid.addWidget(label, row, 0)
            grid.addWidget(editor, row, 1, Qt.AlignmentFlag.AlignLeading)
            self.fields[field.name] = editor
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()
        self._area.setWidget(inner)
        self._area.setFixedHeight(min(inner.sizeHint().height(), TALLEST))

    def _editor(self, field: OptionField) -> QWidget:
        value = self._values.get(field.name, field.default)
        put = partial(self._put, field)
        if field.kind is OptionKind.CHOICE:
            return self._combo(field, value)
        if field.kind is OptionKind.CHOICES:
            chosen = tuple(one for one in (value or "").split(",") if one)
            button = ChoicesButton(field, chosen)
            button.changed.connect(lambda values: put(",".join(values)))
            return button
        if field.kind is OptionKind.FLAG:
            switch = ToggleSwitch("", name=field.label)
            switch.setChecked(value == "true")
            switch.toggled.connect(lambda on: put("true" if on else "false"))
            return switch
        line = QLineEdit(value or "")
        line.setMinimumWidth(260)
        line.textEdited.connect(put)
        return line

    def _combo(self, field: OptionField, value: str | None) -> QComboBox:
        combo = QComboBox()
        combo.setMinimumWidth(200)
        combo.setPlaceholderText("Choose…")
        for choice in field.choices:
            combo.addItem(choice.label, choice.value)
        combo.setCurrentIndex(combo.findData(value) if value is not None else -1)
        combo.activated.connect(lambda index: self._put(field, str(combo.itemData(index))))
        return combo

    def _put(self, field: OptionField, value: str) -> None:
        if self._info is None:
            return
        if value == field.default:
            self._values.pop(field.name, None)
        else:
            self._values[field.name] = value
        self._open.add(self._info.id)
        self._name_header()
        self.changed.emit(self._info.id, dict(self._values))

    def _fold(self, open_: bool) -> None:
        self._area.setVisible(open_)
        self.header.setIcon(theme.icon("chevron-down" if open_ else self._closed_icon()))
        if self._info is not None:
            (self._open.add if open_ else self._open.discard)(self._info.id)
        self._name_header()

    def _closed_icon(self) -> str:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return "chevron-left" if mirrored else "chevron-right"

    def _name_header(self) -> None:
        if self._info is None:
            return
        number = len(self._values)
        words = f"{self._info.name} options" + (f" · {number} set" if number else "")
        self.header.setText(f" {words}")
        state = "open" if self.header.isChecked() else "closed"
        self.header.setAccessibleName(f"{words}, {state}")
