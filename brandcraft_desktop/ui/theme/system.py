"""What the person's system asks for: light or dark, more contrast, less motion.

Qt knows on Windows, macOS and GNOME. Elsewhere (KDE without its own Qt plugin, plain X11) the hint
stays ``Unknown`` and the desktop portal is asked, as its documentation describes:
https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Final

from PySide6.QtCore import SLOT, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessibilityHints, QGuiApplication, QStyleHints

SERVICE: Final = "org.freedesktop.portal.Desktop"
PATH: Final = "/org/freedesktop/portal/desktop"
INTERFACE: Final = "org.freedesktop.portal.Settings"
NAMESPACE: Final = "org.freedesktop.appearance"
KEY: Final = "color-scheme"
PREFERS_DARK: Final = 1
PATIENCE: Final = 150
"""Milliseconds the first paint may wait for the portal."""


def has_portal() -> bool:
    """Whether asking makes sense: a session bus on a system that has portals."""
    return sys.platform.startswith("linux") and bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))


def wants_template_icons() -> bool:
    """Whether the system tints tray icons itself and opens their menu by a click (macOS)."""
    return sys.platform == "darwin"


def portal_prefers_dark() -> bool | None:
    """The portal's answer, or None if there is no portal or it does not say."""
    if not has_portal():
        return None
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant

    question = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, "Read")
    question.setArguments([NAMESPACE, KEY])
    answer = QDBusConnection.sessionBus().call(question, QDBus.CallMode.Block, PATIENCE)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage or not answer.arguments():
        return None
    value: object = answer.arguments()[0]
    while isinstance(value, QDBusVariant):  # "Read" wraps its value twice.
        value = value.variant()
    return value == PREFERS_DARK if value in (0, 1, 2) else None


@cache
def _hints() -> tuple[QStyleHints, QAccessibilityHints]:
    """Qt's hints, held for good.

    Measured with PySide6 6.11: once the Python side of the first is gone, the second is taken for
    deleted although it lives.
    """
    hints = QGuiApplication.styleHints()
    return hints, hints.accessibility()


def wants_more_contrast() -> bool:
    """Whether the system asks for high contrast."""
    return _hints()[1].contrastPreference() == Qt.ContrastPreference.HighContrast


def wants_less_motion() -> bool:
    """Whether the system asks for less motion; Qt can tell from 6.12 on."""
    preference = getattr(_hints()[1], "motionPreference", None)
    return preference is not None and str(preference()).endswith("ReducedMotion")


class SystemTheme(QObject):
    """Follows the system; ``changed`` says that something may be different now."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._following = False
        self._portal: bool | None = None

    def prefers_dark(self) -> bool:
        """Light unless the system says dark."""
        hint = _hints()[0].colorScheme()
        if hint != Qt.ColorScheme.Unknown:
            return hint == Qt.ColorScheme.Dark
        self._portal = portal_prefers_dark()
        return bool(self._portal)

    def follow(self) -> None:
        """Start to listen, once."""
        if self._following:
            return
        self._following = True
        hints, accessibility = _hints()
        hints.colorSchemeChanged.connect(self.changed)
        accessibility.contrastPreferenceChanged.connect(self.changed)
        if has_portal():
            from PySide6.QtDBus import QDBusConnection

            # Measured with PySide6 6.11: the stubs ask for bytes, at run time only text is taken.
            QDBusConnection.sessionBus().connect(  # type: ignore[call-overload]
                SERVICE,
                PATH,
                INTERFACE,
                "SettingChanged",
                self,
                SLOT("setting_changed(QString,QString,QDBusVariant)"),
            )

    @Slot(str, str, "QDBusVariant")
    def setting_changed(self, namespace: str, key: str, value: object) -> None:
        """The portal's signal; anything but the colour scheme is none of our business."""
        if (namespace, key) == (NAMESPACE, KEY):
            self.changed.emit()
