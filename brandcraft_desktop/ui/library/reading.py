"""What the library reads from the workspace, as one frozen picture each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from brandcraft_desktop.domain.library import MediaUse, PlatformFit, Shelf, ShelfCounts
from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import media
from brandcraft_desktop.services.media_library import WINDOW
from brandcraft_desktop.ui.library.pictures import drawable

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Wish:
    """Which part of the library is asked for."""

    shelf: Shelf
    search: str


@dataclass(frozen=True)
class ShelfPicture:
    """The first windows of a shelf; `complete` when nothing comes after them.

    `changed` are those that look different now, where the same files stand there as before.
    """

    files: tuple[MediaView, ...]
    counts: ShelfCounts
    complete: bool
    changed: tuple[MediaView, ...] | None = None


@dataclass(frozen=True)
class FilePicture:
    """Everything about one file; `shown` is as large as the details show it."""

    view: MediaView
    uses: tuple[MediaUse, ...]
    fits: tuple[PlatformFit, ...]
    shown: QImage | None


def read_shelf(workspace: Workspace, wish: Wish, before: Sequence[MediaView]) -> ShelfPicture:
    """As many windows as were loaded `before`, at least one.

    What changed is found out here: to compare thousands is too much for the main thread.
    """
    limit = max(WINDOW, -(-len(before) // WINDOW) * WINDOW)
    files = media.page(workspace, shelf=wish.shelf, search=wish.search, limit=limit)
    counts = media.counts(workspace, search=wish.search)
    changed = None
    if [one.id for one in files] == [one.id for one in before]:
        changed = tuple(new for new, old in zip(files, before, strict=True) if new != old)
    return ShelfPicture(files, counts, len(files) < limit, changed)


def read_more(workspace: Workspace, wish: Wish, after: MediaView) -> tuple[MediaView, ...]:
    """The window behind a file."""
    return media.page(workspace, shelf=wish.shelf, search=wish.search, after=after)


def read_file(workspace: Workspace, media_id: str) -> FilePicture:
    """One file with its picture, its posts and its platforms. Raises `NotFound`."""
    view = media.show(workspace, media_id)
    return FilePicture(
        view,
        media.used_by(workspace, media_id),
        media.fits(workspace, media_id),
        _shown(workspace, view.sha256),
    )


def _shown(workspace: Workspace, sha256: str) -> QImage | None:
    """The picture; what is known of the file is shown also where there is none."""
    try:
        path = media.thumbnail(workspace, sha256, ThumbnailSize.LARGE)
    except BrandcraftError:
        return None
    return drawable(QImage(str(path))) if path is not None else None
