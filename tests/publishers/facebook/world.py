"""A Page on the practice Facebook with everything a publisher needs, and the way the engine goes on
after trouble."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.errors import BrandcraftError, NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AccountSession, Connection, Identity, Session
from brandcraft_desktop.publishers.facebook.info import INFO
from brandcraft_desktop.publishers.facebook.publisher import Facebook
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
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


@dataclass
class World:
    """One connected Page and one delivery after another."""

    server: PracticeServer
    page: Connection
    folder: Path
    http: Http
    clock: StandingClock
    secrets: MemorySecrets
    renditions: FileRenditions = field(default_factory=FileRenditions)
    publisher: Facebook = field(default_factory=Facebook)
    troubles: list[BrandcraftError] = field(default_factory=list)
    waits: list[tuple[float, str]] = field(default_factory=list)

    @property
    def account(self) -> AccountSession:
        return self.session().account

    def session(self, due_at: datetime | None = None) -> Session:
        """A new delivery."""
        return Session(
            self.http,
            Identity("account-1", self.page.remote_id, self.page.handle, self.page.server),
            self.secrets,
            self.renditions,
            self.clock,
            f"delivery-{next(_keys)}",
            self.clock.now(),
            settings=SETTINGS,
            due_at=due_at,
        )

    def picture(self, number: int = 1, **more: Any) -> AttachedMedia:
        """A picture ready to be sent."""
        data = gradient(90, 60, (number % 256, 90, 200), (200, 10, 40))
        name = f"{number}.png"
        self.renditions.files[name] = rendition(self.folder, name, data, "image/png")
        size = {"width": 90, "height": 60, "size": len(data)}
        return attached(name, mime="image/png", **{**size, **more})

    def video(self, name: str = "film.mp4", data: bytes = MP4) -> AttachedMedia:
        """A video ready to be uploaded, with a frame at 2.5 s."""
        self.renditions.files[name] = rendition(self.folder, name, data, "video/mp4")
        still = gradient(90, 160, (1, 2, 3), (200, 10, 40))
        frame = rendition(self.folder, "still.png", still, "image/png")
        self.renditions.files[f"{name}@2500"] = frame
        return attached(
            name, mime="video/mp4", size=len(data), width=1080, height=1920, duration=20.0
        )

    def plan(self, text: str, media: Sequence[AttachedMedia] = (), **options: str) -> Plan:
        made = self.publisher.plan(Composition(text, tuple(media), options))
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
                self.waits.append((wait.seconds, wait.reason))
            except (NotSent, OutcomeUnknown) as error:
                self.troubles.append(error)
                if isinstance(error, OutcomeUnknown) and steps.looks:
                    raise
            except PublishingError as error:
                self.troubles.append(error)
                raise
        raise AssertionError(f"gave up: {[error.title for error in self.troubles]}")

    def things(self, kind: str = "post") -> list[dict[str, Any]]:
        """What lies there now, newest first."""
        found: Any = self.server.ask(f"facebook/things?kind={kind}")["things"]
        return list(found)

    def journal(self, action: str = "post") -> list[dict[str, Any]]:
        """Every write that was carried out."""
        found: Any = self.server.ask("facebook/journal")["journal"]
        return [one for one in found if one["action"] == action]

    def calls(self) -> dict[str, int]:
        """How often each endpoint was called."""
        found: Any = self.server.ask("calls")["counts"]
        return dict(found)

    def fault(self, endpoint: str, kind: str, **more: Any) -> None:
        self.server.tell("faults", endpoint=endpoint, kind=kind, **more)

    def tell(self, action: str, **fields: Any) -> Any:
        return self.server.tell(f"facebook/{action}", **fields)

    def everywhere(self) -> str:
        """All texts a secret could have slipped into."""
        seen: list[str] = [repr(self.http), repr(self.account)]
        for error in self.troubles:
            seen += [repr(error), str(error), error.message, repr(error.__dict__)]
            seen += [repr(error.__cause__), repr(error.__context__), repr(error.args)]
        return "\n".join(seen)


def connect(server: PracticeServer, folder: Path) -> World:
    """Sign the first person in and take the first Page, as the connect dialog does."""
    now = server.ask("clock")["seconds"]
    assert isinstance(now, float)
    clock = StandingClock(datetime.fromtimestamp(now, UTC))  # earlier tests have moved it on
    http = Http(clock, Origins(server.origins))
    page = sign_in(server, http, clock)[0]
    return World(server, page, folder, http, clock, MemorySecrets(page.secrets))


def sign_in(
    server: PracticeServer, http: Http, clock: StandingClock, **answers: str
) -> tuple[Connection, ...]:
    publisher = Facebook()
    begun = publisher.begin(asked_by(publisher, answers), http, clock)
    code = agree(begun, server.accounts[0], server.origins)
    return publisher.finish(begun, code, http, clock)
