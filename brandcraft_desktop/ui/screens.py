"""Every page by its key. Imported on a thread after the first paint: it pulls the services in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.brand import BrandPage
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.delivery import DeliveryPage
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.library import LibraryPage
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.places import (
    ACCOUNTS,
    BRAND,
    CREATE,
    DELIVERY,
    LIBRARY,
    PUBLISHER,
    SETTINGS,
)


def build(key: str, context: Context) -> QWidget:
    """The page called `key`."""
    pages = {
        BRAND: BrandPage,
        PUBLISHER: PublisherPage,
        CREATE: EditorPage,
        LIBRARY: LibraryPage,
        ACCOUNTS: AccountsPage,
        DELIVERY: DeliveryPage,
        SETTINGS: SettingsPage,
    }
    return pages[key](context)
