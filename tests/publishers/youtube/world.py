"""An account on the practice YouTube with everything a publisher needs, and the way the engine
goes on after trouble."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan, PlannedMedia
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.errors import BrandcraftError, NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AccountSession, Connection, Identity, Session
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.youtube.info import INFO
from brandcraft_desktop.publishers.youtube.publisher import YouTube
from tests.practice.pictures import MP4
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

MOST_TRIES = 12
SETTINGS = {one.name: one.default for one in INFO.settings}
_keys = itertools.count(1)


class MemoryTally:
    """A count of the day that is kept for as long as a test lasts."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()

    def used(self, name: str, day: str) -> int:
        return self.counts[name, day]

    def add(self, name: str, day: str, amount: int) -> None:
        self.counts[name, day] += amount

    def total(self, what: str) -> int:
        """Of all apps and days."""
        return sum(one for (name, _), one in self.counts.items() if name.startswith(what))


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
    publisher: YouTube = field(default_factory=YouTube)
    settings: Mapping[str, str] = field(default_factory=lambda: dict(SETTINGS))
    tally: MemoryTally = field(default_factory=MemoryTally)
    waits: list[Waiting] = field(default_factory=list)
    troubles: list[BrandcraftError] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        return Identity("account-1", self.account.did, self.account.handle, "")

    @property
    def account_session(self) -> AccountSession:
        return AccountSession(
            self.http, self.identity, self.secrets, self.clock, self.settings, self.tally
        )

    def session(self, due_at: datetime | None = None) -> Session:
        """A new delivery."""
        return Session(
            self.http,
            self.identity,
            self.secrets,
            self.renditions,
            self.clock,
            f"delivery-{next(_keys)}",
            self.clock.now(),
            settings=self.settings,
            due_at=due_at,
            tally=self.tally,
        )

    def picture(self, name: str = "cover.png") -> PlannedMedia:
        """A picture that an option names, ready to be sent."""
        data = gradient(64, 36, (1, 90, 200), (200, 3, 40))
        self.renditions.files[name] = rendition(self.folder, name, data, "image/png")
        return PlannedMedia(attached(name, mime="image/png", size=len(data)), None)

    def video(
        self, data: bytes = MP4, name: str = "film.mp4", width: int = 1920, height: int = 1080
    ) -> AttachedMedia:
        """A video ready to be uploaded."""
        self.renditions.files[name] = rendition(self.folder, name, data, "video/mp4")
        return attached(
            name, mime="video/mp4", size=len(data), width=width, height=height, duration=20.0
        )

    def plan(self, text: str = "Hello", video: AttachedMedia | None = None, **options: str) -> Plan:
        given = {"title": "A day", "made_for_kids": "no", **options}
        made = self.publisher.plan(
            Composition(text, (video or self.video(),), given, facts=self.facts)
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
            except Waiting as wait:
                self.waits.append(wait)
                self.clock.moment += timedelta(seconds=wait.seconds)
                self.server.tell("clock", advance_seconds=wait.seconds)
            except (NotSent, OutcomeUnknown) as error:
                self.troubles.append(error)
                if isinstance(error, OutcomeUnknown) and steps.looks:
                    raise
            except PublishingError as error:
                self.troubles.append(error)
                raise
        raise AssertionError(f"gave up: {[error.title for error in self.troubles]}")

    def videos(self) -> list[dict[str, Any]]:
        """What is there now, newest first."""
        found: Any = self.server.ask("youtube/videos")["videos"]
        return [one for one in found if one["owner"] == self.account.did]

    def journal(self, action: str = "insert") -> list[dict[str, Any]]:
        """Every write that was carried out."""
        found: Any = self.server.ask("youtube/journal")["journal"]
        return [one for one in found if one["action"] == action]

    def calls(self) -> dict[str, int]:
        """How often each endpoint was called."""
        found: Any = self.server.ask("calls")["counts"]
        return dict(found)

    def fault(self, endpoint: str, kind: str, **more: Any) -> None:
        self.server.tell("faults", endpoint=endpoint, kind=kind, **more)

    def tell(self, action: str, **fields: Any) -> Any:
        return self.server.tell(f"youtube/{action}", **fields)

    def spent(self) -> list[dict[str, Any]]:
        """What the stand-in counted of this app."""
        found: Any = self.server.ask("youtube/spent")["spent"]
        return list(found)

    def everywhere(self) -> str:
        """All texts a secret could have slipped into."""
        seen: list[str] = [repr(self.http), repr(self.account_session)]
        for error in self.troubles:
            seen += [repr(error), str(error), error.message, repr(error.__dict__)]
            seen += [repr(error.__cause__), repr(error.__context__), repr(error.args)]
        return "\n".join(seen)


def connect(server: PracticeServer, folder: Path) -> World:
    """Sign the first practice account in, as the connect dialog does."""
    clock = clock_of(server)
    http = Http(clock, Origins(server.origins))
    made = sign_in(server, http, clock)
    secrets = MemorySecrets(made.secrets)
    return World(server, server.accounts[0], folder, http, clock, secrets, made.facts)


def clock_of(server: PracticeServer) -> StandingClock:
    """A clock that agrees with that of the practice world, however far others moved it."""
    now: Any = server.ask("clock")["seconds"]
    return StandingClock(datetime.fromtimestamp(now, UTC))


def sign_in(
    server: PracticeServer, http: Http, clock: StandingClock, **settings: str
) -> Connection:
    publisher = YouTube()
    asked = asked_by(publisher, {})
    asked.settings.update(settings)  # type: ignore[attr-defined]
    begun = publisher.begin(asked, http, clock)
    code = agree(begun, server.accounts[0], server.origins)
    (made,) = publisher.finish(begun, code, http, clock)
    return made
