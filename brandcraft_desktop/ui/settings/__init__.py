"""Settings that this version has; each applied at once."""

from brandcraft_desktop.ui.settings.page import SettingsPage

__all__ = ["SettingsPage"]
