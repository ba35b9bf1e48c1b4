"""Whether a file can be used at all, and what it is: judged by its content."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media.pictures import has_alpha, opened, orientation, upright_size
from brandcraft_desktop.media.sniff import HEAD, Sniffed, sniff
from brandcraft_desktop.media.video import header_facts

MAX_IMAGE_BYTES = 100_000_000
MAX_VIDEO_BYTES = 4_000_000_000
_CHOOSE = "Choose a JPEG, PNG, WebP or GIF picture, or an MP4, MOV or WebM video."


def probe(path: Path, name: str) -> MediaFacts:
    """What the file is; pictures are decoded to the end. `name` is what a person calls it.

    Raises `BadInput` for everything that can't be posted, with the reason.
    """
    size = _regular(path, name)
    found, kind = _sniffed(path, name)
    limit = MAX_IMAGE_BYTES if kind is MediaKind.IMAGE else MAX_VIDEO_BYTES
    if size > limit:
        raise BadInput(
            f"“{name}” is too large.",
            f"A {kind.value} may have up to {limit // 1_000_000:,} MB; this one has "
            f"{size // 1_000_000:,} MB.",
            "Save a smaller version of it and add that.",
            field="media",
        )
    if kind is MediaKind.VIDEO:
        return header_facts(path, name, found.mime)
    return _picture(path, name, found.mime, size)


def kind_of(path: Path, name: str) -> MediaKind:
    """Picture or video, by the first bytes alone. Raises `BadInput` like `probe`."""
    _regular(path, name)
    return _sniffed(path, name)[1]


def _sniffed(path: Path, name: str) -> tuple[Sniffed, MediaKind]:
    try:
        with path.open("rb") as file:
            found = sniff(file.read(HEAD))
    except OSError as error:
        raise _unreadable(name, error) from error
    if found is None or found.kind is None:
        raise _not_media(name, found)
    return found, found.kind


def _picture(path: Path, name: str, mime: str, size: int) -> MediaFacts:
    with opened(path, name) as picture:
        turn = orientation(picture)
        width, height = upright_size(picture)
        animated = bool(getattr(picture, "is_animated", False)) and mime != "image/jpeg"
        alpha = has_alpha(picture)
        frames = getattr(picture, "n_frames", None) if animated else None
        if picture.format == "JPEG":
            picture.draft("RGB", (max(1, picture.width // 8), max(1, picture.height // 8)))
        picture.load()  # to the end: a file that is cut off must be found out
    return MediaFacts(
        kind=MediaKind.IMAGE,
        mime=mime,
        bytes=size,
        width=width,
        height=height,
        orientation=turn,
        animated=animated,
        has_alpha=alpha,
        frames=frames if isinstance(frames, int) else None,
    )


def _regular(path: Path, name: str) -> int:
    """The size of an ordinary, non-empty file."""
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(name, error) from error
    if stat.S_ISDIR(found.st_mode):
        raise BadInput(
            f"“{name}” is a folder.", "", "Open it and choose the files in it.", field="media"
        )
    if not stat.S_ISREG(found.st_mode):
        raise BadInput(f"“{name}” is not an ordinary file.", "", _CHOOSE, field="media")
    if found.st_size == 0:
        raise BadInput(
            f"“{name}” is empty.",
            "The file has no content; perhaps it was never finished copying.",
            "Copy it again, or choose another.",
            field="media",
        )
    return found.st_size


def _unreadable(name: str, error: OSError) -> BadInput:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return BadInput(
            f"There is no file “{name}”.",
            "It was moved, renamed or deleted, or the name is misspelt.",
            "Choose it again.",
            field="media",
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return BadInput(
            f"“{name}” can't be opened.",
            "You may not read this file.",
            "Change its permissions, or copy it to another folder.",
            field="media",
        )
    return BadInput(
        f"“{name}” can't be read.",
        error.strerror or "",
        "Check the disk it is on, then try again.",
        field="media",
    )


def _not_media(name: str, found: Sniffed | None) -> BadInput:
    if found is not None and found.mime == "image/heic":
        return BadInput(
            f"“{name}” is a HEIC picture, which can't be read here.",
            "Platforms don't take HEIC either.",
            "Save it as JPEG and add that.",
            field="media",
        )
    what = f"It is a {found.word}." if found else "Its content is none of the known kinds."
    return BadInput(f"“{name}” is not a picture or video.", what, _CHOOSE, field="media")
