"""The table `follow_ups`: what comes after a post is out, each with a state of its own.

Who works on waiting ones moves their `run_at` ahead first: that is the lease, so that two processes
never do the same side by side, and so that one that dies is followed by another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    func,
    insert,
    select,
    update,
)

from brandcraft_desktop.domain.follow_up import FollowUpState, FollowUpView
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import epochs, guards

LEASE = timedelta(minutes=10)
_rows = tables.follow_ups.c
_deliveries = tables.deliveries.c
_waiting = and_(_rows.state == FollowUpState.WAITING.value, _rows.run_at.is_not(None))
NO_ERROR: Mapping[str, object] = {
    f"error_{part}": "" for part in ("kind", "title", "message", "action", "raw")
}


@dataclass(frozen=True)
class Row:
    """One follow-up as it lies in the database."""

    name: str
    state: FollowUpState
    words: str
    result: str
    tries: int
    run_at: datetime | None
    error_kind: str


@dataclass(frozen=True)
class Taken:
    """The due follow-ups `names` of one published delivery, ours until `until`."""

    delivery_id: str
    post_id: str
    account_id: str
    created_at: datetime
    due_at: datetime | None
    held: bool  # of a workspace that was restored since: they may be done already
    names: frozenset[str]
    until: datetime


def views(
    connection: Connection, delivery_ids: Sequence[str]
) -> Mapping[str, tuple[FollowUpView, ...]]:
    """Those of some deliveries, by delivery."""
    found: dict[str, tuple[FollowUpView, ...]] = {}
    query = (
        select(tables.follow_ups).where(_rows.delivery_id.in_(delivery_ids)).order_by(_rows.name)
    )
    for row in connection.execute(query).mappings():
        view = FollowUpView(
            name=row["name"],
            words=row["words"],
            state=FollowUpState(row["state"]),
            title=row["error_title"],
            message=row["error_message"],
            action=row["error_action"],
            next_try_at=row["run_at"],
            kind=row["error_kind"],
        )
        found[row["delivery_id"]] = (*found.get(row["delivery_id"], ()), view)
    return found


def find(connection: Connection, delivery_id: str, name: str) -> Row | None:
    """One of them."""
    row = connection.execute(
        select(
            _rows.name,
            _rows.state,
            _rows.words,
            _rows.result,
            _rows.tries,
            _rows.run_at,
            _rows.error_kind,
        ).where(_rows.delivery_id == delivery_id, _rows.name == name)
    ).one_or_none()
    if row is None:
        return None
    state = FollowUpState(row.state)
    return Row(row.name, state, row.words, row.result, row.tries, row.run_at, row.error_kind)


def write(
    connection: Connection, delivery_id: str, name: str, values: Mapping[str, object]
) -> None:
    """Make it so, whether it was there or not."""
    changed = connection.execute(
        update(tables.follow_ups)
        .where(_rows.delivery_id == delivery_id, _rows.name == name)
        .values(**values)
    )
    if not changed.rowcount:
        connection.execute(
            insert(tables.follow_ups).values(delivery_id=delivery_id, name=name, **values)
        )


def waiting_posts(connection: Connection, post_ids: Collection[str]) -> frozenset[str]:
    """Those of the posts of which something is still to follow."""
    query = (
        select(_deliveries.post_id)
        .join(tables.follow_ups, _rows.delivery_id == _deliveries.id)
        .where(
            _deliveries.post_id.in_(post_ids),
            _deliveries.status == DeliveryStatus.PUBLISHED.value,
            _rows.state == FollowUpState.WAITING.value,
        )
    )
    return frozenset(connection.execute(query).scalars())


def next_due(connection: Connection) -> datetime | None:
    """When the first one may be tried; an account that is not ready has no moment."""
    query = select(func.min(_rows.run_at)).select_from(_joined()).where(_ready())
    return connection.execute(query).scalar_one_or_none()


def take(connection: Connection, now: datetime) -> Taken | None:
    """Take what is due of one delivery; None when nothing is."""
    row = connection.execute(
        select(
            _deliveries.id,
            _deliveries.post_id,
            _deliveries.account_id,
            _deliveries.created_at,
            _deliveries.due_at,
            _held().label("held"),
        )
        .select_from(_joined())
        .where(_ready(), _rows.run_at <= now)
        .order_by(_rows.run_at, _deliveries.id)
        .limit(1)
    ).first()
    if row is None:
        return None
    until = now + LEASE
    names = connection.execute(
        update(tables.follow_ups)
        .where(_rows.delivery_id == row.id, _waiting, _rows.run_at <= now)
        .values(run_at=until)
        .returning(_rows.name)
    ).scalars()
    return Taken(
        row.id,
        row.post_id,
        row.account_id,
        row.created_at,
        row.due_at,
        bool(row.held),
        frozenset(names),
        until,
    )


def end_of_account(connection: Connection, account_id: str, title: str) -> None:
    """Nobody is left to do what waits on this account; its person may try it again."""
    mine = select(_deliveries.id).where(_deliveries.account_id == account_id)
    connection.execute(
        update(tables.follow_ups)
        .where(_rows.delivery_id.in_(mine), _rows.state == FollowUpState.WAITING.value)
        .values(
            state=FollowUpState.FAILED.value,
            run_at=None,
            error_kind=ErrorKind.AUTH_EXPIRED.value,
            error_title=title,
            error_message="",
            error_action="Connect it again, then try again.",
            error_raw="",
        )
    )


def extend(
    connection: Connection, delivery_id: str, name: str, until: datetime, now: datetime
) -> datetime | None:
    """Go on holding one that is ours `until` then; the new end, None when it is ours no more."""
    longer = max(now + LEASE, until)
    changed = connection.execute(
        update(tables.follow_ups)
        .where(_rows.delivery_id == delivery_id, _rows.name == name, _waiting)
        .where(_rows.run_at == until)
        .values(run_at=longer)
    )
    return longer if changed.rowcount else None


def begin(connection: Connection, delivery_id: str, name: str, words: str, now: datetime) -> bool:
    """Take one that nobody has tried yet; False where somebody did."""
    if find(connection, delivery_id, name) is not None:
        return False
    values = {"state": FollowUpState.WAITING.value, "words": words, "run_at": now + LEASE}
    write(connection, delivery_id, name, values)
    return True


def _joined() -> FromClause:
    return (
        tables.follow_ups.join(tables.deliveries, _deliveries.id == _rows.delivery_id)
        .join(tables.accounts, tables.accounts.c.id == _deliveries.account_id)
        .join(tables.posts, tables.posts.c.id == _deliveries.post_id)
    )


def _ready() -> ColumnElement[bool]:
    return and_(
        _waiting,
        _deliveries.status == DeliveryStatus.PUBLISHED.value,
        tables.posts.c.deleted_at.is_(None),
        guards.account_ready(),
    )


def _held() -> ColumnElement[bool]:
    """Tried before a restore: this workspace may not know that it was done since."""
    return and_(epochs.HELD, _rows.error_kind != "")
