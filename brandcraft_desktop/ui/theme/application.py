"""Dressing the application: style, palette, font and style sheet at once."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.ui.theme import system
from brandcraft_desktop.ui.theme.dressing import dress
from brandcraft_desktop.ui.theme.live import Scheme, live
from brandcraft_desktop.ui.theme.palette import palette
from brandcraft_desktop.ui.theme.stylesheet import MarkFiles, stylesheet
from brandcraft_desktop.ui.theme.tokens import DARK, LIGHT, more_contrast

BASE_POINTS = "brandcraft_base_points"


@lru_cache(maxsize=1)
def _marks() -> MarkFiles:
    return MarkFiles()


@lru_cache(maxsize=1)
def _system() -> system.SystemTheme:
    watched = system.SystemTheme()
    watched.changed.connect(_system_changed)
    return watched


def apply(
    application: QApplication,
    scheme: Scheme = Scheme.SYSTEM,
    text_scale: float = 1.0,
    *,
    reduced_motion: bool = False,
) -> None:
    """Put the theme on the whole application, now and whenever the system changes.

    ``text_scale`` multiplies the system's font size (1.0 leaves it). ``reduced_motion`` is the
    person's own setting; the system's wish counts as well.
    """
    live.scheme = scheme
    live.text_scale = text_scale
    live.reduced_motion = reduced_motion or system.wants_less_motion()
    hints = application.styleHints()
    if scheme is Scheme.SYSTEM:
        hints.unsetColorScheme()
        dark = _system().prefers_dark()
    else:
        dark = scheme is Scheme.DARK
        # Title bars and native dialogs only; our own colours do not depend on it.
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    _dress(application, dark)
    _system().follow()


def _dress(application: QApplication, dark: bool) -> None:
    live.dark = dark
    live.high_contrast = system.wants_more_contrast()
    live.tokens = DARK if dark else LIGHT
    if live.high_contrast:
        live.tokens = more_contrast(live.tokens)
    if not application.styleSheet():
        # The only style that a sheet controls fully on all three systems.
        application.setStyle("Fusion")
    application.setPalette(palette(live.tokens))
    points = _base_points(application) * live.text_scale
    font = QFont(application.font())
    font.setPointSizeF(points)
    application.setFont(font)
    dress(
        application,
        stylesheet(
            live.tokens,
            LIGHT if dark else DARK,
            points,
            _marks(),
            focus_width=3 if live.high_contrast else 2,
        ),
    )
    live.changed.emit()


def _base_points(application: QApplication) -> float:
    """The system's own font size, remembered from before we first scaled it."""
    remembered = application.property(BASE_POINTS)
    if isinstance(remembered, float):
        return remembered
    points = application.font().pointSizeF()
    base = points if points > 0 else 9.0
    application.setProperty(BASE_POINTS, base)
    return base


def _system_changed() -> None:
    """The system moved: follow it if asked to; contrast is always followed."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    dark = _system().prefers_dark() if live.scheme is Scheme.SYSTEM else live.dark
    if dark != live.dark or system.wants_more_contrast() != live.high_contrast:
        _dress(application, dark)
