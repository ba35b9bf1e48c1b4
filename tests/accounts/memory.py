"""A book of keys and a keyring in memory, in place of the database and the system."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from brandcraft_desktop.accounts.keyring_store import KeyringUnavailable
from brandcraft_desktop.accounts.keys import KeyRecord


@dataclass
class MemoryBook:
    """A database's book of keys, in memory."""

    record: KeyRecord | None = None
    sealed: bool = False
    numbers: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self) -> KeyRecord | None:
        return self.record

    def sealed_exists(self) -> bool:
        return self.sealed

    def next_number(self) -> int:
        return self.numbers + 1

    def create(self, record: KeyRecord) -> KeyRecord:
        with self.lock:
            if self.record is None:
                self.record, self.numbers = record, record.number
            return self.record

    def replace(self, record: KeyRecord) -> None:
        self.record = record


@dataclass
class MemoryStore:
    """A keyring in memory, which can be taken away."""

    entries: dict[str, str] = field(default_factory=dict)
    trouble: KeyringUnavailable | None = None
    forgetful: bool = False
    writes: int = 0

    def read(self, workspace_id: str) -> str | None:
        if self.trouble:
            raise self.trouble
        return self.entries.get(workspace_id)

    def write(self, workspace_id: str, text: str) -> None:
        if self.trouble:
            raise self.trouble
        self.writes += 1
        if not self.forgetful:
            self.entries[workspace_id] = text


NONE = KeyringUnavailable("This computer has no keyring that is running.")
LOCKED = KeyringUnavailable("The keyring of this computer is locked.", locked=True)
