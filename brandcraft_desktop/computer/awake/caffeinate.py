"""macOS: its own program for it, which ends with us (`man caffeinate`: -i idle sleep, -w pid)."""

from __future__ import annotations

import os
import subprocess

PROGRAM = "/usr/bin/caffeinate"


class CaffeinateHold:
    """Holds for as long as the child runs."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child

    def release(self) -> None:
        """See `Hold`."""
        self._child.terminate()
        self._child.wait()


def hold(program: str = PROGRAM) -> CaffeinateHold | None:
    """None where the program can't be started."""
    try:
        child = subprocess.Popen(  # noqa: S603 - the system's own
            [program, "-i", "-w", str(os.getpid())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None
    return CaffeinateHold(child)
