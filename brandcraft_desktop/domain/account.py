"""Accounts as screens and services see them; secrets are never in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AccountState(StrEnum):
    """Whether an account can publish."""

    CONNECTED = "connected"
    NEEDS_RECONNECT = "needs_reconnect"
    MISSING_PERMISSION = "missing_permission"
    DISCONNECTED = "disconnected"


@dataclass(frozen=True)
class Account:
    """A login on a platform. `server` is where it lives (e.g. the PDS); `remote_id` never changes."""

    id: str
    platform: str
    remote_id: str
    handle: str
    display_name: str
    server: str
    state: AccountState
    brand_id: str | None = None
    avatar_sha256: str | None = None
    paused: bool = False
    created_at: datetime | None = None
    checked_at: datetime | None = None
    expires_at: datetime | None = None
    trouble: str = ""


MAX_ACCOUNTS_PER_PLATFORM = 5
