"""An account on the practice Bluesky with everything a publisher needs, and the way the engine
goes on after trouble."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.errors import (
    BrandcraftError,
    NotSent,
    OutcomeUnknown,
    PublishingError,
    SignInExpired,
)
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AccountSession, Connection, Identity, Session
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.http import Http
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

ENTRYWAY = "https://bsky.social"
PDS = "https://practice.us-east.host.bsky.network"
POST = "app.bsky.feed.post"
GATE = "app.bsky.feed.threadgate"
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
    renditions: FileRenditions = field(default_factory=FileRenditions)
    publisher: Bluesky = field(default_factory=Bluesky)
    handle: str = ""
    home: str = PDS
    troubles: list[BrandcraftError] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        return Identity(
            "account-1", self.account.did, self.handle or self.account.handle, self.home
        )

    @property
    def account_session(self) -> AccountSession:
        return AccountSession(self.http, self.identity, self.secrets, self.clock)

    def session(self, key: str = "") -> Session:
        """A new delivery, or the one called `key`."""
        name = key or f"delivery-{next(_keys)}"
        return Session(
            self.http,
            self.identity,
            self.secrets,
            self.renditions,
            self.clock,
            name,
            self.clock.now(),
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
        made = self.publisher.plan(Composition(text, tuple(media), options, thread))
        assert not made.blocked, made.problems
        return made

    def steps(self) -> MemorySteps:
        return MemorySteps(self.clock)

    def publish(
        self, plan: Plan, session: Session | None = None, steps: MemorySteps | None = None
    ) -> Published:
        """Go on as the engine does: wait, try again, look, renew once."""
        session, steps = session or self.session(), steps or self.steps()
        renewed = False
        for _ in range(MOST_TRIES):
            try:
                return self.publisher.publish(plan, session, steps)
            except Waiting:
                continue
            except (NotSent, OutcomeUnknown) as error:
                self.troubles.append(error)
            except SignInExpired as error:
                self.troubles.append(error)
                if renewed:
                    raise
                renewed = True
                with self.secrets.renewing():
                    self.publisher.renew(self.account_session)
            except PublishingError as error:
                self.troubles.append(error)
                raise
        raise AssertionError(f"gave up: {[error.title for error in self.troubles]}")

    def records(self, collection: str = POST) -> list[dict[str, Any]]:
        """What the server holds, in the order of writing: uri, cid and value."""
        found: Any = self.server.ask(f"bluesky/records?collection={collection}")["records"]
        return [one for one in found if one["uri"].startswith(f"at://{self.account.did}/")]

    def values(self, collection: str = POST) -> list[dict[str, Any]]:
        return [one["value"] for one in self.records(collection)]

    def journal(self) -> list[dict[str, Any]]:
        """Every write that was carried out."""
        found: Any = self.server.ask("bluesky/journal")["journal"]
        return [one for one in found if one["did"] == self.account.did]

    def calls(self) -> dict[str, int]:
        """How often each method was called."""
        found: Any = self.server.ask("calls")["counts"]
        return dict(found)

    def fault(self, endpoint: str, kind: str, **more: Any) -> None:
        self.server.tell("faults", endpoint=endpoint, kind=kind, **more)

    def secret_values(self) -> set[str]:
        """Everything that may be seen nowhere."""
        return {*self.secrets.seen, self.account.password, self.account.app_password}


def connect(server: PracticeServer, folder: Path, *, patience: float = 1.0) -> World:
    """Sign the first practice account in, as the connect dialog does."""
    clock = StandingClock()
    http = Http(clock, Origins(server.origins), patience=patience)
    account = server.accounts[0]
    made = sign_in(http, clock, account.handle, account.app_password)
    return World(server, account, folder, http, clock, MemorySecrets(made.secrets))


def sign_in(
    http: Http, clock: StandingClock, identifier: str, app_password: str, server: str = ""
) -> Connection:
    answers = {"identifier": identifier, "app_password": app_password, "server": server}
    return Bluesky().connect(answers, http, clock)


def everywhere(world: World, *more: Callable[[], object]) -> str:
    """All texts a secret could have slipped into."""
    seen: list[str] = []
    for error in world.troubles:
        seen += [repr(error), str(error), error.message, repr(error.__dict__)]
        seen += [repr(error.__cause__), repr(error.__context__), repr(error.args)]
    seen += [repr(one()) for one in more]
    return "\n".join(seen)
