"""After a restore nothing old is sent by itself: the workspace may not know that it went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, exists, or_, select

from brandcraft_desktop.models import tables
from brandcraft_desktop.models.identity import LOOKED_FOR

# The condition on `deliveries` under which only looking is allowed (DESIGN, "Data"): older than the
# workspace's epoch, and due before the moment it was restored, moved or repaired; or marked then,
# as its platform was to get it before that moment (`identity.MARK_EARLY`).
HELD = (
    exists()
    .where(
        or_(
            tables.deliveries.c.epoch == LOOKED_FOR,
            and_(
                tables.deliveries.c.epoch < tables.workspace.c.epoch,
                tables.deliveries.c.due_at < tables.workspace.c.restored_at,
            ),
        )
    )
    .correlate(tables.deliveries)
)
_BORDER = select(tables.workspace.c.epoch, tables.workspace.c.restored_at)


@dataclass(frozen=True)
class Border:
    """The workspace's epoch and when it began (None: never restored)."""

    epoch: int
    restored_at: datetime | None

    def holds(self, epoch: int, due_at: datetime | None) -> bool:
        """`HELD` for one delivery's epoch and due moment."""
        if epoch == LOOKED_FOR:
            return True
        if self.restored_at is None or due_at is None:
            return False
        return epoch < self.epoch and due_at < self.restored_at


def border(connection: Connection) -> Border:
    """As it is in this transaction."""
    row = connection.execute(_BORDER).one()
    return Border(row.epoch, row.restored_at)
