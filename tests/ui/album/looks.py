"""The looks in which every screen is drawn: light, dark, large text, right to left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.theme.application import BASE_POINTS

FAMILY = "DejaVu Sans"
"""Debian's `fontconfig` always brings it (it depends on fonts-dejavu-core)."""
POINTS = 9.0


@dataclass(frozen=True)
class Look:
    """How the window is dressed."""

    name: str
    scheme: theme.Scheme = theme.Scheme.LIGHT
    scale: float = 1.0
    mirrored: bool = False


SIZE = QSize(1280, 800)


LOOKS = (
    Look("light"),
    Look("dark", theme.Scheme.DARK),
    Look("large", scale=1.5),
    Look("rtl", mirrored=True),
)


def wear(look: Look) -> None:
    """Dress the application."""
    application = _application()
    way = Qt.LayoutDirection.RightToLeft if look.mirrored else Qt.LayoutDirection.LeftToRight
    application.setLayoutDirection(way)
    theme.apply(application, look.scheme, look.scale, reduced_motion=True)


@contextmanager
def same_everywhere() -> Iterator[None]:
    """One font, one language, a caret that does not blink; as it was afterwards."""
    application = _application()
    font, locale, flash = application.font(), QLocale(), application.cursorFlashTime()
    base = application.property(BASE_POINTS)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    application.setCursorFlashTime(0)
    application.setProperty(BASE_POINTS, POINTS)
    application.setFont(QFont(FAMILY, int(POINTS)))
    try:
        yield
    finally:
        QLocale.setDefault(locale)
        application.setCursorFlashTime(flash)
        application.setProperty(BASE_POINTS, base)
        application.setFont(font)
        wear(LOOKS[0])


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
