"""One setting on the page: a label, a control, one line of help."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from brandcraft_desktop.ui.widgets import Card, WrappedLabel


def let_give_way(field: QWidget, width: int) -> None:
    """As wide as `width` where there is room, and half as wide where there is none."""
    field.setMinimumWidth(width // 2)
    field.setMaximumWidth(width)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class SettingRow(QWidget):
    """Label and help at the left, the control at the right."""

    def __init__(self, label: str, help_text: str, control: QWidget) -> None:
        super().__init__()
        self._label = label
        self._control = control
        name = WrappedLabel(label, role="subtitle")  # at the side where lines start
        name.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        self._help = WrappedLabel("", role="muted")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(name)
        texts.addWidget(self._help)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addLayout(texts, 1)
        # A field gives way where larger text or a small window leaves less room than it likes.
        gives_way = control.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Expanding
        row.addWidget(control, 1 if gives_way else 0)
        self.set_help(help_text)

    def set_help(self, text: str) -> None:
        """Another line of help."""
        self.words = f"{self._label} {text}".casefold()
        self._help.setText(text)
        self._control.setAccessibleDescription(text)


class Section(Card):
    """A titled card of settings that can be searched."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title
        self.rows: list[SettingRow] = []

    def add(self, label: str, help_text: str, control: QWidget) -> SettingRow:
        """One more setting."""
        row = SettingRow(label, help_text, control)
        self.rows.append(row)
        self.body.addWidget(row)
        return row

    def add_note(self, label: str, text: str) -> SettingRow:
        """Something to know where there is nothing to choose."""
        nothing = QWidget()
        nothing.setFixedSize(0, 0)
        return self.add(label, text, nothing)

    def filter(self, wanted: str) -> bool:
        """Show only rows that hold every word; says whether any does."""
        words = wanted.casefold().split()
        title = self.title.casefold()
        hits = [all(word in row.words or word in title for word in words) for row in self.rows]
        for row, hit in zip(self.rows, hits, strict=True):
            row.setVisible(hit)
        found = any(hits) or not words
        self.setVisible(found)
        return found
