"""Accounts as screens and services see them; secrets are never in here."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts


class AccountState(StrEnum):
    """Whether an account can publish."""

    CONNECTED = "connected"
    NEEDS_RECONNECT = "needs_reconnect"
    REVOKED = "revoked"  # taken back on the platform: no renewal helps
    MISSING_PERMISSION = "missing_permission"
    DISCONNECTED = "disconnected"


@dataclass(frozen=True)
class Account:
    """A login on a platform; `server` is where it lives, `remote_id` never changes.

    `expires_at` is the end of the access token, `renew_at` when its platform wants it renewed
    (None: shortly before that), `ends_at` the last moment it can be renewed without its owner
    (None: no end is known). `succeeded_at` is when the platform last did what we asked;
    `scopes` what was granted, in the platform's own words.
    """

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
    renew_at: datetime | None = None
    ends_at: datetime | None = None
    succeeded_at: datetime | None = None
    scopes: tuple[str, ...] = ()
    trouble: str = ""
    facts: AccountFacts = NO_FACTS


MAX_ACCOUNTS_PER_PLATFORM = 5
LONGEST_NAME = 200  # characters of a name that is shown
LONGEST_HANDLE = 320  # characters: a name and a domain
# Control characters, halves of a character, and those that turn the direction of all behind them.
_UNSHOWN = frozenset({"Cc", "Cs"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shown_name(told: str, longest: int = LONGEST_NAME) -> str:
    """A name as a platform tells it, in one line, without what can't be seen, and not too long."""
    kept = (one for one in " ".join(told.split()) if unicodedata.category(one) not in _UNSHOWN)
    return "".join(one for one in kept if one not in _TURNING)[:longest].strip()


def at(handle: str) -> str:
    """A handle as sentences show it: with one @ in front, where it is no plain name."""
    return handle if " " in handle else "@" + handle.lstrip("@")


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
