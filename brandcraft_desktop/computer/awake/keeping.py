"""Which way the system at hand has."""

from __future__ import annotations

import sys
from typing import Protocol


class Hold(Protocol):
    """As long as it is held, the computer does not fall asleep by itself."""

    def release(self) -> None:
        """Let it sleep again; harmless when repeated."""
        ...


def hold_awake(why: str) -> Hold | None:
    """Keep it awake; None where the system offers no way or refuses.

    `why` is what the system may show to its person. Windows ties it to the calling thread: release
    it on the same one, and end no thread before. The kernel takes all of them back when the process
    dies.
    """
    if sys.platform == "win32":
        from brandcraft_desktop.computer.awake import execution_state

        return execution_state.hold()
    if sys.platform == "darwin":
        from brandcraft_desktop.computer.awake import caffeinate

        return caffeinate.hold()
    from brandcraft_desktop.computer.awake import bus

    return bus.hold(why)
