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
    """`keyring` and `passphrase` say what can open it; `message` what is wrong, or ""."""

    state: VaultState
    keyring: bool = False
    passphrase: bool = False
    key_number: int | None = None
    message: str = ""
    action: str = ""
