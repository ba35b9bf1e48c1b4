"""Taking away what lies in the bucket and is needed no more: nothing stays behind a locked post.

Backstops: rows older than three months and a day, and once a day a look for objects that no row
knows (left by a restore, or a file that was deleted).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from brandcraft_desktop.domain.media_store import KEPT_DAYS
from brandcraft_desktop.errors import NotSent, PublishingError, VaultLocked
from brandcraft_desktop.services import bucket as buckets
from brandcraft_desktop.services import copy_rows, settings
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.media.bucket import Bucket
    from brandcraft_desktop.services.workspace import Workspace

SWEPT_AT = settings.moment("media_store.swept_at")
SWEEP_EVERY = timedelta(days=1)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Cleaned:
    """How many objects were taken away, and how many of them nobody knew of."""

    deleted: int
    orphans: int = 0


def release(workspace: Workspace) -> int:
    """Delete what no unlocked post needs; gives how many objects went.

    What can't be deleted now is tried again with the next call. Asks the network only where there
    is something to delete. Raises `errors.PublishingError`, `VaultLocked`.
    """
    found = workspace.database.read(
        lambda connection: (buckets.kept(connection), copy_rows.any_at_all(connection))
    )
    if found[0] is None or not found[1] or not publishing_allowed(workspace):
        return 0
    place = found[0].place
    border = workspace.clock.now() - timedelta(days=KEPT_DAYS)

    def mark(connection: Connection) -> tuple[copy_rows.Condemned, ...]:
        copy_rows.condemn_unneeded(connection, workspace, border)
        copy_rows.drop_elsewhere(connection, place, border)
        return copy_rows.condemned(connection, place)

    return _delete(workspace, workspace.database.write(mark))


def release_after(workspace: Workspace, post_id: str) -> None:
    """`release` behind a delivery that ended; trouble with the bucket is left to the next one."""
    if workspace.database.read(lambda connection: copy_rows.any_of_post(connection, post_id)):
        release_quietly(workspace)


def release_quietly(workspace: Workspace) -> None:
    """`release`, where trouble with the bucket may wait for the next time."""
    try:
        release(workspace)
    except (PublishingError, VaultLocked) as error:
        _log.info("what lies in the bucket stays there for now: %s", error.title)


def daily(workspace: Workspace) -> None:
    """`release`, and once a day `clean`; raises like them, but waits for a network."""
    if buckets.current(workspace) is None:
        return
    now, last = workspace.clock.now(), settings.get(workspace, SWEPT_AT)
    try:
        if last is not None and now - last < SWEEP_EVERY:
            release(workspace)
            return
        clean(workspace)
    except NotSent as error:
        _log.info("the bucket is looked through later: %s", error.title)
    else:
        settings.put(workspace, SWEPT_AT, now)


def clean(workspace: Workspace) -> Cleaned:
    """`release`, and delete what lies under our prefix although no row knows it.

    Only what this workspace put there is touched: each has a folder of its own. Raises
    `errors.OwnerNeeded` where no bucket is set up, `PublishingError`, `VaultLocked`.
    """
    bucket = buckets.opened(workspace)
    deleted = release(workspace)
    orphans = _orphans(workspace, bucket) if publishing_allowed(workspace) else 0
    return Cleaned(deleted + orphans, orphans)


def clean_all(workspace: Workspace) -> Cleaned:
    """Delete all that this workspace has in the bucket, needed or not; raises like `clean`."""
    bucket = buckets.opened(workspace)
    place = bucket.settings.place

    def mark(connection: Connection) -> tuple[copy_rows.Condemned, ...]:
        copy_rows.condemn_all(connection, workspace, place)
        return copy_rows.condemned(connection, place)

    deleted = _delete(workspace, workspace.database.write(mark))
    orphans = _orphans(workspace, bucket)
    return Cleaned(deleted + orphans, orphans)


def _delete(workspace: Workspace, rows: tuple[copy_rows.Condemned, ...]) -> int:
    """Delete objects, then their rows, one by one: what fails is still known afterwards."""
    if not rows:
        return 0
    bucket = buckets.opened(workspace)
    away: set[str] = set()
    for row in rows:
        if not row.shared and row.key not in away:
            if row.upload_id:
                bucket.abort(row.key, row.upload_id)
            bucket.delete(row.key)
            away.add(row.key)
        workspace.database.write(partial(copy_rows.gone, row_id=row.id))
    return len(away)


def _orphans(workspace: Workspace, bucket: Bucket) -> int:
    """Objects and begun uploads of ours without a row.

    They are listed first: a row is there before its object, so an object that is listed and has no
    row afterwards is nobody's.
    """
    folder = f"{bucket.settings.prefix}/{workspace.id}/"
    listed = (*bucket.objects(folder), *bucket.unfinished(folder))
    known = workspace.database.read(
        lambda connection: copy_rows.keys(connection, bucket.settings.place)
    )
    strays = [one for one in listed if one.key not in known]
    for one in strays:
        if one.upload_id:
            bucket.abort(one.key, one.upload_id)
        else:
            bucket.delete(one.key)
    return len(strays)
