"""How an account's sign-in stands, in a few words; never a dot alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from brandcraft_desktop.domain.account import Account, AccountState, at
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.schedule import day_name
from brandcraft_desktop.domain.sign_in_times import over, renewable, sign_in_end

SOON = timedelta(days=14)
"""An end that a renewal moves is worth a word only when it comes this near."""


def state_words(
    account: Account,
    info: PlatformInfo,
    now: datetime,
    *,
    zone: tzinfo | None = None,
    missing: Sequence[str] = (),
) -> str:
    """E.g. "Connected · expires in 4 days"; days are those of `zone` (None: this computer's).

    `missing` are permissions in the platform's own words, where they are known.
    """
    if account.state is AccountState.DISCONNECTED:
        return "Disconnected"
    if account.state is AccountState.REVOKED:
        return f"Taken back on {info.name}"
    if account.state is AccountState.NEEDS_RECONNECT or over(account, now, renews=info.renews):
        return _expired(account, info, now, zone)
    if account.state is AccountState.MISSING_PERMISSION:
        named = ", ".join(f"“{one}”" for one in missing)
        return f"Missing permission {named}".rstrip()
    words = ("Connected", _lasts(account, info, now), "paused by you" if account.paused else "")
    return " · ".join(word for word in words if word)


def _expired(account: Account, info: PlatformInfo, now: datetime, zone: tzinfo | None) -> str:
    end = sign_in_end(account, renews=info.renews)
    if end is None or end > now:
        end = account.expires_at
    if end is None or end > now:
        return "Sign-in expired"
    return f"Sign-in expired on {short_day(end, now, zone)}"


def _lasts(account: Account, info: PlatformInfo, now: datetime) -> str:
    end = sign_in_end(account, renews=info.renews)
    lengthened = renewable(account, renews=info.renews)
    if end is not None and (not lengthened or end - now < SOON):
        return f"expires in {_span(end - now)}"
    runs_out = account.expires_at is not None or account.renew_at is not None
    return "renews itself" if lengthened and runs_out else ""


def _span(left: timedelta) -> str:
    hours = int(left.total_seconds() // 3600)
    if hours >= 24:
        return "1 day" if hours < 48 else f"{hours // 24} days"
    if hours < 1:
        return "less than an hour"
    return "1 hour" if hours == 1 else f"{hours} hours"


def short_day(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """ "5 Nov"; with its year where that is another than now's."""
    day, today = moment.astimezone(zone), now.astimezone(zone)
    name = day_name(day)
    return name.removesuffix(f" {day.year}") if day.year == today.year else name


def ends_first_words(
    account: Account, info: PlatformInfo, end: datetime, now: datetime, zone: tzinfo | None = None
) -> str:
    """What to do about a sign-in that ends before the account's next post goes out."""
    when = f"{short_day(end, now, zone)} at {end.astimezone(zone):%H:%M}"
    return (
        f"Reconnect {at(account.handle)} on {info.name}: "
        f"its sign-in ends on {when}, before its next post"
    )
