"""Why a post that is due, or will be, does not go out: words for a person, a kind for scripts."""

from __future__ import annotations

from dataclasses import dataclass
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
    """A delivery that is due and waits, and why; `reason` may be empty: it is only its turn."""

    delivery_id: str
    post_id: str
    account_id: str
    reason: str
