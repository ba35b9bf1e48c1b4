"""PySide6 6.12 on Python 3.11 drops a reference of None at every void call, of True at every emit.

The interpreter aborts after some thousand calls (known upstream as PYSIDE-3474). The pin in
pyproject.toml keeps it out; this finds it should a release come back with it.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

CALLS = 20_000
# Other threads and caches move a few references; the fault moves one a call.
NOISE = 1_000


class Sender(QObject):
    told = Signal(object)


def test_void_calls_and_emits_keep_their_references() -> None:
    sender = Sender()
    sender.told.connect(lambda _: None)
    none, true = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        sender.setObjectName("same")
        sender.told.emit(sender)
    assert abs(sys.getrefcount(None) - none) < NOISE
    assert abs(sys.getrefcount(True) - true) < NOISE
