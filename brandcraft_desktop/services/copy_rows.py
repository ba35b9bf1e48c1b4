"""Which files lie in the bucket, for which deliveries: one row for each delivery and file.

Rows of one object share its key, so the object is needed as long as one of them is. A row goes
before its object exists and stays until it is surely gone, so nothing is ever forgotten there:
`deleted_at` marks what is to be deleted. While a file is being uploaded `url` says who does it and
`expires_at` until when, if nothing is heard; afterwards `expires_at` is the end of the last address
that was given away. Addresses are signed when they are asked for and never kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, delete, insert, select, update

from brandcraft_desktop.domain.media_store import KEPT_DAYS
from brandcraft_desktop.domain.status import DeliveryStatus, Stage, is_locked
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services import follow_up_rows

if TYPE_CHECKING:
    from datetime import datetime

    from brandcraft_desktop.services.workspace import Workspace

LEASE = timedelta(minutes=5)  # an uploader that dies on another machine holds a file up this long
MARGIN = timedelta(days=7)  # a copy so near to its end is made anew
_copies = tables.remote_copies.c


@dataclass(frozen=True)
class Wanted:
    """A file that a delivery needs in the bucket `place`."""

    place: str
    prefix: str
    media_id: str
    delivery_id: str
    recipe: str
    sha256: str
    bytes: int
    suffix: str


@dataclass(frozen=True)
class Copy:
    """An object: whole (`uploaded`), or ours to upload now, perhaps behind `upload_id`."""

    id: str
    key: str
    uploaded: bool
    upload_id: str = ""


@dataclass(frozen=True)
class Condemned:
    """A row that is to go; `shared`: another needs its object, which stays."""

    id: str
    key: str
    upload_id: str
    shared: bool


def take(connection: Connection, workspace: Workspace, wanted: Wanted, holder: str) -> Copy | None:
    """The copy to use or to make; None while another uploads it.

    One that will soon be deleted for its age is left alone. `holder` is one upload
    of one process: its owner's token, "#" and a number.
    """
    # One at a time for a file: on a server two workers would else each find nothing.
    connection.execute(
        select(tables.media.c.id).where(tables.media.c.id == wanted.media_id).with_for_update()
    )
    rows = connection.execute(
        select(tables.remote_copies)
        .where(
            _copies.bucket == wanted.place,
            _copies.sha256 == wanted.sha256,
            _copies.deleted_at.is_(None),
        )
        .order_by(_copies.created_at)
        .with_for_update()
    ).all()
    young = workspace.clock.now() - timedelta(days=KEPT_DAYS) + MARGIN
    whole = [row for row in rows if row.uploaded_at is not None and row.created_at > young]
    if whole:
        return _shared(connection, workspace, wanted, whole)
    for row in rows:
        if row.uploaded_at is not None:
            continue
        if _held(workspace, row, holder):
            return None
        connection.execute(
            update(tables.remote_copies)
            .where(_copies.id == row.id)
            .values(url=holder, expires_at=workspace.clock.now() + LEASE)
        )
        return Copy(row.id, row.object_key, False, row.upload_id)
    made = new_id(workspace.clock)
    key = f"{wanted.prefix}/{workspace.id}/{made}-{wanted.sha256[:16]}{wanted.suffix}"
    _insert(connection, workspace, wanted, made, key, url=holder)
    return Copy(made, key, False)


def keep_on(
    connection: Connection, workspace: Workspace, copy: Copy, holder: str, upload_id: str
) -> bool:
    """Still at it, under this id of the server's; False when it is no longer ours to upload."""
    found = connection.execute(
        update(tables.remote_copies)
        .where(_copies.id == copy.id, _copies.url == holder, _copies.deleted_at.is_(None))
        .values(upload_id=upload_id, expires_at=workspace.clock.now() + LEASE)
    )
    return found.rowcount == 1


def let_go(connection: Connection, copy: Copy, holder: str) -> None:
    """The upload ended early: the next one may go on at once."""
    connection.execute(
        update(tables.remote_copies)
        .where(_copies.id == copy.id, _copies.url == holder, _copies.uploaded_at.is_(None))
        .values(url="", expires_at=None)
    )


def finish(connection: Connection, workspace: Workspace, copy: Copy) -> bool:
    """The object is whole; False when nobody wants it any more."""
    found = connection.execute(
        update(tables.remote_copies)
        .where(_copies.id == copy.id, _copies.deleted_at.is_(None))
        .values(url="", expires_at=None, upload_id="", uploaded_at=workspace.clock.now())
    )
    return found.rowcount == 1


def given_away(connection: Connection, key: str, until: datetime) -> None:
    """An address of the object was given away that holds until then."""
    connection.execute(
        update(tables.remote_copies)
        .where(_copies.object_key == key, _copies.uploaded_at.is_not(None))
        .values(expires_at=until)
    )


def condemn(connection: Connection, workspace: Workspace, key: str) -> None:
    """The object is to be deleted, whoever wanted it; the next one is made anew."""
    connection.execute(
        update(tables.remote_copies)
        .where(_copies.object_key == key, _copies.deleted_at.is_(None))
        .values(deleted_at=workspace.clock.now())
    )


def condemn_unneeded(connection: Connection, workspace: Workspace, older_than: datetime) -> int:
    """Mark the rows that no unlocked post needs, and those made before `older_than`; how many."""
    rows = connection.execute(
        select(
            _copies.id,
            _copies.created_at,
            _copies.url,
            _copies.expires_at,
            tables.deliveries.c.post_id,
        )
        .outerjoin(tables.deliveries, tables.deliveries.c.id == _copies.delivery_id)
        .where(_copies.deleted_at.is_(None))
    ).all()
    open_posts = _open_posts(connection, {row.post_id for row in rows if row.post_id})
    gone = [
        row.id
        for row in rows
        if (row.created_at < older_than or row.post_id not in open_posts)
        and not _held(workspace, row, "")
    ]
    if gone:
        connection.execute(
            update(tables.remote_copies)
            .where(_copies.id.in_(gone), _copies.deleted_at.is_(None))
            .values(deleted_at=workspace.clock.now())
        )
    return len(gone)


def condemn_all(connection: Connection, workspace: Workspace, place: str) -> None:
    """Everything in this bucket is to be deleted."""
    connection.execute(
        update(tables.remote_copies)
        .where(_copies.bucket == place, _copies.deleted_at.is_(None))
        .values(deleted_at=workspace.clock.now())
    )


def condemned(connection: Connection, place: str) -> tuple[Condemned, ...]:
    """The rows of this bucket that are to go."""
    rows = connection.execute(
        select(_copies.id, _copies.object_key, _copies.upload_id).where(
            _copies.bucket == place, _copies.deleted_at.is_not(None)
        )
    ).all()
    needed = set(
        connection.execute(
            select(_copies.object_key).where(_copies.bucket == place, _copies.deleted_at.is_(None))
        ).scalars()
    )
    return tuple(
        Condemned(row.id, row.object_key, row.upload_id, row.object_key in needed) for row in rows
    )


def gone(connection: Connection, row_id: str) -> None:
    """The object is surely away, or another's row knows it: so this row goes."""
    connection.execute(delete(tables.remote_copies).where(_copies.id == row_id))


def drop_elsewhere(connection: Connection, place: str, older_than: datetime) -> None:
    """Forget what lay in another bucket for so long that its own rule has deleted it."""
    connection.execute(
        delete(tables.remote_copies).where(_copies.bucket != place, _copies.created_at < older_than)
    )


def keys(connection: Connection, place: str) -> frozenset[str]:
    """The keys of every object that some row knows."""
    query = select(_copies.object_key).where(_copies.bucket == place).distinct()
    return frozenset(connection.execute(query).scalars())


def any_of_post(connection: Connection, post_id: str) -> bool:
    """Whether something lies in a bucket for this post."""
    query = (
        select(_copies.id)
        .join(tables.deliveries, tables.deliveries.c.id == _copies.delivery_id)
        .where(tables.deliveries.c.post_id == post_id)
        .limit(1)
    )
    return connection.execute(query).first() is not None


def any_at_all(connection: Connection) -> bool:
    """Whether there is any row."""
    return connection.execute(select(_copies.id).limit(1)).first() is not None


def _shared(
    connection: Connection,
    workspace: Workspace,
    wanted: Wanted,
    rows: list[Row[tuple[object, ...]]],
) -> Copy:
    """An object that is there, with a row of this delivery's own."""
    mine = next((row for row in rows if row.delivery_id == wanted.delivery_id), None)
    if mine is not None:
        return Copy(mine.id, mine.object_key, True)
    first = rows[-1]
    made = new_id(workspace.clock)
    _insert(
        connection,
        workspace,
        wanted,
        made,
        first.object_key,
        uploaded_at=first.uploaded_at,
        expires_at=first.expires_at,
        created_at=first.created_at,  # the backstop counts from the upload
    )
    return Copy(made, first.object_key, True)


def _insert(
    connection: Connection,
    workspace: Workspace,
    wanted: Wanted,
    row_id: str,
    key: str,
    **more: object,
) -> None:
    now = workspace.clock.now()
    values: dict[str, object] = {
        "id": row_id,
        "media_id": wanted.media_id,
        "delivery_id": wanted.delivery_id,
        "recipe": wanted.recipe,
        "object_key": key,
        "bucket": wanted.place,
        "sha256": wanted.sha256,
        "bytes": wanted.bytes,
        "created_at": now,
        "expires_at": now + LEASE,
        **more,
    }
    connection.execute(insert(tables.remote_copies).values(**values))


def _held(workspace: Workspace, row: Row[tuple[object, ...]], mine: str) -> bool:
    """Whether another uploads it right now, and may still live."""
    holder, until = row.url, row.expires_at
    if holder in ("", mine) or until is None or until <= workspace.clock.now():
        return False
    return workspace.alive(holder.partition("#")[0])


def _open_posts(connection: Connection, post_ids: set[str]) -> set[str]:
    """Those of the posts that are neither locked nor in the trash."""
    posts, deliveries = tables.posts.c, tables.deliveries.c
    stages = {
        row.id: Stage(row.stage)
        for row in connection.execute(
            select(posts.id, posts.stage).where(posts.id.in_(post_ids), posts.deleted_at.is_(None))
        )
    }
    states: dict[str, list[tuple[DeliveryStatus, bool]]] = {}
    for row in connection.execute(
        select(deliveries.post_id, deliveries.status, deliveries.retries_over).where(
            deliveries.post_id.in_(stages)
        )
    ):
        pair = DeliveryStatus(row.status), bool(row.retries_over)
        states.setdefault(row.post_id, []).append(pair)
    following = follow_up_rows.waiting_posts(connection, stages)
    return {
        one
        for one, stage in stages.items()
        if not is_locked(stage, states.get(one, ()), following=one in following)
    }
