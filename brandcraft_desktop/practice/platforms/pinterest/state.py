"""What all hosts of this platform share while the stand-in runs."""

from __future__ import annotations

import threading
from dataclasses import replace

from brandcraft_desktop.practice.exchange import Answer
from brandcraft_desktop.practice.oauth import OAuth, Person, Ways
from brandcraft_desktop.practice.platforms.pinterest.answers import Refusal
from brandcraft_desktop.practice.platforms.pinterest.limits import Limits
from brandcraft_desktop.practice.platforms.pinterest.settings import Settings
from brandcraft_desktop.practice.platforms.pinterest.store import Store
from brandcraft_desktop.practice.times import PracticeClock

SCOPES = frozenset(
    f"{area}:{right}{kind}"
    for area in ("boards", "pins")
    for right in ("read", "write")
    for kind in ("", "_secret")
) | {"user_accounts:read", "user_accounts:write"}
CLIENT = "practice-pinterest"
CLIENT_SECRET = "practice-secret-pinterest"


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
            title="Pinterest",
            scopes=SCOPES,
            separator=",",
            pkce="none",
            client="basic",
            access_seconds=self.settings.access_seconds,
            refresh_seconds=self.settings.refresh_seconds,
            refuse=_refused,
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
        return [Person(one.id, one.username, one.name) for one in self.store.accounts()]


def _refused(status: int, error: str, description: str) -> Answer:
    """Refusals of the token endpoint have Pinterest's own shape, not that of RFC 6749."""
    if error == "invalid_client":
        return Refusal(401, 2, "Authentication failed.").answer()
    if error == "invalid_grant":
        return Refusal(401, 283, "The authorization grant is invalid").answer()
    return Refusal(status, 1, f"Invalid request: {description}").answer()
