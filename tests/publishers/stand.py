"""A real workspace with the accounts of one platform, in a practice world that is recorded.

Time is the system's plus what was skipped: nobody waits for a retry. The stand-in's clock goes
along.
"""

from __future__ import annotations

import base64
import itertools
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from brandcraft_desktop.demo.connecting import keep_practice_storage
from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.media_store import BucketSettings
from brandcraft_desktop.domain.missed import MissedPolicy
from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import DeliveryView, MediaChoice, PostContent, VariantContent
from brandcraft_desktop.paths import Home
from brandcraft_desktop.practice.process import PracticeServer, start
from brandcraft_desktop.practice.values import Json, Object
from brandcraft_desktop.publishers.base import Publisher
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import account_http, bucket, media, posts, sessions, settings
from brandcraft_desktop.services.backup import restore
from brandcraft_desktop.services.publishing import claim_due, next_moment, run
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.contracts.recorded import Exchange
from tests.media import files
from tests.publishers import agreeing
from tests.publishers.flow import COVER, MARK, FileKind, Flow, Sheet

PASSPHRASE = "a passphrase for tests"
PATIENCE = 0.02  # of the usual waits: half a minute becomes 0.6 seconds
RECORDED = (sys.executable, str(Path(__file__).with_name("recorded_world.py")))
ENDED = frozenset(
    {
        DeliveryStatus.PUBLISHED,
        DeliveryStatus.FAILED,
        DeliveryStatus.UNCONFIRMED,
        DeliveryStatus.CANCELED,
        DeliveryStatus.MISSED,
    }
)
MOST_RUNS = 80
STORAGE = BucketSettings(
    "https://s3.example", "practice", "key", "us-east-1", media_domain="https://media.example"
)
"""Media on a domain that its person has proven; nothing is ever put there, see `_NearBy`."""


class SkippingClock:
    """The system's clock, ahead by what was skipped."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The present moment of this world."""
        return datetime.fromtimestamp(time.time() + self._ahead, UTC)

    def monotonic(self) -> float:
        """Ticks of this world."""
        return time.monotonic() + self._ahead

    def skip(self, seconds: float) -> None:
        """Go on at once by so much."""
        with self._lock:
            self._ahead += seconds


class Stand:
    """Posts the flows of one platform, one after another."""

    def __init__(
        self,
        folder: Path,
        server: PracticeServer,
        sheet: Sheet,
        platforms: Registry | None = None,
    ) -> None:
        self.folder, self.server, self.sheet = folder, server, sheet
        self.person = next(one for one in server.accounts if one.platform == sheet.platform)
        self.clock = SkippingClock()
        sheet.quiet(server)
        self._platforms = platforms
        self.workspace = self._opened()
        settings.put(self.workspace, settings.HOURLY_CAP, 1000)
        settings.put(self.workspace, settings.MISSED_MINUTES, 10_000)
        settings.put(self.workspace, settings.MISSED_POLICY, MissedPolicy.PUBLISH.value)
        pulls = self.publisher.info.pulls
        self.own_domain = pulls is not None and pulls.own_domain
        if self.own_domain:
            settings.put(self.workspace, bucket.SETTING, STORAGE)
        elif pulls is not None:
            keep_practice_storage(self.workspace)
        self._marks = itertools.count(1)
        self._wordless: dict[str, int] = {}
        self._hurried = False
        self._files: dict[FileKind, list[str]] = {}
        self.accounts: tuple[Account, ...] = ()

    @property
    def publisher(self) -> Publisher:
        """The platform's publisher."""
        return self.workspace.platforms.publisher(self.sheet.platform)

    def connect(self, *, again: str | None = None) -> tuple[Account, ...]:
        """Sign in as the first practice account and keep all that it brings."""
        found = agreeing.connect(
            self.workspace,
            self.sheet.platform,
            self.person,
            self.sheet.answers(self.person),
            self.server.origins,
            again=again,
        )
        if again is None:
            self.accounts = found
        return found

    def patience(self, *, hurried: bool) -> None:
        """Whether the network of every account waits only a moment."""
        if hurried == self._hurried:
            return
        self._hurried = hurried
        for account in self.accounts:
            account_http.close_http(self.workspace, account.id)
            if hurried:
                client = Http(self.clock, self.workspace.origins, patience=PATIENCE)
                account_http._clients[self.workspace.owner, account.id] = client

    def skip(self, seconds: float) -> None:
        """Time goes by, here and at the platform."""
        self.clock.skip(seconds)
        self.server.tell("clock", advance_seconds=seconds)

    def account_for(self, flow: Flow) -> Account:
        """The connected account that a flow is for."""
        found = [one for one in self.accounts if flow.account(one)]
        assert found, f"no account for the flow “{flow.name}”"
        return found[0]

    def post(self, flow: Flow) -> tuple[DeliveryView, str]:
        """Write a post of this kind, due now; gives its delivery and the word it is known by."""
        if flow.prepare is not None:
            flow.prepare(self.server)
        account = self.account_for(flow)
        mark = f"mark{next(self._marks)}q"
        if flow.wordless or not flow.text:
            self._wordless[mark] = len(self._without_words())
        used: dict[FileKind, int] = {}
        chosen = []
        for file in flow.files:
            number = used.get(file.kind, 0)
            used[file.kind] = number + 1
            chosen.append(MediaChoice(self._file(file.kind, number), file.alt))
        options = {name: one.replace(MARK, mark) for name, one in flow.options(account).items()}
        for name in [one for one, value in options.items() if value == COVER]:
            options[name] = self._file(FileKind.PICTURE, used.get(FileKind.PICTURE, 0))
        content = PostContent(
            text=flow.text.replace(MARK, mark),
            account_ids=(account.id,),
            media=tuple(chosen),
            thread=flow.thread,
            variants={self.sheet.platform: VariantContent(options=options)},
        )
        mode = posts.Mode.NOW
        if flow.ahead:
            mode = posts.Mode.SCHEDULE
            content = replace(content, scheduled_at=self.clock.now() + flow.ahead)
        made = posts.create(self.workspace, content, mode=mode)
        return made.deliveries[0], mark

    def _file(self, kind: FileKind, number: int) -> str:
        """The id of a file in the library; made when first needed."""
        known = self._files.setdefault(kind, [])
        while len(known) <= number:
            path = make_file(self.folder, kind, len(known))
            (view,) = media.add(self.workspace, [path])
            media.process_pending(self.workspace)
            known.append(view.id)
        return known[number]

    def run_once(self) -> int:
        """Work on all that is due now; gives how many runs there were."""
        claims = claim_due(self.workspace)
        for claim in claims:
            run(self.workspace, claim, chance=lambda: 0.5)
        return len(claims)

    def drive(self, delivery: DeliveryView) -> DeliveryView:
        """Go on, skipping all waits, until the delivery has ended."""
        for _ in range(MOST_RUNS):
            now = self.look(delivery)
            if now.status in ENDED:
                return now
            moment = next_moment(self.workspace)
            if moment is None:
                return now
            ahead = (moment - self.clock.now()).total_seconds()
            if ahead > 0:
                self.skip(ahead + 0.01)
            self.run_once()
        raise AssertionError(f"it does not end: {self.look(delivery)}")

    def finish(self) -> None:
        """Go on until nothing of any post is on its way."""
        for _ in range(MOST_RUNS):
            moment = next_moment(self.workspace)
            if moment is None:
                return
            self.skip(max(0.0, (moment - self.clock.now()).total_seconds()) + 0.01)
            self.run_once()
        raise AssertionError("it does not end")

    def publish(self, flow: Flow) -> tuple[DeliveryView, str]:
        """Post and go on to the end."""
        delivery, mark = self.post(flow)
        ended = self.drive(delivery)
        if flow.prepare is not None:
            self.sheet.quiet(self.server)
        return ended, mark

    def look(self, delivery: DeliveryView) -> DeliveryView:
        """How it stands now."""
        post = posts.show(self.workspace, delivery.post_id)
        return next(one for one in post.deliveries if one.id == delivery.id)

    def arrived(self, mark: str) -> list[str]:
        """The messages of a post in the stand-in's own store, as often as they were accepted.

        What has no words is known by nothing but its moment: all that came since are its own.
        """
        before = self._wordless.get(mark)
        if before is not None:
            return [mark for _ in self._without_words()[before:]]
        return [text for text in self.sheet.messages(self.server) if mark in text]

    def _without_words(self) -> list[str]:
        return [text for text in self.sheet.messages(self.server) if not text]

    def exchanges(self) -> Sequence[Exchange]:
        """What went over the wire since the last time."""
        found = self.server.ask("recorder/exchanges")["exchanges"]
        assert isinstance(found, list)
        return [_exchange(one) for one in found if isinstance(one, dict)]

    def calls(self) -> list[str]:
        """The endpoints that were called since the calls were cleared, in order."""
        found = self.server.ask("calls")["calls"]
        assert isinstance(found, list)
        return [str(one["endpoint"]) for one in found if isinstance(one, dict)]

    def restore(self, file: Path) -> None:
        """Go on with what a backup holds."""
        close(self.workspace)
        restore(Home(self.folder / "home"), file, clock=self.clock)
        self.workspace = self._opened()

    def close(self) -> None:
        """Let everything go."""
        close(self.workspace)

    def _opened(self) -> Workspace:
        return open_workspace(
            Home(self.folder / "home"),
            clock=self.clock,
            passphrase=PASSPHRASE,
            origins=Origins(self.server.origins),
            platforms=self._platforms,
        )


class _NearBy:
    """Stands where the person's media storage would be; see `publishers.base.Staging`.

    The storage has tests of its own; the stand-ins judge the address and fetch nothing.
    """

    def __init__(self, *_: object) -> None:
        """Whatever it is for."""

    def address(self, planned: PlannedMedia) -> str:
        """On a domain of the person's own."""
        return f"{STORAGE.media_domain}/{planned.media.sha256[:16]}.jpg"


@contextmanager
def stand(folder: Path, sheet: Sheet, platforms: Registry | None = None) -> Iterator[Stand]:
    """A practice world with two accounts of the platform, and a workspace with the first.

    `platforms` takes the place of the usual registry.
    """
    server = start(
        folder / "practice",
        accounts=2,
        platforms=[sheet.platform, "recorder"],
        launcher=RECORDED,
    )
    try:
        made = Stand(folder, server, sheet, platforms)
        try:
            near = patch.object(sessions, "DeliveryStaging", _NearBy) if made.own_domain else None
            with near or nullcontext():
                yield made
        finally:
            server.tell("faults/clear")
            made.close()
    finally:
        server.stop()


def make_file(folder: Path, kind: FileKind, number: int) -> Path:
    """A real file that every platform takes; drawn once, however many stands there are."""
    name, data = _drawn(kind, number)
    path = folder / name
    path.write_bytes(data)
    return path


@cache
def _drawn(kind: FileKind, number: int) -> tuple[str, bytes]:
    with TemporaryDirectory() as place:
        path = _draw(Path(place), kind, number)
        return path.name, path.read_bytes()


def _draw(folder: Path, kind: FileKind, number: int) -> Path:
    if kind is FileKind.PICTURE:
        return files.noise(folder / f"picture {number}.png", (480, 360), seed=number + 1)
    if kind is FileKind.MOVING:
        return files.encoded(
            folder / f"moving {number}.gif",
            *("-t", "1", "-r", "5"),
            sources=("-f", "lavfi", "-i", f"testsrc2=size=320x240:rate=5:duration={1 + number}"),
        )
    sound = ("-f", "lavfi", "-i", f"sine=frequency={440 + number}:sample_rate=44100")
    size = "720x720"
    audio: tuple[str, ...] = ("-b:a", "96k")
    if kind is FileKind.TALL:
        size, audio = "540x960", ("-b:a", "128k", "-ac", "2")
    seen = ("-f", "lavfi", "-i", f"testsrc2=size={size}:rate=30")
    return files.encoded(
        folder / f"{kind} {number}.mp4",
        *("-t", "5", "-c:v", "libx264", "-preset", "ultrafast", "-b:v", "600k"),
        *("-pix_fmt", "yuv420p", "-c:a", "aac", *audio, "-movflags", "+faststart"),
        sources=(*seen, *sound),
    )


def _exchange(value: Object) -> Exchange:
    def text(name: str) -> str:
        return str(value[name])

    return Exchange(
        origin=text("origin"),
        method=text("method"),
        path=text("path"),
        query=text("query"),
        headers=_texts(value["headers"]),
        body=base64.b64decode(text("body")),
        status=int(text("status")),
        answer_headers=_texts(value["answer_headers"]),
        answer=base64.b64decode(text("answer")),
        endpoint=text("endpoint"),
    )


def _texts(value: Json) -> Mapping[str, str]:
    fields = value if isinstance(value, dict) else {}
    return {name: str(one) for name, one in fields.items()}
