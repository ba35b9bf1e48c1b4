"""The one door to the person's browser; tests give another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

Opener = Callable[[str], bool]
"""Opens an address; False where no browser took it."""


def open_in_browser(address: str) -> bool:
    """Hand an address to the system's browser."""
    return QDesktopServices.openUrl(QUrl(address))


def opens(opener: Opener, address: str) -> Callable[[], None]:
    """What a button does that opens an address."""

    def do() -> None:
        opener(address)

    return do
