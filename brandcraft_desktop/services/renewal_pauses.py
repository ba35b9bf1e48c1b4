"""How long a renewal that could not be made is left alone, in this process.

Kept in memory: another process, or this one after a restart, may well try once at once.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.sign_in_times import PAUSES, pause_after

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class _Pause:
    """It belongs to one token: with another (`expires_at`, `renew_at`) it is over."""

    token: tuple[datetime | None, datetime | None]
    failures: int
    until: datetime


_pauses: dict[tuple[str, str], _Pause] = {}
_guard = threading.Lock()


def until(workspace: Workspace, account: Account) -> datetime | None:
    """When the account may be tried again; None: at any time.

    Never further ahead than the longest pause, whatever was done to the clock.
    """
    with _guard:
        pause = _pauses.get((workspace.owner, account.id))
    if pause is None or pause.token != _token(account):
        return None
    now = workspace.clock.now()
    return min(pause.until, now + PAUSES[-1]) if pause.until > now else None


def tried(workspace: Workspace, account: Account) -> None:
    """The account was tried and has the same token as before: leave it alone for a while."""
    key = (workspace.owner, account.id)
    with _guard:
        before = _pauses.get(key)
        same = before is not None and before.token == _token(account)
        failures = before.failures + 1 if before is not None and same else 1
        end = workspace.clock.now() + pause_after(failures)
        _pauses[key] = _Pause(_token(account), failures, end)


def forget(workspace: Workspace) -> None:
    """Drop what this process keeps for a workspace that closes."""
    with _guard:
        for key in [key for key in _pauses if key[0] == workspace.owner]:
            del _pauses[key]


def _token(account: Account) -> tuple[datetime | None, datetime | None]:
    return account.expires_at, account.renew_at
