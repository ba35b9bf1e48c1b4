"""Windows: the calling thread says that the system is needed.

https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-setthreadexecutionstate
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

CONTINUOUS = 0x80000000
SYSTEM_REQUIRED = 0x00000001

SetState = Callable[[int], int]  # gives the state before, 0 where it failed


class ExecutionStateHold:
    """Holds until released, or until its thread ends."""

    def __init__(self, set_state: SetState) -> None:
        self._set_state = set_state

    def release(self) -> None:
        """See `Hold`."""
        self._set_state(CONTINUOUS)


def hold(set_state: SetState | None = None) -> ExecutionStateHold | None:
    """None where Windows refuses; `set_state` None takes the system's own."""
    call = set_state or _system_call
    return ExecutionStateHold(call) if call(CONTINUOUS | SYSTEM_REQUIRED) else None


def _system_call(flags: int) -> int:
    function = ctypes.WinDLL("kernel32").SetThreadExecutionState  # type: ignore[attr-defined]
    function.argtypes, function.restype = [ctypes.c_uint32], ctypes.c_uint32
    return int(function(flags))
