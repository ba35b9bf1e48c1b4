"""What was used up of a platform's daily allowances, kept among the settings of the workspace.

So it is one count for all its accounts and processes, and goes on after a restart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from brandcraft_desktop.models.tables import settings

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_KEPT = re.compile(r"(\S{1,40}) ([0-9]{1,15})", re.ASCII)


@dataclass(frozen=True)
class KeptTally:
    """`publishers.base.Tally` of one platform."""

    workspace: Workspace
    platform: str

    def used(self, name: str, day: str) -> int:
        """How much it is on that day so far. Raises `errors.StorageTrouble`."""
        return self.workspace.database.read(
            lambda connection: _read(connection, self._row(name), day)
        )

    def add(self, name: str, day: str, amount: int) -> None:
        """Count so much more. Raises `errors.StorageTrouble`."""
        row = self._row(name)

        def write(connection: Connection) -> None:
            value = f"{day} {_read(connection, row, day) + amount}"
            connection.execute(delete(settings).where(settings.c.name == row))
            connection.execute(insert(settings).values(name=row, value=value))

        self.workspace.database.write(write)

    def _row(self, name: str) -> str:
        return f"tally.{self.platform}.{name}"


def _read(connection: Connection, row: str, day: str) -> int:
    stored = connection.scalar(select(settings.c.value).where(settings.c.name == row))
    kept = _KEPT.fullmatch(stored or "")
    return int(kept[2]) if kept is not None and kept[1] == day else 0
