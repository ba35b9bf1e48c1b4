"""A platform that has a post and is silent: how long that is, and what does not count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from brandcraft_desktop.errors import NotReached, NotSent
from brandcraft_desktop.publishers.later import SILENT_FOR, heard, wait_out
from tests.publishers.support import MemorySteps, StandingClock, Waiting

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
BROKEN = NotSent("The platform has trouble right now.")
OFFLINE = NotReached("The platform could not be reached.")


class Asking:
    """Asks again and again, as the engine does; `waited` is the pause that is wanted."""

    def __init__(self) -> None:
        self.now = NOW
        self.steps = MemorySteps(StandingClock())
        self.questions = 0

    def ask(self, trouble: NotSent, sleep: timedelta = timedelta()) -> bool:
        """One question without an answer; whether it is over."""
        self.questions += 1
        try:
            wait_out(trouble, self.now, self.steps, 30, "It is being processed.")
        except Waiting as waits:
            self.now += timedelta(seconds=waits.seconds) + sleep
            return False
        return True


def test_a_day_of_errors_is_enough_and_takes_few_questions() -> None:
    asking = Asking()
    while not asking.ask(BROKEN):
        assert asking.questions < 100
    assert SILENT_FOR < asking.now - NOW < SILENT_FOR + timedelta(hours=2)


def test_a_computer_that_slept_has_not_asked() -> None:
    asking = Asking()
    for _ in range(5):
        assert not asking.ask(BROKEN, sleep=timedelta(hours=25))


def test_a_computer_without_network_has_not_asked() -> None:
    asking = Asking()
    for _ in range(200):
        assert not asking.ask(OFFLINE)
    assert asking.now - NOW > timedelta(hours=1)


def test_an_answer_begins_it_anew() -> None:
    asking = Asking()
    for _ in range(15):
        assert not asking.ask(BROKEN)
    heard(asking.steps)
    assert asking.steps.kept == {}


@pytest.mark.parametrize("trouble", [BROKEN, OFFLINE])
def test_it_is_asked_at_least_once_an_hour(trouble: NotSent) -> None:
    asking = Asking()
    before = asking.now
    for _ in range(20):
        asking.ask(trouble)
        assert asking.now - before <= timedelta(hours=1)
        before = asking.now
