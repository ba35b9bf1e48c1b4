"""How the vault stands, for screens and scripts; no secret is ever in here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class VaultState(StrEnum):
    """Whether sign-ins can be sealed and opened."""

    EMPTY = "empty"  # nothing was sealed yet: a key is made with the first account
    OPEN = "open"
    LOCKED = "locked"


@dataclass(frozen=True)
class VaultStatus:
    """`keyring` and `passphrase` say what can open it.

    `message` is a sentence in every state; `action` what to do about a locked one, else "".
    """

    state: VaultState
    message: str
    action: str = ""
    keyring: bool = False
    passphrase: bool = False
    key_number: int | None = None

    @property
    def locked(self) -> bool:
        """Whether sign-ins can't be opened."""
        return self.state is VaultState.LOCKED

    @property
    def keeper(self) -> str:
        """Who keeps the key: "keyring", "passphrase", "keyring and passphrase", or ""."""
        kept = (("keyring", self.keyring), ("passphrase", self.passphrase))
        return " and ".join(name for name, there in kept if there)
