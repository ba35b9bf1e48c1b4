"""What all hosts of this platform share while the stand-in runs."""

from __future__ import annotations

import threading

from brandcraft_desktop.practice.database import number
from brandcraft_desktop.practice.platforms.bluesky.limits import Limits
from brandcraft_desktop.practice.platforms.bluesky.settings import Settings
from brandcraft_desktop.practice.platforms.bluesky.store import Store
from brandcraft_desktop.practice.platforms.bluesky.tid import TidMaker
from brandcraft_desktop.practice.platforms.bluesky.tokens import Tokens
from brandcraft_desktop.practice.times import PracticeClock


class State:
    """Store, tokens, limits, clock and the settings in force."""

    def __init__(self, store: Store, clock: PracticeClock) -> None:
        self.store = store
        self.clock = clock
        self.tokens = Tokens(store)
        self.limits = Limits()
        self.tids = TidMaker()
        self.settings = Settings()
        self.failures: list[str] = []
        self._lock = threading.Lock()

    def note_failure(self, path: str, error: Exception) -> None:
        """Keep a mistake of the stand-in itself where tests can see it."""
        with self._lock:
            self.failures.append(f"{path}: {type(error).__name__}: {error}")

    def cut_off(self, did: str) -> float:
        """Access tokens issued before this moment are refused (0 = none)."""
        row = self.store.database.row(
            "SELECT CAST(value AS REAL) FROM secrets WHERE name = ?", f"cut off {did}"
        )
        return number(row[0]) if row is not None else 0.0

    def cut_off_now(self, did: str) -> None:
        """Refuse every access token issued until now."""
        self.store.database.run(
            "INSERT OR REPLACE INTO secrets VALUES (?, ?)",
            f"cut off {did}",
            str(int(self.clock.seconds()) + 1),
        )
