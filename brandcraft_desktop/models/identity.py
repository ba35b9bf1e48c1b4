"""The workspace's own row: who it is, which computer publishes for it, what was restored when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, text, update

from brandcraft_desktop.errors import StorageTrouble
from brandcraft_desktop.models.tables import workspace
from brandcraft_desktop.models.types import Instant

# A delivery's epoch: its platform may have it whatever its due moment says, so it is looked for
# until its person has answered. A mark, as every further look writes another `run_at`.
LOOKED_FOR = -1
# A post that its platform puts live by itself (`services.handing_over`) goes there before it is
# due. Where that moment, or a try that failed, was before ":at", a workspace whose epoch becomes
# ":epoch" does not know that it arrived; what has begun is asked for behind its own steps.
MARK_EARLY = f"""
UPDATE deliveries SET epoch = {LOOKED_FOR}
WHERE epoch < :epoch AND due_at >= :at
AND (run_at < :at OR (status = 'failed' AND attempts > 0))
AND NOT EXISTS (
    SELECT 1 FROM steps
    WHERE steps.delivery_id = deliveries.id AND steps.armed_at IS NOT NULL
)
"""  # noqa: S608 - a number of our own


@dataclass(frozen=True)
class Identity:
    """The row. `machine` is `services.machine.publishing_mark` of the publishing computer."""

    id: str
    epoch: int
    machine: str
    practice: bool
    created_at: datetime
    restored_at: datetime | None


def create(connection: Connection, new: Identity) -> None:
    """Write the row of a new workspace."""
    connection.execute(
        insert(workspace).values(
            id=new.id,
            epoch=new.epoch,
            machine=new.machine,
            practice=new.practice,
            created_at=new.created_at,
            restored_at=new.restored_at,
        )
    )


def find(connection: Connection) -> Identity | None:
    """The row; None before the workspace is made."""
    row = connection.execute(select(workspace)).first()
    if row is None:
        return None
    return Identity(row.id, row.epoch, row.machine, row.practice, row.created_at, row.restored_at)


def read(connection: Connection) -> Identity:
    """The row of an existing workspace. Raises `errors.StorageTrouble` if it is gone."""
    found = find(connection)
    if found is None:
        raise StorageTrouble(
            "The workspace's database is incomplete.",
            "The row that names the workspace is missing.",
            "Restore the newest backup (brandcraft restore FILE).",
        )
    return found


def raise_epoch(connection: Connection, *, at: datetime, machine: str) -> int:
    """A new epoch begins: nothing unfinished that was due, or was to be handed over to its
    platform, before `at` is sent by itself.
    """
    epoch = connection.execute(
        update(workspace)
        .values(epoch=workspace.c.epoch + 1, restored_at=at, machine=machine)
        .returning(workspace.c.epoch)
    ).scalar_one()
    mark = text(MARK_EARLY).bindparams(bindparam("at", type_=Instant))
    connection.execute(mark, {"epoch": epoch, "at": at})
    return int(epoch)
