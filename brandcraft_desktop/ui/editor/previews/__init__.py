"""What each account will be sent, as its readers will see it."""

from brandcraft_desktop.ui.editor.previews.panel import Preview

__all__ = ["Preview"]
