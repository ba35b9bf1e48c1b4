"""What all hosts of this platform share while the stand-in runs."""

from __future__ import annotations

import threading
from dataclasses import replace

from brandcraft_desktop.practice.oauth import OAuth, Person, Ways
from brandcraft_desktop.practice.platforms.linkedin.people import CLIENT_ID, CLIENT_SECRET
from brandcraft_desktop.practice.platforms.linkedin.settings import Settings
from brandcraft_desktop.practice.platforms.linkedin.store import Store
from brandcraft_desktop.practice.times import PracticeClock

MEMBER_SCOPES = frozenset({"openid", "profile", "email", "w_member_social"})
PAGE_SCOPES = frozenset({"w_organization_social", "r_organization_social", "rw_organization_admin"})
_DAY = 86_400.0
_WAYS = Ways(
    title="LinkedIn",
    scopes=MEMBER_SCOPES | PAGE_SCOPES,
    pkce="none",
    code_seconds=1800.0,
    access_seconds=60 * _DAY,
)


class State:
    """Store, sign-ins, clock and the settings in force."""

    def __init__(self, store: Store, clock: PracticeClock) -> None:
        self.store = store
        self.clock = clock
        self.settings = Settings()
        self.oauth = OAuth(store.database, clock, _WAYS, self._people)
        self.oauth.add_app(CLIENT_ID, CLIENT_SECRET)
        self.failures: list[str] = []
        self._lock = threading.Lock()
        self._last = 0

    def change_settings(self, settings: Settings) -> None:
        self.settings = settings
        refresh = 365 * _DAY if settings.partner else None
        access = settings.access_days * _DAY
        self.oauth.ways = replace(_WAYS, access_seconds=access, refresh_seconds=refresh)

    def next_number(self) -> int:
        """A post's number: its milliseconds, and a count below them."""
        with self._lock:
            wanted = int(self.clock.seconds() * 1000) << 22
            self._last = max(wanted, self._last + 1)
            return self._last

    def note_failure(self, path: str, error: Exception) -> None:
        """Keep a mistake of the stand-in itself where tests can see it."""
        with self._lock:
            self.failures.append(f"{path}: {type(error).__name__}: {error}")

    def _people(self) -> list[Person]:
        return [Person(one.sub, one.name, one.name) for one in self.store.members()]
