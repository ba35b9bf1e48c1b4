"""`media frames`: moments of a video that may become its cover, and their pictures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.film import evenly, telling, written
from brandcraft_desktop.errors import BadInput

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class FoundFrame:
    """A frame: its moment in the option's unit and in words, and the file it was written to."""

    milliseconds: int
    moment: str
    sharpness: float
    file: str = ""


def frames_of(
    workspace: Workspace, media_id: str, *, count: int, sharp: bool, out: Path | None
) -> tuple[FoundFrame, ...]:
    """Frames equally far apart, or the sharp ones; with `out` also their pictures (JPEG, 1024).

    Raises `NotFound`, and `BadInput` for what is no video or a folder that can't be written to.
    """
    from brandcraft_desktop.services import media
    from brandcraft_desktop.services.film_strips import film_strip_of
    from brandcraft_desktop.services.media_frames import frame

    view = media.show(workspace, media_id)
    strip = film_strip_of(workspace, view)
    shots = telling(strip.shots, count) if sharp else evenly(strip.shots, count)
    found = []
    for shot in shots:
        file = ""
        if out is not None:
            data = frame(workspace, view.sha256, shot.moment)
            file = str(_write(out / f"{Path(view.name).stem}-{shot.moment}.jpg", data or b""))
        found.append(FoundFrame(shot.moment, written(shot.moment / 1000), shot.sharpness, file))
    return tuple(found)


def _write(path: Path, data: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise BadInput(
            f"“{path.parent}” can't be written to.",
            str(error.strerror or error),
            "Name another folder with --out.",
            field="out",
        ) from error
    return path
