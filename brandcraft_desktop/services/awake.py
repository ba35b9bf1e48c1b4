"""Whether the computer has to stay awake now: only while a post is due soon or on its way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from brandcraft_desktop.computer.awake import Hold, hold_awake
from brandcraft_desktop.services import claim_rows, leases
from brandcraft_desktop.services.limits import limits
from brandcraft_desktop.services.settings import KEEP_AWAKE, read
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

__all__ = ["BEFORE", "Hold", "hold", "needed", "next_due"]

BEFORE = timedelta(minutes=5)
WHY = "A post is due"


def next_due(workspace: Workspace) -> datetime | None:
    """When the computer is needed next; None while nothing waits, or the person wants none of it.

    What is due during a pause counts from its end.
    """
    if not publishing_allowed(workspace):
        return None

    def look(connection: Connection) -> datetime | None:
        if not read(connection, KEEP_AWAKE):
            return None
        due = claim_rows.first_due(connection)
        until = limits(connection).paused_until
        return due if due is None or until is None else max(due, until)

    return workspace.database.read(look)


def wished(workspace: Workspace) -> bool:
    """Whether its person wants it kept awake at all."""
    return workspace.database.read(lambda connection: read(connection, KEEP_AWAKE))


def needed(workspace: Workspace, due: datetime | None) -> bool:
    """Whether it is needed now; not for ever for something that is due and does not go out."""
    if leases.held(workspace.owner):
        return wished(workspace)  # what is on its way is no longer due
    if due is None:
        return False
    return abs(due - workspace.clock.now()) <= BEFORE


def hold() -> Hold | None:
    """Keep it awake until released, on one thread; None where that can't be done."""
    return hold_awake(WHY)
