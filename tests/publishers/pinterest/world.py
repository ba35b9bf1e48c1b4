"""An account on the practice Pinterest with everything a publisher needs, and the way the engine
goes on after trouble."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.errors import BrandcraftError, NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AccountSession, Connection, Identity, Session
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.pinterest.info import INFO
from brandcraft_desktop.publishers.pinterest.publisher import Pinterest
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


def png(number: int = 1, width: int = 60, height: int = 90) -> bytes:
    """A small picture; each number has its own bytes."""
    return gradient(width, height, (number % 256, 90, 200), (200, number // 256 % 256, 40))


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
    publisher: Pinterest = field(default_factory=Pinterest)
    settings: Mapping[str, str] = field(default_factory=lambda: dict(SETTINGS))
    troubles: list[BrandcraftError] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        return Identity("account-1", self.account.did, self.account.handle, "")

    @property
    def account_session(self) -> AccountSession:
        return AccountSession(self.http, self.identity, self.secrets, self.clock, self.settings)

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
            settings=self.settings,
        )

    def board(self, label: str) -> str:
        """What is chosen for a board, by what a person reads."""
        return next(one.value for one in self.facts.choices["boards"] if one.label == label)

    def picture(self, number: int = 1, **more: Any) -> AttachedMedia:
        """A picture ready to be sent."""
        data = png(number)
        name = f"{number}.png"
        self.renditions.files[name] = rendition(self.folder, name, data, "image/png")
        size = {"width": 60, "height": 90, "size": len(data)}
        return attached(name, mime="image/png", **{**size, **more})

    def video(self, name: str = "film.mp4", data: bytes = MP4) -> AttachedMedia:
        """A video ready to be uploaded."""
        self.renditions.files[name] = rendition(self.folder, name, data, "video/mp4")
        return attached(
            name, mime="video/mp4", size=len(data), width=1080, height=1920, duration=20.0
        )

    def plan(self, text: str, media: Sequence[AttachedMedia], **options: str) -> Plan:
        given = {"board": self.board("Garden"), **options}
        made = self.publisher.plan(Composition(text, tuple(media), given, facts=self.facts))
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
                if isinstance(error, OutcomeUnknown) and steps.looks:
                    raise
            except PublishingError as error:
                self.troubles.append(error)
                raise
        raise AssertionError(f"gave up: {[error.title for error in self.troubles]}")

    def pins(self) -> list[dict[str, Any]]:
        """What lies there now, newest first."""
        found: Any = self.server.ask("pinterest/pins")["pins"]
        return [one for one in found if one["owner"] == self.account.did]

    def journal(self, action: str = "create") -> list[dict[str, Any]]:
        """Every write that was carried out."""
        found: Any = self.server.ask("pinterest/journal")["journal"]
        return [one for one in found if one["action"] == action]

    def calls(self) -> dict[str, int]:
        """How often each endpoint was called."""
        found: Any = self.server.ask("calls")["counts"]
        return dict(found)

    def fault(self, endpoint: str, kind: str, **more: Any) -> None:
        self.server.tell("faults", endpoint=endpoint, kind=kind, **more)

    def tell(self, action: str, **fields: Any) -> Any:
        return self.server.tell(f"pinterest/{action}", **fields)

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


def sign_in(
    server: PracticeServer, http: Http, clock: StandingClock, **settings: str
) -> Connection:
    publisher = Pinterest()
    asked = asked_by(publisher, {})
    asked.settings.update(settings)  # type: ignore[attr-defined]
    begun = publisher.begin(asked, http, clock)
    code = agree(begun, server.accounts[0], server.origins)
    (made,) = publisher.finish(begun, code, http, clock)
    return made
