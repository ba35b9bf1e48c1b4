"""An account on the practice Mastodon with everything a publisher needs, the browser of its person,
and the way the engine goes on after trouble."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan
from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.errors import BrandcraftError, NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import (
    AccountSession,
    AppKeys,
    Asked,
    Begun,
    Connection,
    Identity,
    Session,
)
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.mastodon.publisher import Mastodon
from brandcraft_desktop.publishers.origins import Origins
from tests.publishers.support import (
    FileRenditions,
    MemorySecrets,
    MemorySteps,
    StandingClock,
    Waiting,
    attached,
    rendition,
)

FIRST = "https://social.practice.example"
SECOND = "https://web.club.example"
STATUSES = "POST /api/v1/statuses"
MEDIA = "POST /api/v2/media"
REDIRECT = "http://127.0.0.1:47824/callback"
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
MOST_TRIES = 12
_keys = itertools.count(1)


@dataclass
class World:
    """One connected account and one delivery after another."""

    server: PracticeServer
    account: PracticeAccount
    folder: Path
    http: Http
    clock: StandingClock
    secrets: MemorySecrets
    home: str = FIRST
    facts: AccountFacts = NO_FACTS
    renditions: FileRenditions = field(default_factory=FileRenditions)
    publisher: Mastodon = field(default_factory=Mastodon)
    troubles: list[BrandcraftError] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        return Identity("account-1", self.account.did, self.account.handle, self.home)

    @property
    def account_session(self) -> AccountSession:
        return AccountSession(self.http, self.identity, self.secrets, self.clock)

    def session(self, key: str = "") -> Session:
        """A new delivery, or the one called `key`."""
        name = key or f"delivery-{next(_keys)}"
        now = self.clock.now()
        return Session(
            self.http, self.identity, self.secrets, self.renditions, self.clock, name, now
        )

    def picture(self, name: str, data: bytes, mime: str, **more: Any) -> AttachedMedia:
        """A file ready to be uploaded."""
        self.renditions.files[name] = rendition(self.folder, name, data, mime)
        return attached(name, mime=mime, size=len(data), **more)

    def plan(
        self,
        text: str,
        media: Sequence[AttachedMedia] = (),
        *,
        thread: bool = False,
        **options: str,
    ) -> Plan:
        made = self.publisher.plan(
            Composition(text, tuple(media), options, thread, facts=self.facts)
        )
        assert not made.blocked, made.problems
        return made

    def steps(self) -> MemorySteps:
        return MemorySteps(self.clock)

    def publish(
        self, plan: Plan, session: Session | None = None, steps: MemorySteps | None = None
    ) -> Published:
        """Go on as the engine does: wait, try again, look."""
        session, steps = session or self.session(), steps or self.steps()
        for _ in range(MOST_TRIES):
            try:
                return self.publisher.publish(plan, session, steps)
            except Waiting:
                continue
            except (NotSent, OutcomeUnknown) as error:
                self.troubles.append(error)
            except PublishingError as error:
                self.troubles.append(error)
                raise
        raise AssertionError(f"gave up: {[error.title for error in self.troubles]}")

    def statuses(self) -> list[dict[str, Any]]:
        """What lies on the servers, oldest first."""
        found: Any = self.server.ask("mastodon/statuses")["statuses"]
        return list(found)

    def journal(self) -> list[dict[str, Any]]:
        """Every post that was ever taken or deleted."""
        found: Any = self.server.ask("mastodon/journal")["journal"]
        return list(found)

    def made(self) -> list[dict[str, Any]]:
        """The parameters of every post that was ever taken."""
        return [one["value"] for one in self.journal() if one["action"] == "create"]

    def calls(self) -> dict[str, int]:
        """How often each method was called."""
        found: Any = self.server.ask("calls")["counts"]
        return dict(found)

    def fault(self, endpoint: str, kind: str, **more: Any) -> None:
        self.server.tell("faults", endpoint=endpoint, kind=kind, **more)


def connect(
    server: PracticeServer, folder: Path, *, account: int = 0, patience: float = 1.0
) -> World:
    """Sign a practice account in, as the connect dialog and a browser do."""
    ahead = server.ask("clock")["seconds"]  # other tests may have moved the servers' clock
    assert isinstance(ahead, float)
    clock = StandingClock(datetime.fromtimestamp(ahead, UTC))
    http = Http(clock, Origins(server.origins), patience=patience)
    person = server.accounts[account]
    begun = begin(http, clock, person.handle)
    made = finish(http, clock, begun, agree(server, begun.address, person))
    return World(
        server, person, folder, http, clock, MemorySecrets(made.secrets), made.server, made.facts
    )


def asked(typed: str, app: AppKeys | None = None, redirect: str = REDIRECT) -> Asked:
    return Asked({"server": typed}, app, redirect, "state-1", "verifier-" + "x" * 40)


def begin(
    http: Http,
    clock: StandingClock,
    typed: str,
    app: AppKeys | None = None,
    redirect: str = REDIRECT,
) -> Begun:
    return Mastodon().begin(asked(typed, app, redirect), http, clock)


def finish(http: Http, clock: StandingClock, begun: Begun, code: str) -> Connection:
    (made,) = Mastodon().finish(begun, code, http, clock)
    return made


def agree(server: PracticeServer, address: str, person: PracticeAccount, **more: str) -> str:
    """What a person does on the page: the code that comes back ("" where none does)."""
    answer = decide(server, address, {"person": person.did, "decision": "allow", **more})
    if answer.status_code == 200:
        shown = re.search(r"<code id=code>([^<]+)</code>", answer.text)
        return shown[1] if shown else ""
    told = parse_qs(urlsplit(answer.headers["location"]).query)
    assert told["state"] == ["state-1"]
    return told.get("code", [""])[0]


def decide(server: PracticeServer, address: str, form: Mapping[str, str]) -> httpx.Response:
    """Open the page and press one of its buttons."""
    parts = urlsplit(address)
    here = f"{server.origins[f'{parts.scheme}://{parts.netloc}']}{parts.path}?{parts.query}"
    with httpx.Client(trust_env=False, timeout=10) as browser:
        page = browser.get(here)
        assert page.status_code == 200, page.text
        return browser.post(here, data=dict(form))


def everywhere(world: World) -> str:
    """All texts a secret could have slipped into."""
    seen: list[str] = [repr(world.http), repr(world.account_session)]
    for error in world.troubles:
        seen += [repr(error), str(error), error.message, repr(error.__dict__)]
        seen += [repr(error.__cause__), repr(error.__context__), repr(error.args)]
    return "\n".join(seen)
