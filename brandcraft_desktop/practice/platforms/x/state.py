"""What all hosts of this platform share while the stand-in runs."""

from __future__ import annotations

import threading
from dataclasses import replace

from brandcraft_desktop.practice.exchange import Answer, json_answer
from brandcraft_desktop.practice.oauth import OAuth, Person, Ways
from brandcraft_desktop.practice.platforms.x.limits import Limits
from brandcraft_desktop.practice.platforms.x.problems import no_credits
from brandcraft_desktop.practice.platforms.x.settings import CLIENT_ID, CLIENT_SECRET, Settings
from brandcraft_desktop.practice.platforms.x.store import Store
from brandcraft_desktop.practice.times import PracticeClock

SCOPES = frozenset(
    {"tweet.read", "tweet.write", "users.read", "media.write", "offline.access", "like.read"}
)
_NUMBERS_SINCE_MS = 1_288_834_974_657  # "X IDs", docs.x.com


def _refuse(status: int, error: str, description: str) -> Answer:
    """X's own words for a code or token that is not good (public reports)."""
    if error == "invalid_grant":
        what = "authorization code" if "code" in description.lower() else "token"
        error, description = "invalid_request", f"Value passed for the {what} was invalid."
    if error == "invalid_client":
        error, description = "unauthorized_client", "Missing valid authorization header"
    return json_answer({"error": error, "error_description": description}, status)


WAYS = Ways(
    title="X",
    scopes=SCOPES,
    pkce="required",
    client="basic",
    public=True,
    code_seconds=30,
    access_seconds=7200,
    refresh_seconds=180 * 86_400,
    refresh_scope="offline.access",
    single=True,
    refuse=_refuse,
)


class State:
    """Store, sign-ins, limits, credits, clock and the settings in force."""

    def __init__(self, store: Store, clock: PracticeClock) -> None:
        self.store = store
        self.clock = clock
        self.limits = Limits()
        self.settings = Settings()
        self.failures: list[str] = []
        self.spent = 0
        """Thousandths of a dollar charged so far."""
        self.oauth = OAuth(store.database, clock, WAYS, self._people)
        self.oauth.add_app(CLIENT_ID, CLIENT_SECRET)
        self._lock = threading.Lock()
        self._last = 0

    def _people(self) -> list[Person]:
        return [Person(one.id, f"@{one.handle}", one.name) for one in self.store.people()]

    def note_failure(self, path: str, error: Exception) -> None:
        """Keep a mistake of the stand-in itself where tests can see it."""
        with self._lock:
            self.failures.append(f"{path}: {type(error).__name__}: {error}")

    def new_number(self) -> str:
        """An id that is made of the moment, as all of X's are."""
        with self._lock:
            made = (int(self.clock.seconds() * 1000) - _NUMBERS_SINCE_MS) << 22
            self._last = max(made, self._last + 1)
            return str(self._last)

    def charge(self, price: int) -> None:
        """Take credits, in thousandths of a dollar. Raises Refusal where there are too few."""
        with self._lock:
            left = self.settings.credits
            if 0 <= left < price:
                raise no_credits()
            if left >= 0:
                self.settings = replace(self.settings, credits=left - price)
            self.spent += price

    def hides_parent(self) -> bool:
        """Whether the parent of this answer is not visible yet; each asking is one time less."""
        with self._lock:
            left = self.settings.invisible_parents
            if left > 0:
                self.settings = replace(self.settings, invisible_parents=left - 1)
            return left > 0
