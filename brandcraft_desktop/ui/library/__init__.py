"""The media library: every imported file, what is known of it, and the way into a post."""

from brandcraft_desktop.ui.library.page import LibraryPage

__all__ = ["LibraryPage"]
