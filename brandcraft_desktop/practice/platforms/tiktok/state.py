"""What all hosts of this platform share while the stand-in runs."""

from __future__ import annotations

import threading
from dataclasses import replace

from brandcraft_desktop.practice.oauth import OAuth, Person, Ways
from brandcraft_desktop.practice.platforms.tiktok.answers import flat
from brandcraft_desktop.practice.platforms.tiktok.limits import Limits
from brandcraft_desktop.practice.platforms.tiktok.settings import Settings
from brandcraft_desktop.practice.platforms.tiktok.store import Store
from brandcraft_desktop.practice.times import PracticeClock

SCOPES = frozenset(
    {"user.info.basic", "user.info.profile", "video.publish", "video.upload", "video.list"}
)
CLIENT = "practice-tiktok"
CLIENT_SECRET = "practice-secret-tiktok"


class State:
    """Store, sign-ins, limits, clock and the settings in force."""

    def __init__(self, store: Store, clock: PracticeClock) -> None:
        self.store = store
        self.clock = clock
        self.limits = Limits()
        self.settings = Settings()
        self.failures: list[str] = []
        self._lock = threading.Lock()
        ways = Ways(
            title="TikTok",
            scopes=SCOPES,
            separator=",",
            pkce="required",
            client="body",
            access_seconds=self.settings.access_seconds,
            refresh_seconds=self.settings.refresh_seconds,
            refuse=flat,
        )
        self.oauth = OAuth(store.database, clock, ways, self._people)
        self.oauth.add_app(CLIENT, CLIENT_SECRET)

    def use(self, settings: Settings) -> None:
        """From now on."""
        self.settings = settings
        self.oauth.ways = replace(
            self.oauth.ways,
            access_seconds=settings.access_seconds,
            refresh_seconds=settings.refresh_seconds,
        )

    def note_failure(self, path: str, error: Exception) -> None:
        """Keep a mistake of the stand-in itself where tests can see it."""
        with self._lock:
            self.failures.append(f"{path}: {type(error).__name__}: {error}")

    def _people(self) -> list[Person]:
        return [Person(one.id, one.username, one.nickname) for one in self.store.accounts()]
