"""Ids sort by time, never repeat, and survive a clock that is set back."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

from brandcraft_desktop.models.ids import new_id
from tests.models.times import StandingClock


def test_an_id_is_a_ulid_in_lower_case(clock: StandingClock) -> None:
    assert re.fullmatch(r"[0-7][0-9a-hjkmnp-tv-z]{25}", new_id(clock))


def test_ids_of_one_moment_grow(clock: StandingClock) -> None:
    made = [new_id(clock) for _ in range(2000)]
    assert made == sorted(set(made))


def test_a_later_moment_sorts_later(clock: StandingClock) -> None:
    clock.move(timedelta(days=1))
    early = new_id(clock)
    clock.move(timedelta(milliseconds=1))
    assert early < new_id(clock)


def test_a_clock_set_back_for_long_is_believed(clock: StandingClock) -> None:
    clock.move(timedelta(days=400))
    late = new_id(clock)
    clock.move(timedelta(days=-400))
    assert new_id(clock) < late


def test_threads_never_share_an_id(clock: StandingClock) -> None:
    made: list[str] = []

    def make() -> None:
        made.extend([new_id(clock) for _ in range(500)])

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2000
