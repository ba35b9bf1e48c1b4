"""An account on the practice Threads with everything a publisher needs, and the way the engine
goes on after trouble."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan, PlannedMedia
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.errors import BrandcraftError, NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.base import AccountSession, Connection, Identity, Session
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.threads.publisher import Threads
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

MOST_TRIES = 30
_keys = itertools.count(1)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The files of a folder at an address, as a bucket would have them."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Addresses:
    """The staging of a delivery: each address is given once, and looks like no other."""

    base: str
    given: list[str] = field(default_factory=list)

    def address(self, planned: PlannedMedia) -> str:
        made = f"{self.base}/{planned.media.media_id}?try={len(self.given)}"
        self.given.append(made)
        return made


@dataclass
class World:
    """One connected account and one delivery after another."""

    server: PracticeServer
    account: PracticeAccount
    folder: Path
    http: Http
    clock: StandingClock
    secrets: MemorySecrets
    staging: Addresses
    renditions: FileRenditions = field(default_factory=FileRenditions)
    publisher: Threads = field(default_factory=Threads)
    settings: Mapping[str, str] = field(default_factory=dict)
    troubles: list[BrandcraftError] = field(default_factory=list)
    waits: list[Waiting] = field(default_factory=list)

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

    def picture(self, number: int = 1, **more: Any) -> AttachedMedia:
        """A picture ready to be fetched."""
        data, name = gradient(60, 60, (number % 256, 90, 200), (200, 30, 40)), f"{number}.png"
        self.renditions.files[name] = rendition(self.folder, name, data, "image/png")
        return attached(name, mime="image/png", size=len(data), width=400, height=400, **more)

    def video(self, name: str = "film.mp4", data: bytes = MP4) -> AttachedMedia:
        """A video ready to be fetched."""
        self.renditions.files[name] = rendition(self.folder, name, data, "video/mp4")
        return attached(
            name, mime="video/mp4", size=len(data), width=1080, height=1920, duration=20.0
        )

    def plan(
        self,
        text: str = "Hello",
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
        """Go on as the engine does: wait, try again, look."""
        session, steps = session or self.session(), steps or self.steps()
        for _ in range(MOST_TRIES):
            try:
                return self.publisher.publish(plan, session, steps)
            except Waiting as wait:
                self.waits.append(wait)
            except (NotSent, OutcomeUnknown) as error:
                self.troubles.append(error)
            except PublishingError as error:
                self.troubles.append(error)
                raise
        raise AssertionError(f"gave up: {[error.title for error in self.troubles]}")

    def posts(self) -> list[dict[str, Any]]:
        """What stands there now, newest first."""
        found: Any = self.server.ask("threads/posts")["posts"]
        return [one for one in found if one["owner"] == self.account.did]

    def calls(self) -> dict[str, int]:
        """How often each endpoint was called."""
        found: Any = self.server.ask("calls")["counts"]
        return dict(found)

    def fault(self, endpoint: str, kind: str = "status", **more: Any) -> None:
        self.server.tell("faults", endpoint=endpoint, kind=kind, **more)

    def tell(self, action: str, **fields: Any) -> Any:
        return self.server.tell(f"threads/{action}", **fields)

    def everywhere(self) -> str:
        """All texts a secret could have slipped into."""
        seen: list[str] = [repr(self.http), repr(self.account_session)]
        for error in self.troubles:
            seen += [repr(error), str(error), error.message, repr(error.__dict__)]
            seen += [repr(error.__cause__), repr(error.__context__), repr(error.args)]
        return "\n".join(seen)


def connect(server: PracticeServer, folder: Path, base: str) -> World:
    """Sign the first practice account in, as the connect dialog does."""
    clock = StandingClock()
    http = Http(clock, Origins(server.origins))
    made = sign_in(server, http, clock)
    return World(
        server,
        server.accounts[0],
        folder,
        http,
        clock,
        MemorySecrets(made.secrets),
        Addresses(base),
    )


def sign_in(server: PracticeServer, http: Http, clock: StandingClock) -> Connection:
    publisher = Threads()
    begun = publisher.begin(asked_by(publisher, {}), http, clock)
    code = agree(begun, server.accounts[0], server.origins)
    (made,) = publisher.finish(begun, code, http, clock)
    return made
