"""Making one video of an order: into a waiting place, then under the name of its content."""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.conversion import Order
from brandcraft_desktop.errors import BrandcraftError, ContentRefused
from brandcraft_desktop.file_lock import FileLock
from brandcraft_desktop.paths import private_folder
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.services import rendition_rows

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

UNFINISHED = "unfinished"
_STRAY_LIFE = timedelta(days=1)
"""Of what another computer left."""
_ASKED_AGAIN = 0.3  # seconds, while another process makes the same video
_log = logging.getLogger(__name__)


class Given(Exception):
    """Given up: nobody wants it any more."""


def make(
    workspace: Workspace,
    order: Order,
    progress: Callable[[float], None],
    unwanted: threading.Event,
) -> Rendition:
    """The video, made or found. Blocks for as long as it takes.

    Raises `Given`, `ContentRefused`, `BadInput`, `DiskFull`, `StorageTrouble`.
    """
    from brandcraft_desktop.media import ffmpeg
    from brandcraft_desktop.media.store import in_words
    from brandcraft_desktop.media.transcode import transcode

    if unwanted.is_set():
        raise Given
    with _alone(workspace, order, unwanted):
        known = rendition_rows.kept(workspace, order.media_id, order.digest)
        if known is not None:
            return known
        source = workspace.store.path(order.sha256)
        if not source.is_file():
            raise missing(order.name)
        waiting = _waiting_place(workspace)
        recipe = order.recipe
        try:
            transcode(
                source,
                order.name,
                order.facts,
                recipe,
                waiting,
                progress=progress,
                cancelled=unwanted.is_set,
                repeats=order.repeats,
            )
            with in_words():
                with waiting.open("rb") as file:
                    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                size = waiting.stat().st_size
                place = rendition_rows.place(workspace, sha256, recipe.mime)
                private_folder(place.parent)
                waiting.replace(place)
        except ffmpeg.Cancelled as error:
            raise Given from error
        finally:
            waiting.unlink(missing_ok=True)
    made = Rendition(place, recipe.mime, size, recipe.width, recipe.height)
    return rendition_rows.keep(workspace, order.media_id, order.digest, sha256, made)


def sweep(workspace: Workspace) -> int:
    """Remove what processes that were killed left half made; gives how many files."""
    gone, old = 0, (workspace.clock.now() - _STRAY_LIFE).timestamp()
    for path in (workspace.home.renditions / UNFINISHED).glob("*.mp4"):
        alive = workspace.presence.alive(path.name.partition(".")[0].replace("_", ":"))
        if alive is False or (alive is None and path.stat().st_mtime < old):
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def missing(name: str) -> ContentRefused:
    """The error for a file whose content is gone."""
    return ContentRefused(
        f"“{name}” is missing from the media folder.",
        "The file was deleted outside the program.",
        "Add it to the post again.",
    )


def fault(order: Order) -> BrandcraftError:
    """The error for a fault of our own."""
    return BrandcraftError(
        f"“{order.name}” could not be converted.",
        "This is a fault of the program, not of your file.",
        "Try again; if it happens again, report it.",
    )


def log_fault(error: Exception) -> None:
    """Places and the type alone: a message may hold what is nobody's business."""
    places = "".join(traceback.format_tb(error.__traceback__))
    _log.error("a video could not be made: %s\n%s", type(error).__name__, places)


def _waiting_place(workspace: Workspace) -> Path:
    """A new name that says whose it is: what a dead process left can be told from the rest."""
    owner = workspace.owner.replace(":", "_")
    return workspace.home.renditions / UNFINISHED / f"{owner}.{secrets.token_hex(8)}.mp4"


@contextmanager
def _alone(workspace: Workspace, order: Order, unwanted: threading.Event) -> Iterator[None]:
    """No other process on this home makes this video meanwhile; few files serve for all."""
    number = int(hashlib.sha256(f"{order.media_id} {order.digest}".encode()).hexdigest(), 16) % 32
    lock = FileLock(workspace.home.run / f"converting-{number}.lock")
    try:
        while not lock.acquire(wait=False):
            if unwanted.wait(_ASKED_AGAIN):
                raise Given
        yield
    finally:
        lock.close()
