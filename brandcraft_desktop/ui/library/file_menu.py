"""The menu of the chosen files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.ui import theme


@dataclass(frozen=True)
class Line:
    """A word, an icon ("" for none) and what it does with the files."""

    words: str
    icon: str
    do: Callable[[Sequence[MediaView]], None]


def menu_of(lines: Sequence[Line], files: Sequence[MediaView], parent: QWidget) -> QMenu:
    """A menu that goes away by itself."""
    menu = QMenu(parent)
    for line in lines:
        action = menu.addAction(line.words)
        if line.icon:
            action.setIcon(theme.icon(line.icon))
        action.triggered.connect(lambda _=False, do=line.do: do(files))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
