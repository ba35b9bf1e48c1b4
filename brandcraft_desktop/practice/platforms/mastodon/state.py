"""One server while it runs: its store, its sign-ins, its limits and what a test has turned."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from brandcraft_desktop.practice.oauth import OAuth, Person, Ways
from brandcraft_desktop.practice.platforms.mastodon.limits import Limits
from brandcraft_desktop.practice.platforms.mastodon.servers import Server
from brandcraft_desktop.practice.platforms.mastodon.settings import Settings
from brandcraft_desktop.practice.platforms.mastodon.store import Store
from brandcraft_desktop.practice.times import PracticeClock

# The parts of `read` and `write` that the documentation names ("OAuth Scopes").
_READ = (
    *("accounts", "blocks", "bookmarks", "favourites", "filters", "follows", "lists", "mutes"),
    *("notifications", "search", "statuses"),
)
_WRITE = (
    *("accounts", "blocks", "bookmarks", "conversations", "favourites", "filters", "follows"),
    *("lists", "media", "mutes", "notifications", "reports", "statuses"),
)
SCOPES = frozenset(
    {
        "profile",
        "read",
        "write",
        "push",
        *(f"read:{one}" for one in _READ),
        *(f"write:{one}" for one in _WRITE),
    }
)
CLIENT_ID = "practice-mastodon"
CLIENT_SECRET = "practice-secret-mastodon"


@dataclass
class State:
    """What the calls of one server share; `settings` are those of all servers."""

    server: Server
    store: Store
    clock: PracticeClock
    oauth: OAuth
    limits: Limits = field(default_factory=Limits)
    settings: Settings = field(default_factory=Settings)
    failures: list[str] = field(default_factory=list)

    def new_id(self) -> str:
        """An id of Mastodon's shape: the time in front, so that later ones are larger."""
        return str((int(self.clock.seconds() * 1000) << 16) | secrets.randbelow(1 << 16))

    def did(self, account: str) -> str:
        """An account's id told apart from those of other servers."""
        return f"{account}@{self.server.host}"


def open_state(folder: Path, server: Server, clock: PracticeClock, accounts: int) -> State:
    """A server with so many accounts at least; those that were there stay."""
    store = Store(folder, server)
    for place in range(len(store.accounts()), accounts):
        suffix = "" if place == 0 else f"_{place + 1}"
        store.database.run(
            "INSERT INTO accounts (id, username, display_name, password, created_at)"
            " VALUES (?, ?, ?, ?, ?)",
            # The same ids on every server: only the server tells such people apart.
            *(str(109_400_000_000_000_001 + place), f"practice{suffix}"),
            f"{server.title} account" if place == 0 else f"{server.title} account {place + 1}",
            secrets.token_urlsafe(12),
            clock.seconds() + place / 1000,
        )

    def people() -> list[Person]:
        return [
            Person(f"{one.id}@{server.host}", f"{one.username}@{server.domain}", one.display_name)
            for one in store.accounts()
        ]

    ways = Ways(
        title=server.title,
        scopes=SCOPES,
        access_seconds=None,
        client="either",
        app_tokens=True,
    )
    oauth = OAuth(store.database, clock, ways, people)
    oauth.add_app(CLIENT_ID, CLIENT_SECRET)
    return State(server, store, clock, oauth)
