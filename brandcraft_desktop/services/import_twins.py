"""Posts that a moved workspace brings back to a computer that has older copies of them.

The computer that moved away was the last to publish: what it did to a post holds. A copy here
that nothing was done with gives way to it; of any other copy nothing unfinished goes out by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, select, update

from brandcraft_desktop.domain.events import DeliveryChanged, PostChanged
from brandcraft_desktop.domain.status import IN_FLIGHT, PENDING, DeliveryStatus
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.export_rows import Row, Value

if TYPE_CHECKING:
    from brandcraft_desktop.services.transaction import Emit

_posts, _deliveries = tables.posts.c, tables.deliveries.c
_OPEN = frozenset(one.value for one in (*PENDING, *IN_FLIGHT))
_UNTOUCHED = frozenset(
    one.value for one in (*PENDING, DeliveryStatus.DRAFT, DeliveryStatus.MISSED)
) | {DeliveryStatus.CANCELED.value}
_STOPPED: dict[str, object] = {
    "run_at": None,
    "retry_at": None,
    "hold_reason": "",
    "progress_text": "",
}


def give_way(connection: Connection, emit: Emit, rows: Mapping[str, Sequence[Row]]) -> int:
    """Make room for the posts of a moved workspace; gives how many deliveries were stopped here.

    To be called before the rows are merged: a post that gives way is taken from the file whole.
    """
    stopped = 0
    coming = _by_post(rows.get(tables.deliveries.name, ()))
    for post in rows.get(tables.posts.name, ()):
        post_id = str(post["id"])
        here = _here(connection, post_id)
        if here is None or _alike(here, coming.get(post_id, []), post, connection, post_id):
            continue
        if _untouched(connection, post_id, here) and _newer(post, connection, post_id):
            connection.execute(delete(tables.posts).where(_posts.id == post_id))
            emit(PostChanged(post_id))
        else:
            stopped += _stop(connection, emit, post_id, coming.get(post_id, []))
    return stopped


def _by_post(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["post_id"]), []).append(row)
    return found


def _here(connection: Connection, post_id: str) -> list[Row] | None:
    """The deliveries of a post that is here; None where there is no such post."""
    if connection.scalar(select(_posts.id).where(_posts.id == post_id)) is None:
        return None
    query = select(tables.deliveries).where(_deliveries.post_id == post_id)
    return [dict(row) for row in connection.execute(query).mappings()]


def _alike(
    here: list[Row], there: list[Row], post: Row, connection: Connection, post_id: str
) -> bool:
    """Whether nothing happened to it on the other computer that is not known here."""
    kept = connection.execute(
        select(_posts.updated_at, _posts.deleted_at).where(_posts.id == post_id)
    ).one()
    same_words = kept.updated_at == post.get("updated_at") and (kept.deleted_at is None) == (
        post.get("deleted_at") is None
    )
    return same_words and _states(here) == _states(there)


def _states(rows: Iterable[Row]) -> dict[Value, tuple[Value, Value]]:
    return {row["id"]: (row.get("status"), row.get("due_at")) for row in rows}


def _untouched(connection: Connection, post_id: str, here: list[Row]) -> bool:
    """Whether nothing of this copy was ever begun on this computer."""
    begun = select(func.count()).where(
        tables.steps.c.delivery_id.in_(select(_deliveries.id).where(_deliveries.post_id == post_id))
    )
    quiet = all(row["status"] in _UNTOUCHED and not row["attempts"] for row in here)
    return quiet and not connection.scalar(begun)


def _newer(post: Row, connection: Connection, post_id: str) -> bool:
    mine = connection.scalar(select(_posts.updated_at).where(_posts.id == post_id))
    theirs = post.get("updated_at")
    return isinstance(theirs, datetime) and isinstance(mine, datetime) and theirs >= mine


def _stop(connection: Connection, emit: Emit, post_id: str, there: list[Row]) -> int:
    """Nothing of it goes out from here by itself; what the other computer began may be out."""
    states = _states(there)
    stopped = 0
    for row in _here(connection, post_id) or ():
        known = states.get(row["id"])
        if row["status"] not in _OPEN or known == (row["status"], row["due_at"]):
            continue
        begun = known is not None and known[0] not in _UNTOUCHED
        status = DeliveryStatus.UNCONFIRMED if begun else DeliveryStatus.MISSED
        connection.execute(
            update(tables.deliveries)
            .where(_deliveries.id == row["id"])
            .values(status=status.value, **_STOPPED)
        )
        emit(DeliveryChanged(str(row["id"]), post_id, str(row["account_id"]), status))
        stopped += 1
    return stopped
