"""Opening the system's browser from the command line."""

from __future__ import annotations

import webbrowser


def open_in_browser(address: str) -> bool:
    """Whether a browser with a window was opened; one inside the terminal is of no use here."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    in_terminal = type(browser) is webbrowser.GenericBrowser
    return not in_terminal and browser.open(address)
