"""A small world for the engine: a real workspace, a clock that is set by hand, and a platform.

The platform is real in what matters here: a store of its own (SQLite, counted by the tests) that
takes every call it is sent, without any idempotency, so that a second send is a second post.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.media_rules import ImageRules, MediaRules, VideoRules
from brandcraft_desktop.domain.plan import Composition, Part, Plan
from brandcraft_desktop.domain.platform import PlatformInfo, SignIn, SignInKind, TextRules
from brandcraft_desktop.domain.status import DeliveryStatus, Origin, Stage
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps, Verdict
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.errors import NotSent, OutcomeUnknown
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.publishers.base import (
    AccountSession,
    Profile,
    Publisher,
    Session,
)
from brandcraft_desktop.publishers.base import Connection as Connected
from brandcraft_desktop.publishers.handing_over import live_at, to_send, wait_until_live
from brandcraft_desktop.services.workspace import Workspace

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
KIOSK = "kiosk"
SPLIT_AT = "\n---\n"


class HandClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, start: datetime = START) -> None:
        self._wall = start
        self._ticks = 1000.0
        self._lock = threading.Lock()

    def now(self) -> datetime:
        with self._lock:
            return self._wall

    def monotonic(self) -> float:
        with self._lock:
            return self._ticks

    def advance(self, **much: float) -> None:
        """Time goes by."""
        step = timedelta(**much)
        with self._lock:
            self._wall += step
            self._ticks += step.total_seconds()

    def sleep(self, **much: float) -> None:
        """The machine sleeps: only the wall clock goes on."""
        with self._lock:
            self._wall += timedelta(**much)

    def advance_to(self, moment: datetime) -> None:
        """Time goes by until `moment`, if it is ahead."""
        ahead = moment - self.now()
        if ahead > timedelta():
            self.advance(seconds=ahead.total_seconds())


class KioskStore:
    """What arrived at the platform: the truth that the tests count."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._open() as store:
            store.execute("CREATE TABLE IF NOT EXISTS posts (key TEXT, part INTEGER, text TEXT)")
            store.execute("CREATE TABLE IF NOT EXISTS uploads (key TEXT, name TEXT)")

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30, isolation_level=None)

    def take(self, key: str, part: int, text: str) -> str:
        store = self._open()
        try:
            store.execute("INSERT INTO posts VALUES (?, ?, ?)", (key, part, text))
        finally:
            store.close()
        return f"{key}/{part}"

    def upload(self, key: str, name: str) -> None:
        store = self._open()
        try:
            store.execute("INSERT INTO uploads VALUES (?, ?)", (key, name))
        finally:
            store.close()

    def has(self, key: str, part: int) -> bool:
        return any(row == (key, part) for row in self.arrived())

    def arrived(self) -> list[tuple[str, int]]:
        store = self._open()
        try:
            rows = store.execute("SELECT key, part FROM posts ORDER BY rowid").fetchall()
        finally:
            store.close()
        return [(str(key), int(part)) for key, part in rows]

    def uploads(self) -> list[str]:
        store = self._open()
        try:
            rows = store.execute("SELECT name FROM uploads ORDER BY rowid").fetchall()
        finally:
            store.close()
        return [str(row[0]) for row in rows]


@dataclass
class Kiosk:
    """The publisher. `script` holds what happens at the next calls of a kind, first in first out.

    Kinds: "send" (before the store takes it), "answer" (after it did), "find", "renew", "plan" …
    An entry is an exception to raise, or a function to call; None lets one pass.
    """

    store: KioskStore
    script: dict[str, list[Exception | Callable[[], None] | None]] = field(default_factory=dict)
    uploads: int = 0
    sees: bool = True  # whether `find` can tell at all
    absence_is_proof: bool = True
    follows: tuple[str, ...] = ()
    handed: dict[str, datetime] = field(default_factory=dict)  # what it puts live by itself
    picks: str = ""  # the id of what a look gives, whosever it is
    listed_after: float = 0  # seconds from the call on, before which `find` does not see it
    calls: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    info = PlatformInfo(
        id=KIOSK,
        name="Kiosk",
        order=1,
        glyph="kiosk",
        colour="#123456",
        text=TextRules(300, "characters"),
        media=MediaRules(
            4,
            1,
            ImageRules(frozenset({"image/jpeg"}), 1_000_000, 4000),
            VideoRules(frozenset({"video/mp4"}), 1_000_000, 60),
            1000,
        ),
        options=(),
        threads=True,
        can_delete=True,
    )

    sign_in = SignIn(SignInKind.APP_PASSWORD, (), "Show your face.")

    def next(self, kind: str, *errors: Exception | Callable[[], None] | None) -> None:
        """Let these happen at the next calls of `kind`."""
        self.script.setdefault(kind, []).extend(errors)

    def _happens(self, kind: str) -> None:
        self.calls.append(kind)
        waiting = self.script.get(kind, [])
        if not waiting:
            return
        event = waiting.pop(0)
        if isinstance(event, Exception):
            raise event
        if event is not None:
            event()

    def measure(self, text: str) -> Measure:
        return Measure(len(text), 300, 300 - len(text), "characters", len(text) <= 300)

    def spans(self, text: str) -> tuple[Span, ...]:
        return ()

    def split(self, text: str, numbering: str | None) -> tuple[str, ...]:
        return tuple(text.split(SPLIT_AT))

    def plan(self, composition: Composition) -> Plan:
        parts = tuple(
            Part(text, (), self.measure(text)) for text in composition.text.split(SPLIT_AT)
        )
        return Plan(KIOSK, parts, dict(composition.options))

    def shorten(self, composition: Composition) -> str:
        return composition.text[:300]

    def publish(self, plan: Plan, session: Session, steps: Steps) -> Published:
        native = self.info.native
        later = None if native is None else live_at(native, plan, session, steps)
        if self.waits:
            steps.once("container", lambda: "made")
            steps.wait(self.waits.pop(0), "Kiosk is thinking")
        steps.together(
            {
                f"upload-{number}": partial(self._upload, session, number)
                for number in range(self.uploads)
            }
        )
        parts = []
        at = None if native is None else to_send(native, later, session, steps)
        for number, part in enumerate(plan.parts, 1):
            steps.progress(number, len(plan.parts), f"Part {number}")
            remote = steps.commit(
                f"part-{number}",
                partial(self._send, session, number, part.text, at),
                partial(self._find, session, number),
            )
            parts.append(PublishedPart(remote, f"https://kiosk.example/{remote}"))
        if native is not None and later is not None:
            wait_until_live(native, later, session, steps)
            self._happens("look")
        if "follow-up" in self.script:
            steps.once("follow-up", self._follow_up)
        for name in self.follows:
            made = steps.follow_up(name, f"The {name}", partial(self._follow, session, name))
            if name == "link" and made:
                parts[0] = PublishedPart(parts[0].remote_id, made)
        return Published(tuple(parts))

    def _follow(self, session: Session, name: str) -> str:
        """What comes once the post is out; the store counts what arrived."""
        self._happens(name)
        self.store.upload(session.key, name)
        self._happens(f"{name} answered")
        return f"https://kiosk.example/{name}"

    def _follow_up(self) -> str:
        """What comes after the last message is out."""
        self._happens("follow-up")
        return "done"

    def _upload(self, session: Session, number: int) -> str:
        self._happens("upload")
        self.store.upload(session.key, f"upload-{number}")
        return f"blob-{number}"

    def _send(
        self, session: Session, number: int, text: str, later: datetime | None, guard: Guard
    ) -> str:
        self._happens("send")
        if later is not None:
            self.handed[session.key] = later
        guard.check()
        remote = self.store.take(session.key, number, text)
        self._happens("answer")
        return remote

    def _find(self, session: Session, number: int, since: datetime) -> Finding:
        self._happens("find")
        if not self.sees:
            return Finding(Verdict.UNKNOWN)
        if self.picks:
            return Finding(Verdict.FOUND, self.picks, self.picks)
        if (session.clock.now() - since).total_seconds() < self.listed_after:
            return Finding(Verdict.NOT_YET)
        if self.store.has(session.key, number):
            return Finding(Verdict.FOUND, f"{session.key}/{number}")
        return Finding(Verdict.NOT_THERE if self.absence_is_proof else Verdict.UNKNOWN)

    def find(self, plan: Plan, session: Session, since: datetime) -> Finding:
        self._happens("find all")
        if not self.sees:
            return Finding(Verdict.UNKNOWN)
        if self.picks:
            return Finding(Verdict.FOUND, json.dumps([[self.picks, "https://kiosk.example"]]))
        if all(self.store.has(session.key, number) for number in range(1, len(plan.parts) + 1)):
            parts = [
                [f"{session.key}/{number}", "https://kiosk.example"]
                for number in range(1, len(plan.parts) + 1)
            ]
            return Finding(Verdict.FOUND, json.dumps(parts))
        return Finding(Verdict.NOT_THERE)

    def connect(self, answers: Mapping[str, str], http: object, clock: object) -> Connected:
        raise NotImplementedError

    def check_answers(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        return {}

    def renew(self, session: AccountSession) -> None:
        self._happens("renew")

    def profile(self, session: AccountSession) -> Profile:
        return Profile("me", "Me")

    def delete(self, remote_id: str, session: AccountSession) -> None:
        raise NotImplementedError


class OneKiosk:
    """A registry with one platform."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk

    def get(self, platform: str) -> Publisher:
        assert platform == KIOSK
        return self.kiosk

    def publisher(self, platform: str) -> Publisher:
        return self.get(platform)

    def all(self) -> tuple[Publisher, ...]:
        return (self.kiosk,)


def add_account(workspace: Workspace, *, name: str = "ann") -> str:
    """A connected account."""
    account_id = new_id(workspace.clock)

    def write(connection: Connection) -> None:
        connection.execute(
            insert(tables.accounts).values(
                id=account_id,
                platform=KIOSK,
                remote_id=f"remote-{name}-{account_id}",
                handle=f"@{name}",
                display_name=name.title(),
                server="https://kiosk.example",
                state=AccountState.CONNECTED.value,
                created_at=workspace.clock.now(),
            )
        )

    workspace.database.write(write)
    return account_id


def add_delivery(
    workspace: Workspace,
    account_id: str,
    *,
    at: datetime | None = None,
    text: str = "hello",
    epoch: int | None = None,
) -> str:
    """A committed post with one scheduled delivery; gives the delivery's id."""
    return add_deliveries(workspace, [account_id], at=at, text=text, epoch=epoch)[0]


def add_deliveries(
    workspace: Workspace,
    account_ids: list[str],
    *,
    at: datetime | None = None,
    text: str = "hello",
    epoch: int | None = None,
) -> list[str]:
    """One committed post a given account, all in one transaction."""
    now = workspace.clock.now()
    due = now if at is None else at

    def write(connection: Connection) -> list[str]:
        current = connection.execute(select(tables.workspace.c.epoch)).scalar_one()
        made = []
        for account_id in account_ids:
            post_id, delivery_id = new_id(workspace.clock), new_id(workspace.clock)
            connection.execute(
                insert(tables.posts).values(
                    id=post_id,
                    stage=Stage.COMMITTED.value,
                    origin=Origin.OWN.value,
                    text=text,
                    scheduled_at=due,
                    created_at=now,
                    updated_at=now,
                )
            )
            connection.execute(
                insert(tables.deliveries).values(
                    id=delivery_id,
                    post_id=post_id,
                    account_id=account_id,
                    status=DeliveryStatus.SCHEDULED.value,
                    due_at=due,
                    run_at=due,
                    created_at=now,
                    epoch=current if epoch is None else epoch,
                )
            )
            made.append(delivery_id)
        return made

    return workspace.database.write(write)


@dataclass(frozen=True)
class Row:
    """A delivery as it lies in the database."""

    status: DeliveryStatus
    run_at: datetime | None
    attempts: int
    lease_owner: str | None
    lease_number: int
    error_kind: str
    error_title: str
    error_action: str
    hold_reason: str
    retries_over: bool
    remote_id: str | None
    parts: list[list[str]]
    progress_text: str


def row(workspace: Workspace, delivery_id: str) -> Row:
    """How a delivery stands."""

    def read(connection: Connection) -> Row:
        found = (
            connection.execute(
                select(tables.deliveries).where(tables.deliveries.c.id == delivery_id)
            )
            .mappings()
            .one()
        )
        return Row(
            status=DeliveryStatus(found["status"]),
            run_at=found["run_at"],
            attempts=found["attempts"],
            lease_owner=found["lease_owner"],
            lease_number=found["lease_number"],
            error_kind=found["error_kind"],
            error_title=found["error_title"],
            error_action=found["error_action"],
            hold_reason=found["hold_reason"],
            retries_over=bool(found["retries_over"]),
            remote_id=found["remote_id"],
            parts=json.loads(found["parts"]),
            progress_text=found["progress_text"],
        )

    return workspace.database.read(read)


def outcomes(workspace: Workspace, delivery_id: str) -> list[str]:
    """How its attempts ended, in order; "" for one that goes on."""
    return workspace.database.read(
        lambda connection: list(
            connection.execute(
                select(tables.attempts.c.outcome)
                .where(tables.attempts.c.delivery_id == delivery_id)
                .order_by(tables.attempts.c.number)
            ).scalars()
        )
    )


def statuses(workspace: Workspace) -> dict[DeliveryStatus, int]:
    """How many deliveries stand how."""

    def read(connection: Connection) -> dict[DeliveryStatus, int]:
        counted: dict[DeliveryStatus, int] = {}
        for word in connection.execute(select(tables.deliveries.c.status)).scalars():
            status = DeliveryStatus(word)
            counted[status] = counted.get(status, 0) + 1
        return counted

    return workspace.database.read(read)


def set_account(workspace: Workspace, account_id: str, **values: object) -> None:
    """Change an account's row."""
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.accounts).where(tables.accounts.c.id == account_id).values(**values)
        )
    )


def lost() -> OutcomeUnknown:
    """The line broke."""
    return OutcomeUnknown("The answer was lost.")


def not_sent() -> NotSent:
    """The line was never there."""
    return NotSent("The server could not be reached.")
