"""The theme in force now: what painters read when they paint, and who hears when it changes."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont

from brandcraft_desktop.ui.theme.tokens import LIGHT, Tokens


class Scheme(Enum):
    """What the person chose in the settings."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class LiveTheme(QObject):
    """Holds the current tokens; ``changed`` fires after they were replaced.

    Painted widgets need no connection: a new style sheet repaints every one in sight.
    ``changed`` is for what lives outside widgets, such as the tray icon.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.scheme = Scheme.LIGHT
        self.dark = False
        self.high_contrast = False
        self.text_scale = 1.0
        self.reduced_motion = False


live = LiveTheme()
"""The one theme of the process; written only by ``theme.apply``."""


def color(token: str) -> QColor:
    """The current colour of a token; a ``#RRGGBB`` (a brand's own colour) is taken as it is."""
    return QColor(token if token.startswith("#") else live.tokens[token])


def duration(milliseconds: int) -> int:
    """How long an animation may take: 0 when the person asked for less motion."""
    return 0 if live.reduced_motion else milliseconds


def tabular(font: QFont) -> QFont:
    """The font with figures of one width, so that counters and times do not dance."""
    even = QFont(font)
    even.setFeature(QFont.Tag("tnum"), 1)
    return even
