"""Reading times, wall clocks that jump, and how far ahead one may plan."""

# ruff: noqa: DTZ001 - wall times have no zone by nature

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.schedule import (
    Double,
    Gap,
    Resolved,
    check_time,
    latest,
    opens_on,
    parse_when,
    relative_words,
    resolve_wall_time,
    zone_named,
)
from brandcraft_desktop.errors import BadInput

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # jumps by half an hour
APIA = ZoneInfo("Pacific/Apia")  # left out a whole day in 2011


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", NOW),
        (" NOW ", NOW),
        ("+90s", NOW + timedelta(seconds=90)),
        ("+15m", NOW + timedelta(minutes=15)),
        ("+2h", NOW + timedelta(hours=2)),
        ("+3d", NOW + timedelta(days=3)),
        ("2026-11-27T18:00:00Z", datetime(2026, 11, 27, 18, tzinfo=UTC)),
        ("2026-11-27t18:00z", datetime(2026, 11, 27, 18, tzinfo=UTC)),
        ("2026-11-27 18:00:00+01:00", datetime(2026, 11, 27, 17, tzinfo=UTC)),
        ("2026-11-27T18:00:00.5-05:30", datetime(2026, 11, 27, 23, 30, 0, 500_000, tzinfo=UTC)),
    ],
)
def test_readable_times(text: str, expected: datetime) -> None:
    assert parse_when(text, NOW) == expected


def test_a_time_without_an_offset_is_the_zones() -> None:
    assert parse_when("2026-11-27T18:00", NOW, BERLIN) == datetime(2026, 11, 27, 17, tzinfo=UTC)
    assert parse_when("2026-11-27T18:00", NOW) == datetime(2026, 11, 27, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "+5",
        "5s",
        "+5w",
        "-5s",
        "+99999999d",
        "+9999999d",
        "2026-11-27",
        "2026-13-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-11-27T25:00:00Z",
        "2026-11-27T18:00:00+25:00",
        "0001-01-01T00:00:00+10:00",
        "2026-11-27T18:00:00Z junk",
    ],
)
def test_unreadable_times_say_what_to_write(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_when(text, NOW)
    assert caught.value.field == "time"
    assert "2026-11-27T18:00 on your own clocks" in caught.value.cause


def test_a_zone_nobody_knows() -> None:
    assert zone_named("Europe/Berlin") == BERLIN
    for name in ("Europe/Atlantis", "", "../etc/passwd"):
        with pytest.raises(BadInput):
            zone_named(name)


def test_an_ordinary_wall_time() -> None:
    found = resolve_wall_time(datetime(2026, 7, 1, 9, 30), BERLIN)
    assert found == Resolved(datetime(2026, 7, 1, 7, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("zone", "wall", "at", "face"),
    [
        (BERLIN, datetime(2026, 3, 29, 2, 30), datetime(2026, 3, 29, 1, 30), "03:30"),
        (NEW_YORK, datetime(2026, 3, 8, 2, 0), datetime(2026, 3, 8, 7, 0), "03:00"),
        (LORD_HOWE, datetime(2026, 10, 4, 2, 15), datetime(2026, 10, 3, 15, 45), "02:45"),
        (APIA, datetime(2011, 12, 30, 12, 0), datetime(2011, 12, 30, 22, 0), "12:00"),
    ],
)
def test_a_wall_time_that_never_comes(
    zone: ZoneInfo, wall: datetime, at: datetime, face: str
) -> None:
    found = resolve_wall_time(wall, zone)
    assert isinstance(found, Gap)
    assert found.at == at.replace(tzinfo=UTC)
    assert f"{found.wall:%H:%M}" == face
    assert face in found.message


@pytest.mark.parametrize("fold", [0, 1])
@pytest.mark.parametrize(
    ("zone", "wall", "first", "apart"),
    [
        (
            BERLIN,
            datetime(2026, 10, 25, 2, 30),
            datetime(2026, 10, 25, 0, 30),
            timedelta(hours=1),
        ),
        (
            LORD_HOWE,
            datetime(2026, 4, 5, 1, 45),
            datetime(2026, 4, 4, 14, 45),
            timedelta(minutes=30),
        ),
    ],
)
def test_a_wall_time_that_comes_twice(
    zone: ZoneInfo, wall: datetime, first: datetime, apart: timedelta, fold: int
) -> None:
    found = resolve_wall_time(wall, zone, fold)
    assert isinstance(found, Double)
    early, late = first.replace(tzinfo=UTC), first.replace(tzinfo=UTC) + apart
    assert (found.at, found.other) == ((late, early) if fold else (early, late))
    assert ("second" if fold else "first") in found.message


@given(
    at=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    zone=st.sampled_from([BERLIN, NEW_YORK, LORD_HOWE, ZoneInfo("UTC")]),
)
def test_every_moment_is_found_again_by_its_wall_time(at: datetime, zone: ZoneInfo) -> None:
    moment = at.replace(tzinfo=UTC)
    local = moment.astimezone(zone)
    found = resolve_wall_time(local.replace(tzinfo=None, fold=0), zone, local.fold)
    assert not isinstance(found, Gap)
    assert found.at == moment


def test_an_aware_time_is_no_wall_time() -> None:
    with pytest.raises(ValueError, match="offset"):
        resolve_wall_time(NOW, BERLIN)


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (NOW, datetime(2027, 2, 22, 12, tzinfo=UTC)),
        (datetime(2026, 11, 30, tzinfo=UTC), datetime(2027, 2, 28, tzinfo=UTC)),
        (datetime(2027, 11, 30, tzinfo=UTC), datetime(2028, 2, 29, tzinfo=UTC)),
        (datetime(2026, 12, 31, tzinfo=UTC), datetime(2027, 3, 31, tzinfo=UTC)),
        (datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 4, 30, tzinfo=UTC)),
    ],
)
def test_three_calendar_months(now: datetime, last: datetime) -> None:
    assert latest(now) == last
    assert check_time(last, now) == ()
    assert check_time(last + timedelta(seconds=1), now) != ()


def test_the_words_for_bad_times() -> None:
    assert check_time(NOW, NOW) == ()
    assert check_time(NOW - timedelta(seconds=30), NOW) == ()
    assert check_time(NOW - timedelta(minutes=5), NOW) == (
        "That time is in the past. Choose a later one, or post now.",
    )
    assert check_time(NOW + timedelta(days=120), NOW) == (
        "Brandcraft schedules up to 3 months ahead, until 22 Feb 2027.",
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "now"),
        (-4, "now"),
        (5, "in 5 seconds"),
        (60, "in 1 minute"),
        (7_199, "in 1 hour"),
        (7_200, "in 2 hours"),
        (-180, "3 minutes ago"),
        (172_800, "in 2 days"),
    ],
)
def test_relative_words(seconds: int, words: str) -> None:
    assert relative_words(NOW + timedelta(seconds=seconds), NOW) == words


@pytest.mark.parametrize("months", [1, 3, 12])
def test_a_day_opens_on_the_first_day_from_which_it_may_be_scheduled(months: int) -> None:
    for number in range(800):
        day = date(2027, 1, 1) + timedelta(days=number)
        since = datetime.combine(opens_on(day, months), time(9), UTC)
        assert latest(since, months).date() >= day
        assert latest(since - timedelta(days=1), months).date() < day
