"""When a sign-in is renewed, when it ends, and how long after a failure it is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

from brandcraft_desktop.domain.account import Account

EARLY = timedelta(minutes=10)
"""So long before its end a token is renewed whose platform names no better moment."""

ATTEMPT = timedelta(minutes=10)
"""So long a token must still hold when a post begins to go out: large files take minutes."""

BEFORE_POST = timedelta(minutes=5)
"""So long before a post its token is renewed, if it would not hold for `ATTEMPT`."""

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 20, 40, 60))
"""After each renewal in a row that could not be made; the last one again and again."""

LEAST_REST = timedelta(minutes=1)
"""So long at least new tokens are left alone, however short they live."""

LONG_LIVED = timedelta(days=1)
"""A token that lasts longer is renewed so rarely that its owner's profile is read with it."""

PROFILE_EVERY = timedelta(days=1)


def renewable(account: Account, *, renews: bool) -> bool:
    """Whether the sign-in can be lengthened without its owner; `renews` is the platform's usual.

    A platform that usually can't may have given this one account the means (`ends_at` lies behind
    the token's own end).
    """
    if renews or account.renew_at is not None:
        return True
    end, token = account.ends_at, account.expires_at
    return end is not None and token is not None and end > token


def sign_in_end(account: Account, *, renews: bool) -> datetime | None:
    """The last moment the sign-in can be used without its owner; None where none is known.

    A token that was renewed just before the last refreshable moment holds on until its own end.
    """
    if account.ends_at is not None:
        token = account.expires_at
        return account.ends_at if token is None else max(account.ends_at, token)
    return None if renewable(account, renews=renews) else account.expires_at


def over(account: Account, now: datetime, *, renews: bool) -> bool:
    """Whether only its owner can bring the sign-in back: nobody has to be asked for that."""
    end = sign_in_end(account, renews=renews)
    return end is not None and end <= now


def renewal_moment(
    account: Account, *, renews: bool, next_post: datetime | None = None
) -> datetime | None:
    """When the sign-in should be renewed; None where nothing runs out, or nobody can.

    Its platform's own moment, else shortly before the token ends; earlier where a post at
    `next_post` would meet a token that ends while it goes out.
    """
    if not renewable(account, renews=renews):
        return None
    token = account.expires_at
    moment = account.renew_at
    if moment is None and token is not None:
        moment = token - EARLY
    if moment is None or token is None or next_post is None or next_post + ATTEMPT < token:
        return moment
    return min(moment, next_post - BEFORE_POST)


def rest_end(account: Account, came: datetime) -> datetime:
    """Until when tokens that `came` then are not renewed: half of their life, a minute at least.

    A platform that names the moment of renewal itself may name an earlier one.
    """
    ends = [came + (account.expires_at - came) / 2] if account.expires_at is not None else []
    if account.renew_at is not None:
        ends.append(account.renew_at)
    return max(min(ends, default=came), came + LEAST_REST)


def runs_out(account: Account, now: datetime) -> bool:
    """Whether a post that begins now could meet the end of the token."""
    return account.expires_at is not None and account.expires_at <= now + ATTEMPT


def pause_after(failures: int) -> timedelta:
    """How long to wait after so many renewals in a row that failed (counted from 1)."""
    return PAUSES[min(failures, len(PAUSES)) - 1]
