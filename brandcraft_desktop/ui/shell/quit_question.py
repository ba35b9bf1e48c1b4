"""Asked before quitting while posts are due soon."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui.widgets import ConfirmDialog


def quit_question(window: QWidget, due: int) -> ConfirmDialog:
    """How many posts would not go out, and two answers."""
    posts = "1 post is" if due == 1 else f"{due} posts are"
    they = "It" if due == 1 else "They"
    return ConfirmDialog(
        window,
        "Quit Brandcraft?",
        f"{posts} due in the next 24 hours. {they} won't go out while Brandcraft is closed.",
        confirm="Quit anyway",
        cancel="Keep running",
        danger=True,
    )
