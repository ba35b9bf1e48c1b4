"""Keeping the computer from falling asleep by itself for a while."""

from brandcraft_desktop.computer.awake.keeping import Hold, hold_awake

__all__ = ["Hold", "hold_awake"]
