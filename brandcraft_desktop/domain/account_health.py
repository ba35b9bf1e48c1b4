"""Everything there is to know of how an account does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from brandcraft_desktop.domain.account import AccountState


@dataclass(frozen=True)
class AccountHealth:
    """`words` say the state for a person, `trouble` what its platform said last ("": nothing).

    `scopes` are in the platform's own words, `missing` those it needs and was not given (None: not
    known). `next_renewal` None: nothing is renewed. `app_client_id` is the app in whose name it
    signed in ("": its platform needs none, or the vault is locked). `waiting` deliveries are still
    to go out, `failed` ones failed; neither counts what lies in the trash.
    """

    account_id: str
    state: AccountState
    words: str
    trouble: str
    paused: bool
    scopes: tuple[str, ...]
    missing: tuple[str, ...] | None
    last_success: datetime | None
    last_check: datetime | None
    next_renewal: datetime | None
    expires_at: datetime | None
    ends_at: datetime | None
    app_client_id: str
    waiting: int
    failed: int
