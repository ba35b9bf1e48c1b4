"""One setting on the page: a label, a control, one line of help."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from brandcraft_desktop.ui.widgets import Card, WrappedLabel


class SettingRow(QWidget):
    """Label and help at the left, the control at the right."""

    def __init__(self, label: str, help_text: str, control: QWidget) -> None:
        super().__init__()
        self.words = f"{label} {help_text}".casefold()
        name = QLabel(label)
        name.setProperty("role", "subtitle")
        name.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        control.setAccessibleDescription(help_text)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(name)
        texts.addWidget(WrappedLabel(help_text, role="muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addLayout(texts, 1)
        row.addWidget(control)


class Section(Card):
    """A titled card of settings that can be searched."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.rows: list[SettingRow] = []

    def add(self, label: str, help_text: str, control: QWidget) -> None:
        """One more setting."""
        row = SettingRow(label, help_text, control)
        self.rows.append(row)
        self.body.addWidget(row)

    def filter(self, wanted: str) -> None:
        """Show only rows that hold every word."""
        words = wanted.casefold().split()
        hits = [all(word in row.words for word in words) for row in self.rows]
        for row, hit in zip(self.rows, hits, strict=True):
            row.setVisible(hit)
        self.setVisible(any(hits) or not words)
