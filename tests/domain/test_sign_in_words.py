"""The words for how a sign-in stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.sign_in_words import ends_first_words, short_day, state_words
from tests.domain.test_sign_in_times import account
from tests.services.engine_world import Kiosk

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
RENEWS = Kiosk.info
FIXED = replace(RENEWS, renews=False)


def words(one: Account, info: PlatformInfo = RENEWS) -> str:
    return state_words(one, info, NOW, zone=UTC)


def in_state(state: AccountState, expires: timedelta | None = None) -> Account:
    return replace(account(expires=expires), state=state)


@pytest.mark.parametrize(
    ("one", "info", "said"),
    [
        (account(), RENEWS, "Connected"),
        (account(expires=HOUR), RENEWS, "Connected · renews itself"),
        (account(expires=60 * DAY, renew=30 * DAY), RENEWS, "Connected · renews itself"),
        (account(expires=HOUR, ends=90 * DAY), RENEWS, "Connected · renews itself"),
        (account(expires=HOUR, ends=13 * DAY), RENEWS, "Connected · expires in 13 days"),
        (account(expires=60 * DAY), FIXED, "Connected · expires in 60 days"),
        (account(expires=4 * DAY + HOUR), FIXED, "Connected · expires in 4 days"),
        (account(expires=30 * HOUR), FIXED, "Connected · expires in 1 day"),
        (account(expires=23 * HOUR), FIXED, "Connected · expires in 23 hours"),
        (account(expires=HOUR), FIXED, "Connected · expires in 1 hour"),
        (account(expires=HOUR / 2), FIXED, "Connected · expires in less than an hour"),
        (account(expires=-19 * DAY), FIXED, "Sign-in expired on 5 Nov"),
        (account(expires=-400 * DAY), FIXED, "Sign-in expired on 20 Oct 2025"),
        (replace(account(), paused=True), RENEWS, "Connected · paused by you"),
        (in_state(AccountState.NEEDS_RECONNECT), RENEWS, "Sign-in expired"),
        (in_state(AccountState.NEEDS_RECONNECT, HOUR), RENEWS, "Sign-in expired"),
        (in_state(AccountState.NEEDS_RECONNECT, -DAY), RENEWS, "Sign-in expired on 23 Nov"),
        (in_state(AccountState.REVOKED, -DAY), RENEWS, "Taken back on Kiosk"),
        (in_state(AccountState.MISSING_PERMISSION), RENEWS, "Missing permission"),
        (in_state(AccountState.DISCONNECTED), RENEWS, "Disconnected"),
    ],
)
def test_how_it_stands(one: Account, info: PlatformInfo, said: str) -> None:
    assert words(one, info) == said


def test_missing_permissions_are_named_where_they_are_known() -> None:
    one = in_state(AccountState.MISSING_PERMISSION)
    said = state_words(one, RENEWS, NOW, missing=("pages_manage_posts", "pages_read"))
    assert said == "Missing permission “pages_manage_posts”, “pages_read”"


def test_days_are_those_of_the_person() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert short_day(late, NOW, UTC) == "24 Nov"
    assert short_day(late, NOW, ZoneInfo("Asia/Tokyo")) == "25 Nov"
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert short_day(new_year, NOW, ZoneInfo("Asia/Tokyo")) == "1 Jan 2027"


def test_what_to_do_about_an_end_before_a_post() -> None:
    said = ends_first_words(account(), RENEWS, NOW + 6 * HOUR, NOW, UTC)
    assert said == (
        "Reconnect @ann on Kiosk: its sign-in ends on 24 Nov at 18:00, before its next post"
    )
