"""The lock over the window."""

from brandcraft_desktop.ui.lock.locking import Locking

__all__ = ["Locking"]
