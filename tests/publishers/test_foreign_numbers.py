"""Numbers and moments from outside, as absurd as they come."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.sign_in_times import EARLY
from brandcraft_desktop.errors import PublishingError
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.bluesky.tokens import expiry
from brandcraft_desktop.publishers.border import retry_after
from brandcraft_desktop.publishers.facebook.tokens import grant_of as facebook_grant
from brandcraft_desktop.publishers.instagram.tokens import lasting
from brandcraft_desktop.publishers.json_value import Json, JsonObject, parse_object
from brandcraft_desktop.publishers.linkedin.own_posts import is_newer
from brandcraft_desktop.publishers.linkedin.tokens import grant_of as linkedin_grant
from brandcraft_desktop.publishers.pinterest.tokens import granted as pinterest_granted
from brandcraft_desktop.publishers.threads.tokens import granted as threads_granted
from brandcraft_desktop.publishers.x.finding import _is_newer
from tests.models.times import StandingClock

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ABSURD = (-(10**400), -(10**12), -1, 0, 10**12, 10**18, 10**60, 10**400)


def wrong(why: str) -> PublishingError:
    return PublishingError(why)


def told(**fields: Json) -> JsonObject:
    return JsonObject(fields, wrong)


@given(st.integers())
def test_moments_leave_room_for_reckoning(seconds: int) -> None:
    for found in (foreign_numbers.ahead(seconds, NOW), foreign_numbers.since_1970(seconds)):
        assert (found is None) == (seconds <= 0)
        assert found is None or found - EARLY < found < found + foreign_numbers.LONGEST


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("12", 12), ("", None), ("²", None), ("-1", None), ("1" * 60, None)],
)
def test_numbers_of_texts(text: str, number: int | None) -> None:
    assert foreign_numbers.whole(text) == number


@given(st.text() | st.datetimes(timezones=st.timezones()).map(datetime.isoformat))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    found = foreign_numbers.moment(text)
    assert found is None or found.tzinfo is UTC
    wait = retry_after({"retry-after": text}, NOW)
    assert wait is None or timedelta() <= wait <= timedelta(days=1)


def test_a_moment_at_the_edge_of_the_calendar() -> None:
    assert foreign_numbers.moment("0001-01-01T00:00:00+14:00") is None
    assert foreign_numbers.moment("2026-11-23T12:00:00") == NOW


@pytest.mark.parametrize("digits", [60, 5000])
def test_a_number_of_any_length_costs_nobody_the_rest_of_an_answer(digits: int) -> None:
    clock = StandingClock()
    for sign in ("", "-"):
        body = f'{{"access_token": "kept", "expires_in": {sign}{"9" * digits}}}'
        found = threads_granted(parse_object(body, wrong), clock)
        assert found.access == "kept"
        days = 60 if sign else 3650
        assert found.grant.expires_at == clock.now() + timedelta(days=days)


@pytest.mark.parametrize("number", ABSURD)
def test_every_platform_s_tokens_are_kept_whatever_is_said_of_their_life(number: int) -> None:
    clock = StandingClock()
    answer = told(
        access_token="kept",
        refresh_token="kept",
        expires_in=number,
        refresh_token_expires_in=number,
        refresh_token_expires_at=number,
        expires_at=number,
        data_access_expires_at=number,
    )
    assert pinterest_granted(answer, clock).secrets
    assert threads_granted(answer, clock).secrets
    grants = [lasting(answer, clock), linkedin_grant(answer, clock), facebook_grant(answer)]
    claims = base64.urlsafe_b64encode(json.dumps({"exp": number}).encode()).decode().rstrip("=")
    ends = [one.expires_at for one in grants] + [expiry(f"a.{claims}.c")]
    for end in ends:
        assert end is None or end - EARLY < end < datetime(2101, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("number", ["9" * 20, "9" * 60, "9" * 5000])
def test_ids_of_any_length_tell_nothing(number: str) -> None:
    post = told(id=number, created_at=NOW.isoformat())
    assert _is_newer(post, NOW)
    assert not _is_newer(post, NOW + timedelta(seconds=5))
    assert not is_newer(f"urn:li:share:{number}", NOW)
