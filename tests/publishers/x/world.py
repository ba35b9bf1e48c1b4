"""An account on the practice X with everything a publisher needs, and the way the engine goes on
after trouble."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.errors import NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import (
    AccountSession,
    AppKeys,
    Asked,
    Connection,
    Identity,
    Session,
)
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.x.publisher import X
from tests.publishers.agreeing import agree, asked_by
from tests.publishers.support import (
    FileRenditions,
    MemorySecrets,
    MemorySteps,
    StandingClock,
    Waiting,
    attached,
    rendition,
)

CREATE = "POST /2/tweets"
MOST_TRIES = 12
GIF = b"GIF89a" + b"\x01" * 200
_keys = itertools.count(1)


@dataclass
class World:
    """One connected account and one delivery after another."""

    server: PracticeServer
    person: PracticeAccount
    folder: Path
    http: Http
    clock: StandingClock
    secrets: MemorySecrets
    renditions: FileRenditions = field(default_factory=FileRenditions)
    publisher: X = field(default_factory=X)
    troubles: list[PublishingError] = field(default_factory=list)
    waits: list[tuple[float, str]] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        return Identity("account-1", self.person.did, self.person.handle, "https://api.x.com")

    @property
    def account(self) -> AccountSession:
        return AccountSession(self.http, self.identity, self.secrets, self.clock)

    def session(self) -> Session:
        """A new delivery."""
        return Session(
            self.http,
            self.identity,
            self.secrets,
            self.renditions,
            self.clock,
            f"delivery-{next(_keys)}",
            self.clock.now(),
        )

    def file(self, name: str, data: bytes, mime: str, **more: Any) -> AttachedMedia:
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

    def publish(self, plan: Plan, steps: MemorySteps | None = None) -> Published:
        """Go on as the engine does: wait, try again, look."""
        session, steps = self.session(), steps or self.steps()
        for _ in range(MOST_TRIES):
            try:
                return self.publisher.publish(plan, session, steps)
            except Waiting as wait:
                self.waits.append((wait.seconds, wait.reason))
            except (NotSent, OutcomeUnknown) as error:
                self.troubles.append(error)
            except PublishingError as error:
                self.troubles.append(error)
                raise
        raise AssertionError(f"gave up: {[error.title for error in self.troubles]}")

    def posts(self) -> list[dict[str, Any]]:
        """What is there, in the order of posting: id, text, body, parent, conversation."""
        found: Any = self.server.ask("x/posts")["posts"]
        return [one for one in found if one["person"] == self.person.did]

    def bodies(self) -> list[dict[str, Any]]:
        return [one["body"] for one in self.posts()]

    def media(self) -> list[dict[str, Any]]:
        found: Any = self.server.ask("x/media")["media"]
        return list(found)

    def calls(self) -> dict[str, int]:
        """How often each operation was called."""
        found: Any = self.server.ask("calls")["counts"]
        return dict(found)

    def fault(self, endpoint: str, kind: str, **more: Any) -> None:
        self.server.tell("faults", endpoint=endpoint, kind=kind, **more)

    def settings(self, **more: Any) -> None:
        self.server.tell("x/settings", **more)


def asked(*, public: bool = False) -> Asked:
    """A sign-in as it begins, with an app that has a secret or has none."""
    made = asked_by(X(), {})
    return replace(made, app=AppKeys("practice-x")) if public else made


def sign_in(server: PracticeServer, http: Http, *, public: bool = False) -> Connection:
    """Sign the first practice account in, as the connect dialog does."""
    publisher, clock = X(), StandingClock()
    begun = publisher.begin(asked(public=public), http, clock)
    code = agree(begun, server.accounts[0], server.origins)
    (made,) = publisher.finish(begun, code, http, clock)
    return made


def connect(server: PracticeServer, folder: Path) -> World:
    """The first practice account, signed in."""
    clock = StandingClock()
    http = Http(clock, Origins(server.origins))
    made = sign_in(server, http)
    return World(server, server.accounts[0], folder, http, clock, MemorySecrets(made.secrets))


def everywhere(world: World) -> str:
    """All texts a secret could have slipped into."""
    seen: list[str] = [repr(world.http), repr(world.account)]
    for error in world.troubles:
        seen += [repr(error), str(error), error.message, repr(error.__dict__)]
        seen += [repr(error.__cause__), repr(error.__context__), repr(error.args)]
    return "\n".join(seen)
