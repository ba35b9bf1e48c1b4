"""Putting a file into the person's bucket just in time, for a platform that fetches it.

The file is found there or uploaded, by one worker however many want it, and going on behind the
last part that arrived; then it is looked at as the platform will, and only then its address given
away.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.platform import Pulls
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import NotSent, OwnerNeeded
from brandcraft_desktop.publishers import pull_probe
from brandcraft_desktop.publishers.base import Rendition, Renditions
from brandcraft_desktop.publishers.pull_probe import Seen
from brandcraft_desktop.publishers.uploading import words
from brandcraft_desktop.services import bucket as buckets
from brandcraft_desktop.services import copy_rows
from brandcraft_desktop.services.copy_rows import Copy, Wanted
from brandcraft_desktop.services.steps import Waiting

if TYPE_CHECKING:
    from brandcraft_desktop.media.bucket import Bucket, Progress
    from brandcraft_desktop.services.workspace import Workspace

LIFE = timedelta(days=2)
"""How long an address holds: a container of Instagram's lives a day, and waits before that."""

AGAIN = 2.0  # seconds until one that another process uploads is asked for again
_PATIENCE = 10.0  # seconds to wait for another thread of this process
_LOOKS = 3
_numbers = itertools.count(1)
_ended = threading.Condition()  # told when an upload of this process has ended


@dataclass(frozen=True)
class DeliveryStaging:
    """The `publishers.base.Staging` of one delivery on its way out.

    Between two parts of an upload it tells the screens how far it is, and ends with the program or
    the lease.
    """

    workspace: Workspace
    delivery_id: str
    pulls: Pulls
    renditions: Renditions
    steps: Steps
    files: Sequence[PlannedMedia] = ()  # all of the post: a person reads which one it is

    def address(self, planned: PlannedMedia) -> str:
        """See `publishers.base.Staging`."""
        file = self.renditions.file(planned)

        number = self.files.index(planned) + 1 if planned in self.files else 1
        text = words(number, len(self.files))

        def progress(sent: int, total: int) -> None:
            self.steps.progress(sent, total, text)
            self.steps.go_on()

        self.steps.go_on()
        use = Use(self.delivery_id, planned, self.pulls)
        return staged(self.workspace, use, file, progress=progress)


@dataclass(frozen=True)
class Use:
    """Which delivery needs the file of which medium, and who will fetch it."""

    delivery_id: str
    planned: PlannedMedia
    pulls: Pulls


def staged(
    workspace: Workspace,
    use: Use,
    file: Rendition,
    *,
    progress: Progress,
    life: timedelta = LIFE,
) -> str:
    """An address where the platform can fetch the file for `life` from now on.

    Raises `errors.OwnerNeeded` (no bucket, refused), `NotSent`, `ContentRefused`, `VaultLocked`,
    `steps.Waiting` while another process uploads the same file, and what `progress` raises.
    """
    bucket = buckets.opened(workspace)
    if use.pulls.own_domain and not bucket.settings.media_domain:
        raise no_domain()
    wanted = _wanted(bucket, use, file)
    holder = f"{workspace.owner}#{next(_numbers)}"
    for _ in range(_LOOKS):
        copy = _taken(workspace, wanted, holder)
        if not copy.uploaded:
            _upload(workspace, bucket, copy, file, holder, progress)
            continue
        address = bucket.address(copy.key, life)
        seen = pull_probe.look(address, use.pulls.user_agent, workspace.origins)
        if seen.there and not seen.redirected and seen.bytes in (file.bytes, None):
            _given_away(workspace, copy, life)
            return address
        if not _lost(bucket, copy, file):
            raise refused(address, seen)
        workspace.database.write(partial(copy_rows.condemn, workspace=workspace, key=copy.key))
    raise NotSent(
        "The media storage loses what it is given.",
        "The file was uploaded and is not there afterwards.",
        "Test it under Settings, Media storage, or with: brandcraft media-store test",
    )


def no_domain() -> OwnerNeeded:
    """The bucket's own host will not do for this platform."""
    return OwnerNeeded(
        "This platform fetches files from your own domain only.",
        "It asks for a domain that you have proven to be yours; no domain is set up.",
        "Enter your own domain under Settings, Media storage, and prove it to the platform.",
    )


def refused(address: str, seen: Seen) -> OwnerNeeded | NotSent:
    """The file is there, but a platform would not get it."""
    host = urlsplit(address).netloc
    if seen.status >= 500 or seen.status == 429:
        return NotSent(
            "The media storage has a problem of its own.", f"{host} answered {seen.status}."
        )
    why = f"{host} answered {seen.status}"
    why += ", which leads to another address." if seen.redirected else "."
    if seen.there and not seen.redirected:
        why = f"{host} gave something else than the file."
    return OwnerNeeded(
        "Platforms can't fetch files from your media storage.",
        why,
        "Test it under Settings, Media storage: it says what is wrong.",
    )


def _wanted(bucket: Bucket, use: Use, file: Rendition) -> Wanted:
    from brandcraft_desktop.domain.media_types import ending

    planned, settings = use.planned, bucket.settings
    return Wanted(
        place=settings.place,
        prefix=settings.prefix,
        media_id=planned.media.media_id,
        delivery_id=use.delivery_id,
        recipe=planned.recipe.digest if planned.recipe else "",
        sha256=file.path.stem,  # renditions and originals are named by their content
        bytes=file.bytes,
        suffix=f".{ending(file.mime)}",
    )


def _taken(workspace: Workspace, wanted: Wanted, holder: str) -> Copy:
    """The copy to use or to upload; waits a while for another thread of this process."""
    until = workspace.clock.monotonic() + _PATIENCE
    with _ended:
        while True:
            copy = workspace.database.write(
                lambda connection: copy_rows.take(connection, workspace, wanted, holder)
            )
            if copy is not None:
                return copy
            if not _ended.wait(AGAIN) or workspace.clock.monotonic() > until:
                raise Waiting(AGAIN, "The same file is being uploaded")


def _upload(
    workspace: Workspace,
    bucket: Bucket,
    copy: Copy,
    file: Rendition,
    holder: str,
    progress: Progress,
) -> None:
    from brandcraft_desktop.media.bucket_upload import Source, put_file

    under = [copy.upload_id]

    def keep_on(upload_id: str) -> None:
        under[0] = upload_id
        if not workspace.database.write(
            lambda connection: copy_rows.keep_on(connection, workspace, copy, holder, upload_id)
        ):
            raise NotSent("Another worker uploads this file now.", "", "There is nothing to do.")

    def sent(so_far: int, total: int) -> None:
        keep_on(under[0])
        progress(so_far, total)

    source = Source(file.path, file.mime, file.bytes)
    try:
        put_file(bucket, copy.key, source, upload_id=copy.upload_id, began=keep_on, progress=sent)
        kept = workspace.database.write(
            lambda connection: copy_rows.finish(connection, workspace, copy)
        )
    finally:
        with _ended:
            workspace.database.write(lambda connection: copy_rows.let_go(connection, copy, holder))
            _ended.notify_all()
    if not kept:  # its post was locked or its file deleted meanwhile
        bucket.delete(copy.key)


def _lost(bucket: Bucket, copy: Copy, file: Rendition) -> bool:
    """Whether the object is not there (any more), as the bucket itself says."""
    from brandcraft_desktop.errors import NotFound

    try:
        return bucket.bytes_of(copy.key) != file.bytes
    except NotFound:
        return True


def _given_away(workspace: Workspace, copy: Copy, life: timedelta) -> None:
    until: datetime = workspace.clock.now() + life
    workspace.database.write(lambda connection: copy_rows.given_away(connection, copy.key, until))
