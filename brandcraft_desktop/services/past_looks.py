"""How the reading of each account stands: one row an account, changed step by step.

A process reads a page only while the row names it; so no page is read twice at a time, and one that
was killed in the middle is gone on with behind the last page that was kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, insert, select, update

from brandcraft_desktop.errors import BrandcraftError, PublishingError
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import settings

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

PAGE_WITHIN = timedelta(minutes=5)
"""After this long a process that reads a page is taken for dead."""

_DAYS_A_MONTH = 30.5
_looks = tables.past_looks.c


@dataclass(frozen=True)
class Look:
    """One row; see `models.past_tables.past_looks`."""

    account_id: str
    number: int
    running: bool
    whole: bool
    asked: bool
    cursor: str
    pages: int
    found: int
    added: int
    bound: datetime | None
    reached: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    whole_at: datetime | None
    next_at: datetime | None
    owner: str | None
    owner_until: datetime | None
    trouble: str
    action: str


def load(connection: Connection, account_id: str) -> Look | None:
    """The row of an account, if it was ever read."""
    chosen = select(tables.past_looks).where(_looks.account_id == account_id)
    row = connection.execute(chosen).mappings().first()
    return None if row is None else _look(row)


def load_all(connection: Connection) -> dict[str, Look]:
    """The rows of all accounts, by the account's id."""
    rows = connection.execute(select(tables.past_looks)).mappings()
    return {row["account_id"]: _look(row) for row in rows}


def begin(
    connection: Connection, account_id: str, *, now: datetime, whole: bool, asked: bool
) -> None:
    """Start a reading from the newest on; one that runs goes on, for a person if one asked.

    Only what a person asked for first begins anew where it would have ended at what is known.
    """
    look = load(connection, account_id)
    if look is None:
        connection.execute(insert(tables.past_looks).values(account_id=account_id))
    elif look.running and (look.asked or look.whole or not (asked and whole)):
        change(connection, account_id, asked=look.asked or asked, next_at=None, **no_error())
        return
    months = settings.read(connection, settings.PAST_MONTHS)
    change(
        connection,
        account_id,
        number=(look.number if look is not None else 0) + 1,
        running=True,
        whole=whole,
        asked=asked,
        cursor="",
        pages=0,
        found=0,
        added=0,
        bound=now - timedelta(days=months * _DAYS_A_MONTH),
        reached=None,
        started_at=now,
        next_at=None,
        owner=None,
        owner_until=None,
        **no_error(),
    )


def take(connection: Connection, workspace: Workspace, account_id: str) -> Look | None:
    """Take an account's next page for this process; None where there is none, or another has it."""
    now = workspace.clock.now()
    look = load(connection, account_id)
    if look is None or not look.running:
        return None
    held = look.owner is not None and look.owner_until is not None and look.owner_until > now
    if held and (look.owner == workspace.owner or workspace.alive(look.owner or "")):
        return None
    taken = connection.execute(
        update(tables.past_looks)
        .where(
            _looks.account_id == account_id,
            _looks.running.is_(True),
            _looks.number == look.number,
            _looks.owner.is_not_distinct_from(look.owner),
        )
        .values(owner=workspace.owner, owner_until=now + PAGE_WITHIN)
    )
    return look if taken.rowcount else None


def still_ours(connection: Connection, workspace: Workspace, look: Look) -> bool:
    """Whether the page that was taken may be kept: nobody stopped the reading or took it over."""
    now = load(connection, look.account_id)
    return (
        now is not None
        and now.running
        and now.owner == workspace.owner
        and (now.number, now.cursor, now.pages) == (look.number, look.cursor, look.pages)
    )


def change(connection: Connection, account_id: str, **values: object) -> None:
    """Change the row of an account."""
    connection.execute(
        update(tables.past_looks).where(_looks.account_id == account_id).values(**values)
    )


def no_error() -> Mapping[str, object]:
    """The columns of an error, empty."""
    return {f"error_{part}": "" for part in ("kind", "title", "message", "action", "raw")}


def error_columns(error: BrandcraftError) -> Mapping[str, object]:
    """The columns of an error, filled."""
    return {
        "error_kind": error.kind.value if isinstance(error, PublishingError) else "",
        "error_title": error.title,
        "error_message": error.cause,
        "error_action": error.action,
        "error_raw": error.raw if isinstance(error, PublishingError) else "",
    }


def _look(row: RowMapping) -> Look:
    return Look(
        account_id=row["account_id"],
        number=row["number"],
        running=bool(row["running"]),
        whole=bool(row["whole"]),
        asked=bool(row["asked"]),
        cursor=row["cursor"],
        pages=row["pages"],
        found=row["found"],
        added=row["added"],
        bound=row["bound"],
        reached=row["reached"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        whole_at=row["whole_at"],
        next_at=row["next_at"],
        owner=row["owner"],
        owner_until=row["owner_until"],
        trouble=" ".join(filter(None, (row["error_title"], row["error_message"]))),
        action=row["error_action"],
    )
