"""What keeps the collector of unused memory from stopping the window."""

from __future__ import annotations

import gc


def spare_what_stays() -> None:
    """Leave everything that is there now out of every later look for unused memory.

    Libraries and screens stay for as long as the program runs. Looking through all of them again
    takes 50 ms in the middle of a key press; what is made from here on is few and quick to look at.
    """
    gc.freeze()
