"""The clock that wakes the engine, the lanes that run it, and waking from sleep."""

from brandcraft_desktop.scheduler.engine import Engine

__all__ = ["Engine"]
