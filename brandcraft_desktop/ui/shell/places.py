"""The pages there are."""

from __future__ import annotations

from brandcraft_desktop.ui.shell.rail import Place

BRAND = "brand"
PUBLISHER = "publisher"
CREATE = "create"
LIBRARY = "library"
ACCOUNTS = "accounts"
DELIVERY = "delivery"
SETTINGS = "settings"

PLACES = (
    Place(BRAND, "My Brand", "house", "Ctrl+1"),
    Place(PUBLISHER, "Publisher", "calendar-days", "Ctrl+2"),
    Place(CREATE, "Create", "pen-to-square", "Ctrl+3"),
    Place(LIBRARY, "Media", "image", "Ctrl+4"),
    Place(ACCOUNTS, "Accounts", "users", "Ctrl+5"),
    Place(SETTINGS, "Settings", "gear", "Ctrl+,", at_bottom=True),
)
