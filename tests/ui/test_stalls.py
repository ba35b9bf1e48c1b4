"""The stall check itself: it sees a turn that computes, and none that only waits."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.ui.stalls import watch_turns


def compute(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_a_turn_that_computes_is_found_with_its_place(qtbot: QtBot) -> None:
    done: list[int] = []

    def long() -> None:
        compute(0.4)
        done.append(1)

    with watch_turns() as turns:
        QTimer.singleShot(0, long)
        turns.run_until(lambda: done)
    assert len(turns.stalls) == 1
    assert turns.longest >= 0.4
    assert "compute" in turns.stalls[0].where
    with pytest.raises(AssertionError, match="stalled"):
        turns.assert_quick()


def test_short_turns_and_waiting_are_no_stall(qtbot: QtBot) -> None:
    with watch_turns() as turns:
        QTimer.singleShot(10, lambda: compute(0.005))
        turns.run_for(300)
    turns.assert_quick()
    assert turns.count > 3


def test_what_never_comes_true_fails(qtbot: QtBot) -> None:
    with watch_turns() as turns, pytest.raises(AssertionError, match="not true within"):
        turns.run_until(lambda: False, within_ms=50)
