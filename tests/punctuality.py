"""How long something may take: what is promised in `make bench`, any machine's bound elsewhere.

A shared machine can hold a process up for a second whatever the program does. Where nothing is
measured, a test asks only for what tells a working program from a broken one: what was woken by its
alarm or by a word from another process comes long before the safety tick of 15 seconds.
"""

from __future__ import annotations

import os
from datetime import timedelta

MEASURING = bool(os.environ.get("BRANDCRAFT_MEASURE"))  # set by `make bench`
_ELSEWHERE = 5.0


def allowed(seconds: float) -> float:
    """Seconds of wall time that a test may insist on."""
    return seconds if MEASURING else max(_ELSEWHERE, seconds)


def on_time() -> timedelta:
    """How late a post may be: a second is promised."""
    return timedelta(seconds=allowed(1.0))
