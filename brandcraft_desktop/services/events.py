"""What changed, told to whoever asked: in this process at once, in the others through the table.

A row in `events` is written in the transaction of the change; after the commit this process hears
of it directly and the others by a word over the wire, upon which they read the new rows.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, insert, select

from brandcraft_desktop.domain.events import (
    PASSING,
    DeliveryProgress,
    Event,
    MediaProgress,
    PastProgress,
)
from brandcraft_desktop.errors import StorageTrouble
from brandcraft_desktop.models.tables import events
from brandcraft_desktop.services.event_codec import decode, encode, kind_of
from brandcraft_desktop.services.wire import Wire

if TYPE_CHECKING:
    from brandcraft_desktop.models.engine import Database
    from brandcraft_desktop.services.workspace import Workspace

KEPT = timedelta(days=7)
_PAGE = 500

Callback = Callable[[Event], None]
CatchUp = Callable[[int], tuple[tuple[Event, ...], int]]


@dataclass(frozen=True)
class StoredEvent:
    """An event with its number in the growing row of all events."""

    id: int
    event: Event
    at: datetime


def record(connection: Connection, changes: Iterable[Event], *, source: str, at: datetime) -> None:
    """Write events into the running transaction; `source` is the owner token of this process."""
    rows = [
        {"kind": kind_of(event), "body": encode(event), "source": source, "created_at": at}
        for event in changes
    ]
    if rows:
        connection.execute(insert(events), rows)


def newer(
    connection: Connection, after: int, *, limit: int = _PAGE, unless: str = ""
) -> tuple[tuple[StoredEvent, ...], int]:
    """Events behind number `after`, oldest first, and the last number looked at.

    Those written by the process `unless` are left out.
    """
    rows = connection.execute(
        select(events).where(events.c.id > after).order_by(events.c.id).limit(limit)
    ).all()
    found = []
    for row in rows:
        event = decode(row.kind, row.body)
        if event is not None and not (unless and row.source == unless):
            found.append(StoredEvent(row.id, event, row.created_at))
    return tuple(found), rows[-1].id if rows else after


def since(workspace: Workspace, after: int, *, limit: int = _PAGE) -> tuple[StoredEvent, ...]:
    """A page of everybody's events behind number `after`, oldest first."""
    return workspace.database.read(lambda connection: newer(connection, after, limit=limit)[0])


def newest(connection: Connection) -> int:
    """The number of the last event; 0 if there is none."""
    return connection.scalar(select(func.max(events.c.id))) or 0


def reader(database: Database, owner: str) -> CatchUp:
    """What a `Bus` reads the other processes' events with; `owner` is our own token."""

    def catch_up(after: int) -> tuple[tuple[Event, ...], int]:
        if after < 0:
            return (), database.read(newest)
        found, last = database.read(lambda connection: newer(connection, after, unless=owner))
        return tuple(stored.event for stored in found), last

    return catch_up


def prune(workspace: Workspace) -> int:
    """Forget events older than a week; gives how many."""
    border = workspace.clock.now() - KEPT
    return workspace.database.write(
        lambda connection: (
            connection.execute(delete(events).where(events.c.created_at < border)).rowcount
        )
    )


class Bus:
    """Tells subscribers; a callback runs on the thread that tells and must be quick.

    The first subscriber opens this process's ear to the others; `close` ends it.
    """

    def __init__(
        self, wire: Wire, catch_up: Callable[[int], tuple[tuple[Event, ...], int]]
    ) -> None:
        """`catch_up` reads others' events behind a number; -1 asks for the newest number only."""
        self._wire = wire
        self._catch_up = catch_up
        self._lock = threading.Lock()
        self._callbacks: tuple[Callback, ...] = ()
        self._listening = False
        self._last = 0

    def subscribe(self, callback: Callback) -> Callable[[], None]:
        """Hear every event from now on; the result ends it."""
        with self._lock:
            self._callbacks = (*self._callbacks, callback)
            first, self._listening = not self._listening, True
        if first:
            _, self._last = self._catch_up(-1)
            self._wire.listen(self._heard)

        def unsubscribe() -> None:
            with self._lock:
                self._callbacks = tuple(each for each in self._callbacks if each != callback)

        return unsubscribe

    def publish(self, changes: Iterable[Event]) -> None:
        """Tell this process; one subscriber's error never keeps the next from hearing."""
        for event in changes:
            for callback in self._callbacks:
                try:
                    callback(event)
                except Exception:
                    logging.getLogger(__name__).exception("a subscriber failed")

    def tell(self, event: DeliveryProgress | MediaProgress | PastProgress) -> None:
        """Tell everybody something that is not worth keeping."""
        self.publish((event,))
        self._wire.send(f"{kind_of(event)} {encode(event)}")

    def wake(self) -> None:
        """Let the other processes read what was committed."""
        self._wire.send("")

    def close(self) -> None:
        """Stop listening and telling."""
        self._wire.close()
        self._callbacks = ()

    def _heard(self, message: str) -> None:
        kind, _, body = message.partition(" ")
        passing = decode(kind, body) if kind else None
        if isinstance(passing, PASSING):
            self.publish((passing,))
        # A word may have been lost in a full queue, so any word is a reason to read.
        while True:
            before = self._last
            try:
                found, self._last = self._catch_up(before)
            except StorageTrouble:
                return  # the next word finds the same rows
            self.publish(found)
            if self._last == before:
                return
