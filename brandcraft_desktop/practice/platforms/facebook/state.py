"""What all hosts of this platform share while the stand-in runs."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from brandcraft_desktop.practice import graph
from brandcraft_desktop.practice.exchange import Request
from brandcraft_desktop.practice.graph import Given
from brandcraft_desktop.practice.oauth import Granted, OAuth, Person, Ways
from brandcraft_desktop.practice.platforms.facebook.settings import LANDING, Settings
from brandcraft_desktop.practice.platforms.facebook.store import Page, Store, Thing
from brandcraft_desktop.practice.times import PracticeClock

SCOPES = frozenset(
    {
        "pages_show_list",
        "pages_manage_posts",
        "pages_read_engagement",
        "pages_manage_engagement",
        "business_management",
        "public_profile",
    }
)
CLIENT = "practice-facebook"
CLIENT_SECRET = "practice-secret-facebook"
FOREVER = 1e12
_SHORT = 3600.0  # seconds that a token straight from the dialog lasts


class State:
    """Store, sign-ins, clock and the settings in force."""

    def __init__(self, store: Store, clock: PracticeClock) -> None:
        self.store = store
        self.clock = clock
        self.settings = Settings()
        self.failures: list[str] = []
        self._lock = threading.Lock()
        ways = Ways(
            title="Facebook",
            scopes=SCOPES,
            separator=",",
            pkce="none",
            access_seconds=_SHORT,
            told=False,
            refuse=graph.refused_sign_in,
            landings=frozenset({LANDING}),
        )
        self.oauth = OAuth(store.database, clock, ways, self._people)
        self.oauth.add_app(CLIENT, CLIENT_SECRET)

    def note_failure(self, path: str, error: Exception) -> None:
        """Keep a mistake of the stand-in itself where tests can see it."""
        with self._lock:
            self.failures.append(f"{path}: {type(error).__name__}: {error}")

    def caller(self, request: Request, given: Given) -> Granted:
        """Whom the call's token speaks for. Raises graph.Refusal."""
        return graph.holder(self.oauth, graph.token_of(request, given))

    def as_page(self, granted: Granted, page_id: str, scope: str) -> Page:
        """The Page a call is for: only its own token may. Raises graph.Refusal."""
        page = self.store.page(page_id)
        if page is None or granted.person != page.id:
            raise graph.no_object(page_id)
        if scope not in granted.scopes:
            raise graph.no_permission(scope)
        return page

    def owned(self, granted: Granted, thing_id: str, *kinds: str) -> Thing:
        """Something of the caller's Page. Raises graph.Refusal."""
        thing = self.store.thing(thing_id)
        if thing is None or thing.page != granted.person or thing.kind not in kinds:
            raise graph.no_object(thing_id)
        return thing

    def headers(self) -> Mapping[str, str]:
        """What every answer says of the counts."""
        told = {"X-App-Usage": graph.app_usage(self.settings.usage)}
        if self.settings.full_minutes:
            told["X-Business-Use-Case-Usage"] = graph.used_up(self.settings.full_minutes)
        return told

    def _people(self) -> list[Person]:
        return [Person(one, one, name) for one, name in self.store.people()]
