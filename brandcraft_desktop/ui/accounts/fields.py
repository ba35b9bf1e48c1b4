"""What the forms of connecting share: secret lines, troubles at a field, the part that unfolds."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import Button, WrappedLabel, set_look


def hide_secret(line: QLineEdit) -> None:
    """Dots instead of letters, and an eye that shows them."""
    line.setEchoMode(QLineEdit.EchoMode.Password)
    eye = QAction(theme.icon("eye"), "Show what is typed", line)
    eye.setCheckable(True)
    eye.toggled.connect(
        lambda shown: line.setEchoMode(
            QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        )
    )
    line.addAction(eye, QLineEdit.ActionPosition.TrailingPosition)


def show_trouble(line: QLineEdit, note: WrappedLabel, words: str) -> None:
    """Say below a field what is wrong with it, and put the person there."""
    set_look(line, "state", "error")
    set_look(note, "role", "error")
    note.setText(words)
    note.show()
    line.setFocus()
    line.selectAll()


def unfolding(grown: SignalInstance) -> tuple[Button, QWidget, QVBoxLayout]:
    """The link "Advanced", what it unfolds (hidden yet) and the layout to fill."""
    fold = Button("Advanced", kind="link", icon_name="chevron-right")
    fold.setCheckable(True)
    inside = QWidget()
    inside.setObjectName("scrolled")
    inside.hide()
    below = QVBoxLayout(inside)
    below.setContentsMargins(0, 0, 0, 0)
    below.setSpacing(6)

    def unfold(shown: bool) -> None:
        inside.setVisible(shown)
        fold.set_icon_name("chevron-down" if shown else "chevron-right")
        grown.emit()

    fold.toggled.connect(unfold)
    return fold, inside, below
