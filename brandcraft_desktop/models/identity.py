"""The workspace's own row: who it is, which computer publishes for it, what was restored when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from brandcraft_desktop.errors import StorageTrouble
from brandcraft_desktop.models.tables import workspace


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
    """A new epoch begins: nothing unfinished that was due before `at` is sent by itself."""
    epoch = connection.execute(
        update(workspace)
        .values(epoch=workspace.c.epoch + 1, restored_at=at, machine=machine)
        .returning(workspace.c.epoch)
    ).scalar_one()
    return int(epoch)
