"""What all hosts of this platform share while the stand-in runs."""

from __future__ import annotations

import threading

from brandcraft_desktop.practice.exchange import Answer, json_answer
from brandcraft_desktop.practice.graph import refused_sign_in
from brandcraft_desktop.practice.oauth import OAuth, Person, Ways
from brandcraft_desktop.practice.platforms.instagram.accounts import CLIENT, CLIENT_SECRET
from brandcraft_desktop.practice.platforms.instagram.settings import Settings
from brandcraft_desktop.practice.platforms.instagram.store import Store
from brandcraft_desktop.practice.times import PracticeClock
from brandcraft_desktop.practice.values import Object, text_of

SCOPES = frozenset(
    f"instagram_business_{one}"
    for one in ("basic", "content_publish", "manage_comments", "manage_insights")
)
FACEBOOK_SCOPES = frozenset(
    (
        *("instagram_basic", "instagram_content_publish", "instagram_manage_comments"),
        *("instagram_manage_contents", "pages_show_list", "pages_read_engagement"),
        "business_management",
    )
)
LIFE = 60 * 86_400.0


class State:
    """Store, sign-ins, clock and the settings in force."""

    def __init__(self, store: Store, clock: PracticeClock) -> None:
        self.store = store
        self.clock = clock
        self.settings = Settings()
        self.failures: list[str] = []
        self._lock = threading.Lock()
        own = Ways(
            title="Instagram",
            scopes=SCOPES,
            separator=",",
            pkce="none",
            access_seconds=3600.0,
            code_seconds=3600.0,
            refuse=_refused,
        )
        facebook = Ways(
            title="Facebook",
            scopes=FACEBOOK_SCOPES,
            separator=",",
            pkce="none",
            access_seconds=7200.0,
            told=False,
            refuse=refused_sign_in,
        )
        self.oauth = OAuth(store.database, clock, own, self._people)
        self.facebook = OAuth(store.database, clock, facebook, self._people)
        self.oauth.add_app(CLIENT, CLIENT_SECRET)

    def note_failure(self, path: str, error: Exception) -> None:
        """Keep a mistake of the stand-in itself where tests can see it."""
        with self._lock:
            self.failures.append(f"{path}: {type(error).__name__}: {error}")

    def long_token(self, person: str, client: str, scopes: list[str]) -> Object:
        """A token of 60 days, whose age is known."""
        made = self.oauth.give(person, client, scopes, LIFE)
        token = text_of(made, "access_token")
        now = self.clock.seconds()
        self.store.database.run("INSERT INTO issued VALUES (?, ?)", token, now)
        return {"access_token": token, "token_type": "bearer", "expires_in": int(LIFE)}

    def _people(self) -> list[Person]:
        own = [one for one in self.store.accounts() if one.id == one.owner]
        return [Person(one.id, one.username, one.name) for one in own]


def _refused(status: int, error: str, description: str) -> Answer:
    """Refusals of Instagram's own host for codes have a shape of their own ("Business Login")."""
    words = {
        "invalid_client": "Error validating client secret: invalid platform app",
        "invalid_grant": "This authorization code has been used or is invalid",
    }.get(error, description)
    body: Object = {"error_type": "OAuthException", "code": 400, "error_message": words}
    return json_answer(body, 400)
