"""What an account's line says, as pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.sign_in_times import over, sign_in_end
from brandcraft_desktop.domain.sign_in_words import SOON, state_words

BROKEN = (AccountState.NEEDS_RECONNECT, AccountState.REVOKED, AccountState.MISSING_PERMISSION)


def is_broken(account: Account, info: PlatformInfo, now: datetime) -> bool:
    """Whether nothing goes out before its owner has done something."""
    return account.state in BROKEN or over(account, now, renews=info.renews)


def ends_soon(account: Account, info: PlatformInfo, now: datetime) -> bool:
    """Whether its owner should sign in again within a fortnight."""
    end = sign_in_end(account, renews=info.renews)
    return not is_broken(account, info, now) and end is not None and end - now < SOON


def line_words(account: Account, info: PlatformInfo, now: datetime) -> str:
    """The state in words: never a dot alone."""
    if account.paused and not is_broken(account, info, now):
        return "Paused by you"
    if account.state is AccountState.MISSING_PERMISSION and account.trouble:
        return account.trouble
    return state_words(account, info, now)


def state_look(account: Account, info: PlatformInfo, now: datetime) -> str:
    """The label role of the state's words."""
    if is_broken(account, info, now):
        return "error"
    return "warning" if account.paused or ends_soon(account, info, now) else "muted"


def state_icon(account: Account, info: PlatformInfo, now: datetime) -> tuple[str, str]:
    """The drawing and the token beside the state's words."""
    if is_broken(account, info, now):
        return "status-failed", "failed"
    if account.paused:
        return "circle-pause", "partial"
    if ends_soon(account, info, now):
        return "status-partial", "partial"
    return "status-published", "published"


def mending_verb(account: Account, info: PlatformInfo, now: datetime) -> str:
    """What the button in the line says; "" where nothing has to be done."""
    if account.state is AccountState.MISSING_PERMISSION:
        return "Fix"
    if is_broken(account, info, now):
        return "Reconnect"
    return "Renew" if ends_soon(account, info, now) else ""


def below_words(account: Account, waiting: int, now: datetime) -> str:
    """ "3 posts waiting · checked 5 min ago"."""
    parts = []
    if account.paused and account.state in BROKEN:
        parts.append("paused by you")
    if waiting:
        parts.append("1 post waiting" if waiting == 1 else f"{waiting} posts waiting")
    words = " · ".join([*parts, checked_words(account.checked_at, now)])
    return words[0].upper() + words[1:]


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
