"""Draws the whole window in both themes and both sizes, to be looked at."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import theme
from tests.ui.stage import Stage, stage

SIZES = (QSize(1280, 800), QSize(1024, 640))


def draw(
    out: Path,
    name: str,
    *,
    prepare: Callable[[Workspace], None],
    show: Callable[[Stage], QWidget | None],
) -> None:
    """Write `<name>_<theme>_<width>.png` into `out`; `show` may give a dialog to draw instead."""
    out.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder), prepare=prepare) as made:
        shown = show(made)
        made.settle()
        for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
            theme.apply(application, scheme, reduced_motion=True)
            for size in SIZES:
                made.window.resize(size)
                made.settle()
                picture = (shown or made.window).grab()
                picture.save(str(out / f"{name}_{scheme.value}_{size.width()}.png"))
                if shown is not None:
                    break
