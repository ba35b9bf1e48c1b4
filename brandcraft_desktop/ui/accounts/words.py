"""What an account's card says, as pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from brandcraft_desktop.domain.account import Account, AccountState

_RENEWED = timedelta(days=1)
_SOON_DAYS = 14


def state_words(account: Account, now: datetime) -> str:
    """The state in words: never a dot alone."""
    if account.paused:
        return "Paused by you"
    if account.state is AccountState.NEEDS_RECONNECT:
        return "Signed out. Reconnect it to post."
    if account.state is AccountState.MISSING_PERMISSION:
        return account.trouble or "A permission is missing"
    if account.state is AccountState.DISCONNECTED:
        return "Disconnected"
    return f"Connected · {_lasts(account, now)} · {checked_words(account.checked_at, now)}"


def _lasts(account: Account, now: datetime) -> str:
    """A sign-in that ends within a fortnight says when; short ones are renewed by themselves."""
    if account.expires_at is None or account.expires_at - now < _RENEWED:
        return "renews itself"
    days = (account.expires_at - now).days
    return f"expires in {days} days" if days < _SOON_DAYS else "renews itself"


def state_look(account: Account) -> str:
    """The label role of the state's words."""
    if account.state in (AccountState.NEEDS_RECONNECT, AccountState.MISSING_PERMISSION):
        return "error"
    return "warning" if account.paused else "muted"


def checked_words(moment: datetime | None, now: datetime) -> str:
    """ "checked 5 min ago"."""
    if moment is None:
        return "not checked yet"
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return "checked just now"
    if minutes < 60:
        return f"checked {minutes} min ago"
    if minutes < 60 * 24:
        return f"checked {minutes // 60} h ago"
    days = minutes // (60 * 24)
    return f"checked {days} day{'s' if days > 1 else ''} ago"


def state_icon(account: Account) -> tuple[str, str]:
    """The drawing and the token beside the state's words."""
    if account.state in (AccountState.NEEDS_RECONNECT, AccountState.MISSING_PERMISSION):
        return "status-failed", "failed"
    if account.paused:
        return "circle-pause", "partial"
    return "status-published", "published"


def summary(accounts: Sequence[Account]) -> str:
    """ "9 connected · 1 needs you"."""
    needing = sum(1 for one in accounts if one.state is not AccountState.CONNECTED)
    words = f"{len(accounts) - needing} connected"
    if needing:
        words += f" · {needing} {'needs' if needing == 1 else 'need'} you"
    return words
