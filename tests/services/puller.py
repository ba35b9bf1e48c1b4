"""A platform that takes no bytes and fetches files from an address, by plain HTTP."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import httpx
from sqlalchemy import Connection, insert, select

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState
from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Part, Plan, PlannedMedia
from brandcraft_desktop.domain.platform import Pulls
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.base import Rendition, Session
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.accounts.memory import MemoryStore
from tests.services.engine_world import KIOSK, Kiosk, KioskStore, OneKiosk
from tests.services.town import LateVault

if TYPE_CHECKING:
    from brandcraft_desktop.publishers.registry import Registry

PASSPHRASE = "correct horse battery"
PULLS = Pulls(frozenset(MediaKind), user_agent="puller/1.0")


@dataclass
class Puller(Kiosk):
    """`fetched` are the SHA-256 of what it was given, `addresses` where."""

    fetched: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    info = replace(Kiosk.info, pulls=PULLS)

    def plan(self, composition: Composition) -> Plan:
        media = tuple(PlannedMedia(one, None) for one in composition.media)
        text = composition.text
        return Plan(KIOSK, (Part(text, (), self.measure(text), media),), {})

    def publish(self, plan: Plan, session: Session, steps: Steps) -> Published:
        for number, planned in enumerate(plan.parts[0].media):
            steps.once(f"container-{number}", partial(self._fetch, session, planned))
        self._happens("fetched")

        def send(guard: Guard) -> str:
            guard.check()
            return self.store.take(session.key, 1, plan.parts[0].text)

        remote = steps.commit("publish", send, lambda since: self.find(plan, session, since))
        return Published((PublishedPart(remote, ""),))

    def _fetch(self, session: Session, planned: PlannedMedia) -> str:
        address = session.staging.address(planned)
        self.addresses.append(address)
        answer = httpx.get(address, trust_env=False).raise_for_status()
        assert answer.headers["content-type"].startswith(("image/", "video/"))
        self.fetched.append(hashlib.sha256(answer.content).hexdigest())
        return "container"

    def find(self, plan: Plan, session: Session, since: object) -> Finding:
        raise NotImplementedError


@contextmanager
def pulling(
    home: Path,
    clock: Clock,
    puller: Puller | None = None,
    *,
    database_url: str | None = None,
    keyring: MemoryStore | None = None,
) -> Iterator[Workspace]:
    """A workspace whose only platform fetches files.

    Its vault has that keyring, or a passphrase, with which other processes open it.
    """
    vault = None if keyring is None else LateVault()
    puller = puller or Puller(KioskStore(home.parent / "kiosk.sqlite"))
    workspace = open_workspace(
        Home(home),
        clock=clock,
        database_url=database_url,
        passphrase=PASSPHRASE,
        platforms=cast("Registry", OneKiosk(puller)),
        vault=vault,
    )
    if vault is not None and keyring is not None:
        vault.begin(workspace.database, workspace.home, clock, keyring)
    try:
        yield workspace
    finally:
        close(workspace)


def add_file(workspace: Workspace, data: bytes, *, state: str = MediaState.PROCESSED.value) -> str:
    """A file in the library as if it had been looked at; gives its id."""
    sha256 = workspace.store.add_bytes(data).sha256
    media_id = new_id(workspace.clock)

    def write(connection: Connection) -> None:
        connection.execute(
            insert(tables.media).values(
                id=media_id,
                sha256=sha256,
                name="a.jpg",
                kind=MediaKind.IMAGE.value,
                state=state,
                mime="image/jpeg",
                bytes=len(data),
                width=10,
                height=10,
                created_at=workspace.clock.now(),
            )
        )

    workspace.database.write(write)
    return media_id


def attach(workspace: Workspace, delivery_id: str, media_id: str) -> None:
    """Put the file on the delivery's post."""

    def write(connection: Connection) -> None:
        post_id = connection.execute(
            select(tables.deliveries.c.post_id).where(tables.deliveries.c.id == delivery_id)
        ).scalar_one()
        connection.execute(
            insert(tables.post_media).values(post_id=post_id, position=0, media_id=media_id)
        )

    workspace.database.write(write)


def planned(workspace: Workspace, media_id: str) -> tuple[PlannedMedia, Rendition]:
    """The file as it is planned, and as it will be sent: byte for byte."""

    def read(connection: Connection) -> tuple[str, int]:
        row = connection.execute(
            select(tables.media.c.sha256, tables.media.c.bytes).where(tables.media.c.id == media_id)
        ).one()
        return row.sha256, row.bytes

    sha256, size = workspace.database.read(read)
    facts = MediaFacts(MediaKind.IMAGE, "image/jpeg", size, 10, 10)
    media = AttachedMedia(media_id, sha256, "a.jpg", MediaState.PROCESSED, facts)
    file = Rendition(workspace.store.path(sha256), "image/jpeg", size, 10, 10)
    return PlannedMedia(media, None), file


@dataclass(frozen=True)
class Kept:
    """A row of `remote_copies`."""

    key: str
    delivery_id: str | None
    uploaded: bool
    condemned: bool
    upload_id: str


def copies(workspace: Workspace) -> list[Kept]:
    """What the database knows of files in the bucket."""
    table = tables.remote_copies

    def read(connection: Connection) -> list[Kept]:
        return [
            Kept(
                row.object_key,
                row.delivery_id,
                row.uploaded_at is not None,
                row.deleted_at is not None,
                row.upload_id,
            )
            for row in connection.execute(select(table).order_by(table.c.id))
        ]

    return workspace.database.read(read)
