"""What an account's card says, as pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from brandcraft_desktop.domain.account import Account, AccountState


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
    return f"Connected · renews itself · {checked_words(account.checked_at, now)}"


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


def summary(accounts: Sequence[Account]) -> str:
    """ "9 connected · 1 needs you"."""
    needing = sum(1 for one in accounts if one.state is not AccountState.CONNECTED)
    words = f"{len(accounts) - needing} connected"
    if needing:
        words += f" · {needing} {'needs' if needing == 1 else 'need'} you"
    return words
