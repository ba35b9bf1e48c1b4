"""The frames of a video to trim and to choose a cover by: made once, kept beside thumbnails."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.film import Shot, evenly, moments, telling
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import film_strip
from brandcraft_desktop.media.thumbnails import film
from brandcraft_desktop.services.media import original

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

LOOKED_AT = 28
IN_STRIP = 14
CANDIDATES = 6


@dataclass(frozen=True)
class FilmStrip:
    """The frames that were looked at, and the folder with their pictures (JPEG, 320 pixels)."""

    folder: Path
    shots: tuple[Shot, ...]

    @property
    def strip(self) -> tuple[Shot, ...]:
        """Frames from beginning to end, equally far apart."""
        return evenly(self.shots, IN_STRIP)

    @property
    def candidates(self) -> tuple[Shot, ...]:
        """Frames that would make a cover: sharp, not black, spread out."""
        return telling(self.shots, CANDIDATES)

    def path(self, shot: Shot) -> Path:
        """The picture of a frame."""
        return self.folder / shot.place


def film_strip_of(
    workspace: Workspace,
    view: MediaView,
    *,
    arrived: Callable[[Path, Shot], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> FilmStrip:
    """The strip of a video; the first time it costs a decoder, afterwards it is there.

    `arrived` hears of each frame and its picture's place while they are made. Blocks: never on the
    main thread. Raises `BadInput` for a file that is no video, is missing or can't be decoded.
    """
    place = film(workspace.home.thumbnails, view.sha256)
    known = film_strip.kept(place)
    if known:
        return FilmStrip(place, known)
    path, seconds = original(workspace, view.sha256), _seconds(view)
    if path is None:
        raise BadInput(
            f"“{view.name}” is missing from the media folder.",
            "The file was deleted outside the program.",
            "Add it again.",
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="film-", dir=place.parent))

    def tell(shot: Shot) -> None:
        if arrived is not None:
            arrived(fresh / shot.place, shot)

    try:
        shots = film_strip.take(
            path,
            view.name,
            fresh,
            moments(seconds, LOOKED_AT),
            arrived=tell,
            cancelled=cancelled,
        )
        if cancelled():
            return FilmStrip(place, ())
        film_strip.keep(fresh, shots)
        if not film_strip.kept(place):  # somebody else may have made the same meanwhile
            shutil.rmtree(place, ignore_errors=True)
            fresh.rename(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return FilmStrip(place, shots)


def _seconds(view: MediaView) -> float:
    """How long a video is. Raises `BadInput` where it is none, or nobody knows."""
    seconds = view.facts.duration if view.facts is not None else None
    if not seconds:
        raise BadInput(
            f"“{view.name}” has no frames to choose from.",
            "It is no video, or it could not be told how long it is.",
            "Choose a video that is prepared.",
            field="media",
        )
    return seconds
