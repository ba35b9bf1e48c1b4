"""What all hosts of this platform share while the stand-in runs."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from brandcraft_desktop.practice.oauth import OAuth, Person, Ways
from brandcraft_desktop.practice.platforms.youtube.answers import Refusal
from brandcraft_desktop.practice.platforms.youtube.settings import WEEK, Settings
from brandcraft_desktop.practice.platforms.youtube.store import Store
from brandcraft_desktop.practice.times import PracticeClock

_SCOPE = "https://www.googleapis.com/auth/youtube"
UPLOAD, READ, CHANGE = f"{_SCOPE}.upload", f"{_SCOPE}.readonly", f"{_SCOPE}.force-ssl"
SCOPES = frozenset({UPLOAD, READ, CHANGE})
CLIENT = "practice-youtube"
CLIENT_SECRET = "practice-secret-youtube"
_LONG = 180 * 86_400.0
_ZONE = ZoneInfo("America/Los_Angeles")


class State:
    """Store, sign-ins, the count of the day, clock and the settings in force."""

    def __init__(self, store: Store, clock: PracticeClock) -> None:
        self.store = store
        self.clock = clock
        self.settings = Settings()
        self.failures: list[str] = []
        self.lock = threading.RLock()  # the bytes of one upload come one after another
        self.spent: Counter[tuple[str, str, str]] = Counter()
        self.asked: dict[str, tuple[bool, bool]] = {}  # code -> offline, consent
        self.agreed: set[str] = set()
        ways = Ways(
            title="Google",
            scopes=SCOPES,
            access_seconds=self.settings.access_seconds,
            refresh_seconds=_LONG,
        )
        self.oauth = OAuth(store.database, clock, ways, self._people)
        self.oauth.add_app(CLIENT, CLIENT_SECRET)

    def use(self, settings: Settings) -> None:
        """From now on."""
        self.settings = settings
        self.oauth.ways = replace(
            self.oauth.ways,
            access_seconds=settings.access_seconds,
            refresh_seconds=WEEK if settings.testing else _LONG,
        )

    def spend(self, app: str, what: str, amount: int) -> None:
        """Count a call of an app. Raises Refusal where the day has nothing left."""
        day = datetime.fromtimestamp(self.clock.seconds(), _ZONE).date().isoformat()
        most = self.settings.uploads_a_day if what == "uploads" else self.settings.units_a_day
        with self.lock:
            if self.settings.quota and self.spent[app, what, day] + amount > most:
                raise Refusal(
                    403,
                    "quotaExceeded",
                    "The request cannot be completed because you have exceeded your quota.",
                    "youtube.quota",
                )
            self.spent[app, what, day] += amount

    def stamp(self, seconds: float) -> str:
        """As Google writes a moment: whole seconds."""
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def note_failure(self, path: str, error: Exception) -> None:
        """Keep a mistake of the stand-in itself where tests can see it."""
        with self.lock:
            self.failures.append(f"{path}: {type(error).__name__}: {error}")

    def _people(self) -> list[Person]:
        return [Person(one.id, f"@{one.handle}", one.title) for one in self.store.channels()]
