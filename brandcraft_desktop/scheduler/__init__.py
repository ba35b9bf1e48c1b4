"""The clock that wakes the engine, the lanes that run it, and waking from sleep."""
