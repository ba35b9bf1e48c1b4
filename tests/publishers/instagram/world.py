"""An account on the practice Instagram with everything a publisher needs, and the way the engine
goes on after trouble."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan, PlannedMedia
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.errors import BrandcraftError, NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AccountSession, Connection, Identity, Session
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.instagram.doors import FIELD, INSTAGRAM
from brandcraft_desktop.publishers.instagram.info import INFO
from brandcraft_desktop.publishers.instagram.publisher import Instagram
from brandcraft_desktop.publishers.origins import Origins
from tests.practice.pictures import MP4
from tests.publishers.agreeing import agree, asked_by
from tests.publishers.instagram.served import Served
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


def jpeg(number: int = 1, width: int = 1080, height: int = 1080) -> bytes:
    """The head of a JPEG (ITU T.81 B.2.2), and bytes of its own; as much as is looked at."""
    frame = b"\xff\xc0\x00\x0b\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04ab" + frame + number.to_bytes(4) * 16


@dataclass
class World:
    """One connected account and one delivery after another."""

    server: PracticeServer
    account: PracticeAccount
    folder: Path
    http: Http
    clock: StandingClock
    secrets: MemorySecrets
    renditions: FileRenditions
    staging: Served
    publisher: Instagram = field(default_factory=Instagram)
    settings: Mapping[str, str] = field(default_factory=lambda: dict(SETTINGS))
    troubles: list[BrandcraftError] = field(default_factory=list)
    waits: list[tuple[float, str]] = field(default_factory=list)

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
            staging=self.staging,
            settings=self.settings,
        )

    def picture(self, number: int = 1, data: bytes = b"", **more: Any) -> AttachedMedia:
        """A picture ready to be fetched."""
        name = f"{number}.jpg"
        data = data or jpeg(number)
        self.renditions.files[name] = rendition(self.folder, name, data, "image/jpeg")
        size = {"width": 1080, "height": 1080, "size": len(data)}
        return attached(name, **{**size, **more})

    def video(self, name: str = "film.mp4", data: bytes = MP4, height: int = 1920) -> AttachedMedia:
        """A video ready to be uploaded."""
        self.renditions.files[name] = rendition(self.folder, name, data, "video/mp4")
        return attached(
            name, mime="video/mp4", size=len(data), width=1080, height=height, duration=20.0
        )

    def plan(self, text: str, media: Sequence[AttachedMedia], **options: str) -> Plan:
        made = self.publisher.plan(Composition(text, tuple(media), options))
        assert not made.blocked, made.problems
        return made

    def with_cover(self, plan: Plan, cover: AttachedMedia) -> Plan:
        """As the program fills the pictures that options name."""
        return replace(plan, files={"cover": PlannedMedia(cover, None)})

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

    def posts(self) -> list[dict[str, Any]]:
        """What lies there now, newest first."""
        found: Any = self.server.ask("instagram/posts")["posts"]
        return list(found)

    def journal(self, action: str = "publish") -> list[dict[str, Any]]:
        """Every write that was carried out."""
        found: Any = self.server.ask("instagram/journal")["journal"]
        return [one for one in found if one["action"] == action]

    def calls(self) -> dict[str, int]:
        """How often each endpoint was called."""
        found: Any = self.server.ask("calls")["counts"]
        return dict(found)

    def fault(self, endpoint: str, kind: str, **more: Any) -> None:
        self.server.tell("faults", endpoint=endpoint, kind=kind, **more)

    def tell(self, action: str, **fields: Any) -> Any:
        return self.server.tell(f"instagram/{action}", **fields)

    def everywhere(self) -> str:
        """All texts a secret could have slipped into."""
        seen: list[str] = [repr(self.http), repr(self.account_session)]
        for error in self.troubles:
            seen += [repr(error), str(error), error.message, repr(error.__dict__)]
            seen += [repr(error.__cause__), repr(error.__context__), repr(error.args)]
        return "\n".join(seen)


def connect(
    server: PracticeServer, folder: Path, staging: Served, door: str = INSTAGRAM.name
) -> World:
    """Sign the first practice account in, as the connect dialog does."""
    clock = StandingClock()
    http = Http(clock, Origins(server.origins))
    made = sign_in(server, http, clock, door)[0]
    account = replace(server.accounts[0], did=made.remote_id, handle=made.handle)
    secrets = MemorySecrets(made.secrets)
    return World(server, account, folder, http, clock, secrets, staging.renditions, staging)


def sign_in(
    server: PracticeServer, http: Http, clock: StandingClock, door: str = INSTAGRAM.name
) -> tuple[Connection, ...]:
    publisher = Instagram()
    begun = publisher.begin(asked_by(publisher, {FIELD: door}), http, clock)
    person = next(one for one in server.accounts if one.platform == publisher.info.id)
    code = agree(begun, person, server.origins)
    return publisher.finish(begun, code, http, clock)
