"""Accounts as screens and services see them; secrets are never in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts


class AccountState(StrEnum):
    """Whether an account can publish."""

    CONNECTED = "connected"
    NEEDS_RECONNECT = "needs_reconnect"
    MISSING_PERMISSION = "missing_permission"
    DISCONNECTED = "disconnected"


@dataclass(frozen=True)
class Account:
    """A login on a platform; `server` is where it lives, `remote_id` never changes."""

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
    facts: AccountFacts = NO_FACTS


MAX_ACCOUNTS_PER_PLATFORM = 5


def at(handle: str) -> str:
    """A handle as sentences show it: with one @ in front."""
    return "@" + handle.lstrip("@")


@dataclass(frozen=True)
class DisconnectConsequences:
    """What disconnecting an account does to posts: `scheduled` of them use it, and `left_alone`
    of these go to no other account and become drafts.
    """

    handle: str
    scheduled: int
    left_alone: int

    @property
    def question(self) -> str:
        """The whole question, as the dialog asks it."""
        if not self.scheduled:
            return f"Disconnect {at(self.handle)}? No scheduled post uses it."
        one = self.scheduled == 1
        use = "1 scheduled post uses it." if one else f"{self.scheduled} scheduled posts use it."
        if not self.left_alone:
            kept = "It keeps its" if one else "They keep their"
            return f"Disconnect {at(self.handle)}? {use} {kept} other platforms."
        if self.left_alone == self.scheduled:
            then = "It has no other account and becomes a draft."
            if not one:
                then = "They have no other account and become drafts."
            return f"Disconnect {at(self.handle)}? {use} {then}"
        last = "1 has none left and becomes a draft."
        if self.left_alone > 1:
            last = f"{self.left_alone} have none left and become drafts."
        return f"Disconnect {at(self.handle)}? {use} They keep their other platforms; {last}"
