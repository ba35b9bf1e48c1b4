"""When sign-ins are renewed and when they end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.sign_in_times import (
    ATTEMPT,
    BEFORE_POST,
    EARLY,
    PAUSES,
    over,
    pause_after,
    renewable,
    renewal_moment,
    runs_out,
    sign_in_end,
)

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def account(
    *,
    expires: timedelta | None = None,
    renew: timedelta | None = None,
    ends: timedelta | None = None,
) -> Account:
    """An account whose moments lie so far from now."""

    def moment(ahead: timedelta | None) -> datetime | None:
        return None if ahead is None else NOW + ahead

    return Account(
        id="a",
        platform="kiosk",
        remote_id="r",
        handle="ann",
        display_name="Ann",
        server="https://kiosk.example",
        state=AccountState.CONNECTED,
        expires_at=moment(expires),
        renew_at=moment(renew),
        ends_at=moment(ends),
    )


def test_a_token_is_renewed_shortly_before_its_end_or_when_its_platform_says() -> None:
    assert renewal_moment(account(expires=2 * HOUR), renews=True) == NOW + 2 * HOUR - EARLY
    early = account(expires=60 * DAY, renew=30 * DAY)
    assert renewal_moment(early, renews=True) == NOW + 30 * DAY
    assert renewal_moment(account(renew=DAY), renews=True) == NOW + DAY
    assert renewal_moment(account(), renews=True) is None


def test_where_nobody_can_lengthen_it_nothing_is_renewed() -> None:
    fixed = account(expires=60 * DAY, ends=60 * DAY)
    assert not renewable(fixed, renews=False)
    assert renewal_moment(fixed, renews=False) is None
    # This one account was given the means although its platform usually gives none.
    given_more = account(expires=60 * DAY, ends=365 * DAY)
    assert renewal_moment(given_more, renews=False) == NOW + 60 * DAY - EARLY
    reissued = account(expires=60 * DAY, renew=50 * DAY, ends=60 * DAY)
    assert renewal_moment(reissued, renews=False) == NOW + 50 * DAY


def test_a_post_that_would_meet_the_end_of_the_token_brings_its_renewal_forward() -> None:
    lazy = account(expires=HOUR, renew=30 * DAY)
    assert renewal_moment(lazy, renews=True, next_post=NOW + HOUR) == NOW + HOUR - BEFORE_POST
    before = HOUR - ATTEMPT - timedelta(seconds=1)
    assert renewal_moment(lazy, renews=True, next_post=NOW + before) == NOW + 30 * DAY
    usual = account(expires=2 * HOUR)
    assert renewal_moment(usual, renews=True, next_post=NOW + 3 * DAY) == NOW + 2 * HOUR - EARLY


def test_the_end_is_the_last_refreshable_moment_or_that_of_a_token_nobody_can_renew() -> None:
    assert sign_in_end(account(expires=HOUR), renews=True) is None
    assert sign_in_end(account(expires=60 * DAY), renews=False) == NOW + 60 * DAY
    assert sign_in_end(account(expires=HOUR, ends=90 * DAY), renews=True) == NOW + 90 * DAY
    assert sign_in_end(account(ends=90 * DAY), renews=True) == NOW + 90 * DAY
    # Renewed on the last day: the token itself holds on.
    assert sign_in_end(account(expires=60 * DAY, ends=DAY), renews=True) == NOW + 60 * DAY
    assert not over(account(ends=timedelta(seconds=1)), NOW, renews=True)
    assert over(account(ends=timedelta()), NOW, renews=True)


def test_a_token_runs_out_when_it_would_not_last_for_an_attempt() -> None:
    assert runs_out(account(expires=ATTEMPT), NOW)
    assert not runs_out(account(expires=ATTEMPT + timedelta(seconds=1)), NOW)
    assert not runs_out(account(), NOW)


def test_pauses_grow_from_five_minutes_to_an_hour() -> None:
    minutes = [pause_after(count) / timedelta(minutes=1) for count in range(1, 8)]
    assert minutes == [5, 10, 20, 40, 60, 60, 60]
    assert pause_after(10_000) == PAUSES[-1]


spans = st.none() | st.timedeltas(timedelta(days=-90), timedelta(days=400))


@given(spans, spans, spans, spans, st.booleans())
def test_a_post_never_puts_a_renewal_off(
    expires: timedelta | None,
    renew: timedelta | None,
    ends: timedelta | None,
    post: timedelta | None,
    renews: bool,
) -> None:
    one = account(expires=expires, renew=renew, ends=ends)
    alone = renewal_moment(one, renews=renews)
    at = None if post is None else NOW + post
    with_post = renewal_moment(one, renews=renews, next_post=at)
    assert (alone is None) == (with_post is None)
    assert alone is None or (with_post is not None and with_post <= alone)
    if not renewable(one, renews=renews):
        assert alone is None
