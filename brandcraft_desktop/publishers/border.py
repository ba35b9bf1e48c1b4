"""The one border where foreign answers and failures become errors of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from brandcraft_desktop.errors import (
    ContentRefused,
    ErrorKind,
    NotReached,
    NotSent,
    OutcomeUnknown,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
)
from brandcraft_desktop.publishers.exchange import Failure

_AGAIN = "Try again in a moment."
_LOOK = "Brandcraft asks the platform before anything is sent again."
_LONGEST = timedelta(days=1)
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?", re.ASCII)
_EPOCH_FROM = 1_000_000_000  # smaller numbers are seconds from now
_RESETS = ("x-ratelimit-reset-after", "x-rate-limit-reset", "x-ratelimit-reset", "ratelimit-reset")


def not_reached(host: str, raw: str) -> NotSent:
    """Nothing left this machine: no connection, no such name, no trusted certificate."""
    return NotReached(
        f"{host} could not be reached.",
        "The connection failed before anything was sent.",
        "Check the internet connection, then try again.",
        raw=raw,
    )


def broke(host: str, raw: str, *, commit: bool) -> PublishingError:
    """The line broke, or no answer came, after the request had begun."""
    if commit:
        return lost(host, "The connection ended before the answer came.", raw)
    return NotSent(f"{host} did not answer.", "The connection ended too early.", _AGAIN, raw=raw)


def lost(host: str, cause: str, raw: str) -> OutcomeUnknown:
    """An irreversible call without a clear answer."""
    return OutcomeUnknown(f"{host} may have accepted this, or not.", cause, _LOOK, raw=raw)


def garbage(host: str, why: str, raw: str, *, commit: bool) -> PublishingError:
    """A success whose body is not what the platform's documents say."""
    cause = f"Its answer could not be understood: {why}."
    if commit:
        return lost(host, cause, raw)
    return NotSent(f"{host} gave a strange answer.", cause, _AGAIN, raw=raw)


def refusal(failure: Failure, now: datetime) -> PublishingError:
    """The error a status alone means, where the platform's own table says nothing.

    On an irreversible call a 5xx or a time-out on the way says nothing about its outcome.
    """
    host, status, raw = failure.host, failure.status, failure.raw
    after = retry_after(failure.headers, now)
    if status == 429:
        return RateLimited(
            f"{host} wants us to slow down.",
            "Too many requests were made in a short time.",
            "Wait a while, then try again.",
            retry_after=after,
            raw=raw,
        )
    if status >= 500 or status in (408, 425, 499):
        if failure.commit:
            return lost(host, f"It answered with an error of its own ({status}).", raw)
        return NotSent(
            f"{host} has trouble right now.",
            f"It answered with an error of its own ({status}).",
            _AGAIN,
            retry_after=after,
            raw=raw,
        )
    if status < 400:
        if failure.commit:  # who sends us elsewhere may have acted all the same
            return lost(host, f"It answered with another address ({status}).", raw)
        return NotReached(
            f"{host} could not be reached.",
            f"Something on the way, perhaps a network's sign-in page, answered instead ({status}).",
            "Check the internet connection, then try again.",
            raw=raw,
        )
    if status == 401:
        return SignInExpired(
            f"{host} no longer accepts the sign-in.",
            "It has expired or was withdrawn.",
            "Reconnect the account.",
            raw=raw,
        )
    if status == 403:
        return PermissionMissing(
            f"{host} does not allow this.",
            "The account or the sign-in lacks a permission.",
            "Reconnect the account, or look at its settings on the platform.",
            raw=raw,
        )
    if status in (404, 405, 410, 501):
        return ContentRefused(
            f"{host} does not know this request.",
            f"It answered {status}; the platform may have changed.",
            "Update Brandcraft, then try again.",
            kind=ErrorKind.API_RETIRED,
            raw=raw,
        )
    return ContentRefused(
        f"{host} refused this.",
        f"It answered {status}; the details say more.",
        "Edit the post and try again.",
        raw=raw,
    )


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """When to come again, from `Retry-After` or the reset of a count, at most a day from `now`.

    Source: RFC 9110 10.2.3.
    """
    wait = _moment(headers.get("retry-after", ""), now)
    return until_reset(headers, now) if wait is None else _bounded(wait)


def until_reset(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long until a platform's count begins anew, at most a day.

    Sources: the reset is seconds since 1970 on X and Bluesky, seconds from now in the IETF draft
    (its size decides), an ISO 8601 time on Mastodon; Discord's `-reset-after` is in seconds with a
    fraction.
    """
    for name in _RESETS:
        wait = _moment(headers.get(name, ""), now)
        if wait is not None:
            return _bounded(wait)
    return None


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, timedelta()), _LONGEST)


def _moment(text: str, now: datetime) -> timedelta | None:
    text = text.strip()
    if _NUMBER.fullmatch(text):
        seconds = float(text)
        if seconds < _EPOCH_FROM:
            return timedelta(seconds=seconds)
        return timedelta(seconds=seconds - now.timestamp())
    try:
        moment = datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return None  # a date beyond all calendars fails in many ways
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
