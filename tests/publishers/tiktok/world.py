"""An account on the practice TikTok with everything a publisher needs, and the way the engine goes
on after trouble."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from brandcraft_desktop.domain.plan import AttachedMedia, Plan, PlannedMedia
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.errors import BrandcraftError, NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AccountSession, Connection, Identity, Session
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.tiktok.publisher import TikTok
from tests.practice.pictures import MP4
from tests.publishers.agreeing import agree, asked_by
from tests.publishers.support import (
    FileRenditions,
    MemorySecrets,
    MemorySteps,
    StandingClock,
    Waiting,
    rendition,
)
from tests.publishers.tiktok import plans

MOST_TRIES = 40
EVERYONE = "PUBLIC_TO_EVERYONE"
_keys = itertools.count(1)


@dataclass
class Shelf:
    """Where photos are fetched from: each time at another address."""

    domain: str = "media.example"
    given: list[str] = field(default_factory=list)

    def address(self, planned: PlannedMedia) -> str:
        self.given.append(f"https://{self.domain}/{len(self.given)}/{planned.media.name}")
        return self.given[-1]


@dataclass
class World:
    """One connected account and one delivery after another."""

    server: PracticeServer
    account: PracticeAccount
    folder: Path
    http: Http
    clock: StandingClock
    secrets: MemorySecrets
    facts: AccountFacts
    renditions: FileRenditions = field(default_factory=FileRenditions)
    shelf: Shelf = field(default_factory=Shelf)
    publisher: TikTok = field(default_factory=TikTok)
    troubles: list[BrandcraftError] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        return Identity("account-1", self.account.did, self.account.handle, "")

    @property
    def account_session(self) -> AccountSession:
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
            staging=self.shelf,
        )

    def video(self, data: bytes = MP4, name: str = "film.mp4", **more: float) -> AttachedMedia:
        """A video ready to be uploaded."""
        self.renditions.files[name] = rendition(self.folder, name, data, "video/mp4")
        return plans.clip(name, len(data), **more)

    def plan(self, text: str, media: Sequence[AttachedMedia], **options: str) -> Plan:
        return plans.plan(text, media, facts=self.facts, **{"privacy": EVERYONE, **options})

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
            except Waiting as wait:
                self.waits.append(wait.seconds)
                self.clock.moment += timedelta(seconds=wait.seconds)
            except (NotSent, OutcomeUnknown) as error:
                self.troubles.append(error)
                if isinstance(error, OutcomeUnknown) and steps.looks:
                    raise
            except PublishingError as error:
                self.troubles.append(error)
                raise
        raise AssertionError(f"gave up: {[error.title for error in self.troubles]}")

    def posts(self) -> list[dict[str, Any]]:
        """What was begun, newest first."""
        found: Any = self.server.ask("tiktok/posts")["posts"]
        return list(found)

    def out(self) -> list[dict[str, Any]]:
        """Every post that was published."""
        found: Any = self.server.ask("tiktok/journal")["journal"]
        return list(found)

    def calls(self) -> dict[str, int]:
        """How often each endpoint was called."""
        found: Any = self.server.ask("calls")["counts"]
        return dict(found)

    def fault(self, endpoint: str, kind: str, **more: Any) -> None:
        self.server.tell("faults", endpoint=endpoint, kind=kind, **more)

    def tell(self, action: str, **fields: Any) -> Any:
        return self.server.tell(f"tiktok/{action}", **fields)

    def everywhere(self) -> str:
        """All texts a secret could have slipped into."""
        seen: list[str] = [repr(self.http), repr(self.account_session)]
        for error in self.troubles:
            seen += [repr(error), str(error), error.message, repr(error.__dict__)]
            seen += [repr(error.__cause__), repr(error.__context__), repr(error.args)]
        return "\n".join(seen)


def connect(server: PracticeServer, folder: Path) -> World:
    """Sign the first practice account in, as the connect dialog does."""
    clock = StandingClock()
    http = Http(clock, Origins(server.origins))
    made = sign_in(server, http, clock)
    secrets = MemorySecrets(made.secrets)
    return World(server, server.accounts[0], folder, http, clock, secrets, made.facts)


def sign_in(server: PracticeServer, http: Http, clock: StandingClock) -> Connection:
    publisher = TikTok()
    begun = publisher.begin(asked_by(publisher, {}), http, clock)
    code = agree(begun, server.accounts[0], server.origins)
    (made,) = publisher.finish(begun, code, http, clock)
    return made
