"""Pictures of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui.robot.patience import GaveUp, pass_time

SETTLE_MS = 250


def save_picture(widget: QWidget, path: Path) -> Path:
    """Save what the widget shows once its animations are over. Raises `GaveUp`."""
    pass_time(SETTLE_MS)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(path)):
        raise GaveUp(f"The picture {path} could not be written.", "The folder may be read-only.")
    return path
