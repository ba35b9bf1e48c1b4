"""Weekly posting times: what they mean on real clocks, and which one is free."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.posting_times import (
    CLOSE,
    SOON,
    Slot,
    has_room,
    is_free,
    next_free,
    occurrences,
    read_slot,
)
from brandcraft_desktop.domain.schedule import latest
from brandcraft_desktop.errors import BadInput

VILNIUS = ZoneInfo("Europe/Vilnius")
NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)  # a Friday; 14:00 in Vilnius


@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("Mon 00:00", Slot(0, 0)),
        ("tue 9:30", Slot(1, 570)),
        (" WEDNESDAY 23:59 ", Slot(2, 1439)),
        ("Thurs 12:00", Slot(3, 720)),
        ("Sunday  08:05", Slot(6, 485)),
    ],
)
def test_a_time_as_people_write_it(words: str, slot: Slot) -> None:
    assert read_slot(words) == slot
    assert read_slot(slot.words) == slot


@pytest.mark.parametrize(
    "words", ["", "Mon", "09:30", "Mon 24:00", "Mon 12:60", "Mo 09:30", "Monn 09:30", "Xyz 09:30"]
)
def test_what_is_no_posting_time(words: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_slot(words)
    assert refused.value.field == "slots"


def test_the_moments_follow_the_wall_clock_over_a_change_of_the_clocks() -> None:
    sunday = datetime(2026, 10, 20, tzinfo=UTC)  # clocks go back on 25 October
    found = list(islice(occurrences([Slot(6, 600), Slot(5, 600)], VILNIUS, sunday), 4))
    assert [f"{one:%d %H:%M}" for one in found] == [
        "24 07:00",  # summer time: three hours ahead
        "25 08:00",
        "31 08:00",
        "01 08:00",
    ]


def test_a_skipped_time_goes_out_behind_the_jump_and_a_double_one_once() -> None:
    spring = datetime(2027, 3, 27, 12, tzinfo=UTC)  # 03:00 to 04:00 is skipped on the 28th
    assert next(occurrences([Slot(6, 210)], VILNIUS, spring)) == datetime(
        2027, 3, 28, 1, 30, tzinfo=UTC
    )
    autumn = datetime(2026, 10, 24, 12, tzinfo=UTC)  # 03:00 to 04:00 comes twice on the 25th
    first, second = islice(occurrences([Slot(6, 210)], VILNIUS, autumn), 2)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second == datetime(2026, 11, 1, 1, 30, tzinfo=UTC)


def test_what_is_nearly_now_counts_for_next_week() -> None:
    at_once = Slot(4, 14 * 60)
    assert next(occurrences([at_once], VILNIUS, NOW)) == NOW + timedelta(days=7)
    before = NOW - SOON
    assert next(occurrences([at_once], VILNIUS, before)) == NOW


def test_a_taken_time_is_passed_over() -> None:
    friday = NOW + timedelta(days=7)
    assert next_free([Slot(4, 14 * 60)], VILNIUS, NOW, [friday + CLOSE]) == friday
    near = [friday - CLOSE + timedelta(seconds=1)]
    assert next_free([Slot(4, 14 * 60)], VILNIUS, NOW, near) == friday + timedelta(days=7)


def test_nothing_is_offered_beyond_three_months_or_without_times() -> None:
    assert next_free([], VILNIUS, NOW, []) is None
    every = list(occurrences([Slot(4, 14 * 60)], VILNIUS, NOW))
    assert every[-1] <= latest(NOW)
    assert len(every) == 13
    assert next_free([Slot(4, 14 * 60)], VILNIUS, NOW, every) is None


@given(
    slots=st.lists(
        st.builds(Slot, st.integers(0, 6), st.integers(0, 1439)), min_size=1, max_size=9
    ),
    zone=st.sampled_from(["Europe/Vilnius", "America/St_Johns", "Asia/Kathmandu", "UTC"]),
    now=st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001
)
def test_moments_are_ordered_and_stand_on_the_slots(
    slots: list[Slot], zone: str, now: datetime
) -> None:
    moment, clocks = now.replace(tzinfo=UTC), ZoneInfo(zone)
    found = list(occurrences(slots, clocks, moment))
    assert all(one >= moment + SOON for one in found)
    assert all(first <= second for first, second in pairwise(found))
    assert found, "three months hold every day of the week"
    for one in found[:20]:
        local = one.astimezone(clocks)
        there = Slot(local.weekday(), local.hour * 60 + local.minute)
        moved = [Slot(there.weekday, (there.minute - 60) % 1440)]
        assert there in slots or moved[0] in slots  # an hour later where clocks jump
    assert all(is_free(one, []) for one in found[:3])


@given(st.lists(st.integers(-2000, 2000), max_size=20), st.integers(-2000, 2000))
def test_room_is_what_no_post_is_near(minutes: list[int], minute: int) -> None:
    taken = [NOW + timedelta(minutes=one) for one in minutes]
    moment = NOW + timedelta(minutes=minute)
    free = all(abs(moment - other) >= CLOSE for other in taken)
    assert has_room(moment, sorted(taken)) is free
    assert is_free(moment, taken) is free


def test_a_post_a_minute_is_looked_through_at_once() -> None:
    every_hour = [Slot(day, hour * 60) for day in range(7) for hour in range(24)]
    taken = frozenset(NOW + timedelta(minutes=one) for one in range(125_000))
    begun = process_time()
    found = next_free(every_hour, VILNIUS, NOW, taken)
    assert process_time() - begun < 1.0
    assert found is not None
    assert found >= NOW + timedelta(minutes=125_000)


def test_clocks_that_jump_to_midnight_keep_the_order() -> None:
    nuuk = ZoneInfo("America/Nuuk")  # on 28 March 2026 it is never 23:15 there
    eve = datetime(2026, 3, 28, 12, 0, tzinfo=nuuk).astimezone(UTC)
    times = [Slot(5, 23 * 60 + 15), Slot(6, 0), Slot(6, 15), Slot(6, 30)]
    found = list(islice(occurrences(times, nuuk, eve), 4))
    shown = [moment.astimezone(nuuk) for moment in found]
    assert [f"{one:%a %H:%M}" for one in shown] == [
        "Sun 00:00",
        "Sun 00:15",
        "Sun 00:15",
        "Sun 00:30",
    ]
