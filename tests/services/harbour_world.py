"""The servers of the harbour, a platform of tests: OAuth as the practice world speaks it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qsl

from brandcraft_desktop.practice.calls import Calls
from brandcraft_desktop.practice.database import Database
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.faults import Faults
from brandcraft_desktop.practice.listener import Listener, World
from brandcraft_desktop.practice.oauth import SCHEMA, OAuth, Person, Ways
from brandcraft_desktop.practice.times import PracticeClock
from brandcraft_desktop.publishers.origins import Origins

HARBOUR = "harbour"
ORIGIN = "https://harbour.example"
CLIENT_ID, CLIENT_SECRET = f"practice-{HARBOUR}", f"practice-secret-{HARBOUR}"
SCOPES = ("read", "post")
PEOPLE = (Person("1", "ann", "Ann"), Person("2", "bob", "Bob"))


class HarbourWorld:
    """One origin on a port of its own; `channels` are the names of each person's channels."""

    def __init__(self, folder: Path, *, apps: bool = True) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        clock = PracticeClock()
        self.database = Database(folder / "harbour.sqlite", SCHEMA)
        ways = Ways("Harbour", frozenset(SCOPES), pkce="required", refresh_seconds=86400.0)
        self.oauth = OAuth(self.database, clock, ways, self.people)
        if apps:
            self.oauth.add_app(CLIENT_ID, CLIENT_SECRET)
        self.channels: dict[str, tuple[str, ...]] = {}
        self.registered = 0
        self.listener = Listener(0, ORIGIN, self, World(clock, Faults(), Calls()))

    @property
    def origins(self) -> Origins:
        """For a workspace that shall find it."""
        return Origins({ORIGIN: self.listener.url})

    def people(self) -> Sequence[Person]:
        return PEOPLE

    def close(self) -> None:
        self.listener.down()
        self.database.close()

    def endpoint(self, method: str, path: str) -> str:
        return f"harbour{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return json_answer({"error": error, "error_description": message}, status)

    def answer(self, request: Request) -> Answer:
        if request.path == "/oauth/authorize":
            return self.oauth.authorize(request)
        if request.path == "/oauth/token":
            return self.oauth.token(request)
        if request.path == "/apps":
            redirect = dict(parse_qsl(request.content().decode()))["redirect"]
            self.registered += 1
            return json_answer(self.oauth.register("Brandcraft", [redirect], SCOPES))
        if request.path == "/apps/known":
            known = any(
                row[0] == request.parameter("client_id")
                for row in self.database.rows("SELECT client_id FROM oauth_apps")
            )
            return json_answer({}) if known else json_answer({"error": "invalid_client"}, 401)
        granted = self.oauth.granted(request)
        if granted is None:
            return json_answer({"error": "invalid_token"}, 401)
        person = next(one for one in PEOPLE if one.id == granted.person)
        channels = self.channels.get(person.id)
        names = (person.name,) if channels is None else channels
        return json_answer(
            {
                "channels": [
                    {"id": f"{person.id}-{place}" if place else person.id, "name": name}
                    for place, name in enumerate(names)
                ],
                "handle": person.handle,
                "scopes": " ".join(sorted(granted.scopes)),
            }
        )
