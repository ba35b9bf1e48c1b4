"""Why a post that is due, or will be, does not go out: words for a person, a kind for scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WaitKind(StrEnum):
    """What everything waits for (SURFACES, "waiting")."""

    NOBODY_PUBLISHES = "nobody_publishes"
    PAUSED = "paused"
    OTHER_COMPUTER = "other_computer"


@dataclass(frozen=True)
class Waiting:
    """What keeps every post of the workspace; `message` says what and why, `action` what to do."""

    kind: WaitKind
    message: str
    action: str

    @property
    def words(self) -> str:
        """Both as one paragraph."""
        return f"{self.message} {self.action}"


@dataclass(frozen=True)
class Held:
    """A delivery that is due and waits, and why; `reason` may be empty: it is only its turn.

    `again_at`: what failed is tried again then, by whoever publishes.
    """

    delivery_id: str
    post_id: str
    account_id: str
    reason: str
    again_at: datetime | None = None


@dataclass(frozen=True)
class UnderWay:
    """A delivery that has begun and goes on at `again_at`; `reason` is what its platform does."""

    delivery_id: str
    post_id: str
    again_at: datetime
    reason: str
