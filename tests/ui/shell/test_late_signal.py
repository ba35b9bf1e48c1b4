"""A signal that comes while nobody listens any more is not forgotten."""

from __future__ import annotations

import os
import signal

from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui.shell.ending import Ending


def test_a_signal_after_the_last_turn_of_the_loop_is_told(qtbot: QtBot) -> None:
    ending = Ending()
    try:
        assert not ending.told()
        os.kill(os.getpid(), signal.SIGTERM)
        assert ending.told()
        assert not ending.told()
    finally:
        ending.release()
