"""The one way to change something: rows and events together, told after the commit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection

from brandcraft_desktop.domain.events import PASSING, Event
from brandcraft_desktop.services.events import record

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

T = TypeVar("T")
Emit = Callable[[Event], None]


def change(workspace: Workspace, fn: Callable[[Connection, Emit], T], *, person: bool = False) -> T:
    """Run `fn` in one writing transaction and tell what it emitted once that is durable.

    All of it happens or nothing; equal events are told once. `person`: somebody waits for it.
    Raises `errors.StorageTrouble` and whatever `fn` raises.
    """
    emitted: dict[Event, None] = {}

    def work(connection: Connection) -> T:
        def emit(event: Event) -> None:
            emitted[event] = None

        result = fn(connection, emit)
        record(
            connection,
            [event for event in emitted if not isinstance(event, PASSING)],
            source=workspace.owner,
            at=workspace.clock.now(),
        )
        return result

    result = workspace.database.write(work, person=person)
    if emitted:
        workspace.bus.publish(emitted)
        workspace.bus.wake()
    return result
