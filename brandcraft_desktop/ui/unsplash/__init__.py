"""Photos of Unsplash: searched, chosen, taken, credited (screens S11, S4.6)."""

from brandcraft_desktop.ui.unsplash.dialog import UnsplashDialog, open_unsplash
from brandcraft_desktop.ui.unsplash.panel import UnsplashPanel

__all__ = ["UnsplashDialog", "UnsplashPanel", "open_unsplash"]
