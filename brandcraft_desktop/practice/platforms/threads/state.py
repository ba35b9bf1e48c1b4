"""What all hosts of this platform share while the stand-in runs."""

from __future__ import annotations

import threading
from dataclasses import replace

from brandcraft_desktop.practice.graph import refused_sign_in
from brandcraft_desktop.practice.oauth import OAuth, Person, Ways
from brandcraft_desktop.practice.platforms.threads.settings import LANDING, Settings
from brandcraft_desktop.practice.platforms.threads.store import Store
from brandcraft_desktop.practice.times import PracticeClock

SCOPES = frozenset(
    {
        "threads_basic",
        "threads_content_publish",
        "threads_delete",
        "threads_manage_replies",
        "threads_read_replies",
        "threads_manage_insights",
    }
)
CLIENT = "practice-threads"
CLIENT_SECRET = "practice-secret-threads"


class State:
    """Store, sign-ins, clock and the settings in force."""

    def __init__(self, store: Store, clock: PracticeClock) -> None:
        self.store = store
        self.clock = clock
        self.settings = Settings()
        self.avatars = 0  # how often everybody has changed their picture
        self.failures: list[str] = []
        self._lock = threading.Lock()
        ways = Ways(
            title="Threads",
            scopes=SCOPES,
            separator=",",
            pkce="none",
            client="body",
            code_seconds=3600.0,
            access_seconds=self.settings.short_seconds,
            told=False,
            refuse=refused_sign_in,
            landings=frozenset({LANDING}),
        )
        self.oauth = OAuth(store.database, clock, ways, self._people)
        self.oauth.add_app(CLIENT, CLIENT_SECRET)

    def use(self, settings: Settings) -> None:
        """From now on."""
        self.settings = settings
        self.oauth.ways = replace(self.oauth.ways, access_seconds=settings.short_seconds)

    def note_failure(self, path: str, error: Exception) -> None:
        """Keep a mistake of the stand-in itself where tests can see it."""
        with self._lock:
            self.failures.append(f"{path}: {type(error).__name__}: {error}")

    def _people(self) -> list[Person]:
        return [Person(one.id, one.username, one.name) for one in self.store.accounts()]
