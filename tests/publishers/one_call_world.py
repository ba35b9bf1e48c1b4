"""An account of a platform that takes a message in one call, with one delivery after another."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.errors import PublishingError
from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import (
    AccountSession,
    Connection,
    FormPublisher,
    Identity,
    Session,
)
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from tests.practice.pictures import MP4
from tests.publishers.support import (
    FileRenditions,
    MemorySecrets,
    MemorySteps,
    StandingClock,
    attached,
    rendition,
)

_keys = itertools.count(1)


@dataclass
class World:
    """`publisher` with the account that `made` is."""

    publisher: FormPublisher
    server: PracticeServer
    person: PracticeAccount
    folder: Path
    http: Http
    clock: StandingClock
    made: Connection
    renditions: FileRenditions = field(default_factory=FileRenditions)
    troubles: list[PublishingError] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.secrets = MemorySecrets(self.made.secrets)

    @property
    def account(self) -> AccountSession:
        identity = Identity("account-1", self.made.remote_id, self.made.handle, self.made.server)
        return AccountSession(self.http, identity, self.secrets, self.clock)

    def session(self) -> Session:
        """A new delivery."""
        one = self.account
        key, now = f"delivery-{next(_keys)}", self.clock.now()
        return Session(
            one.http, one.identity, one.secrets, self.renditions, self.clock, key, created_at=now
        )

    def picture(self, number: int = 1, alt: str = "a sketch") -> AttachedMedia:
        data = gradient(60, 40, (number, 90, 200), (200, 40, 40))
        name = f"{number}.png"
        self.renditions.files[name] = rendition(self.folder, name, data, "image/png")
        return attached(name, mime="image/png", size=len(data), alt=alt)

    def video(self, alt: str = "") -> AttachedMedia:
        self.renditions.files["film"] = rendition(self.folder, "film.mp4", MP4, "video/mp4")
        return attached(
            "film",
            mime="video/mp4",
            size=len(MP4),
            width=640,
            height=360,
            duration=4.0,
            alt=alt,
        )

    def plan(
        self, text: str, media: Sequence[AttachedMedia] = (), thread: bool = False, **options: str
    ) -> Plan:
        made = self.publisher.plan(Composition(text, tuple(media), options, thread=thread))
        assert not made.blocked, made.problems
        return made

    def publish(self, plan: Plan, steps: MemorySteps | None = None) -> Published:
        """One attempt."""
        try:
            return self.publisher.publish(plan, self.session(), steps or self.steps())
        except PublishingError as error:
            self.troubles.append(error)
            raise

    def steps(self) -> MemorySteps:
        return MemorySteps(self.clock)

    def journal(self) -> list[dict[str, Any]]:
        """What was sent, oldest first."""
        found: Any = self.server.ask(f"{self.publisher.info.id}/journal")["journal"]
        return [one["value"] for one in found]

    def here(self) -> list[int]:
        """The numbers of what lies there now."""
        found: Any = self.server.ask(f"{self.publisher.info.id}/journal")["journal"]
        return [one["number"] for one in found if one["here"]]

    def fault(self, endpoint: str, kind: str, **more: Any) -> None:
        self.server.tell("faults", endpoint=endpoint, kind=kind, **more)

    def settings(self, **values: bool) -> None:
        self.server.tell(f"{self.publisher.info.id}/settings", **values)

    def everywhere(self) -> str:
        """All texts a secret could have slipped into."""
        seen = [repr(self.http), repr(self.account), repr(self.made), str(self.server.ask("calls"))]
        for error in self.troubles:
            seen += [repr(error), str(error), error.message, repr(error.__dict__)]
            seen += [repr(error.__cause__), repr(error.__context__), repr(error.args)]
        return "\n".join(seen)


def connect(
    publisher: FormPublisher, server: PracticeServer, folder: Path, number: int = 0
) -> World:
    """Sign a practice account in, as the connect dialog does."""
    clock = StandingClock()
    http = Http(clock, Origins(server.origins))
    person = server.accounts[number]
    made = publisher.connect(person.answers, http, clock)
    return World(publisher, server, person, folder, http, clock, made)
