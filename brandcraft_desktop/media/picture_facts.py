"""What a picture is: decoded to the end, by a child process where that is risky.

HEIC, AVIF and TIFF have large decoders; a small JPEG, GIF or WebP can be made to keep its decoder
busy for hours (https://libjpeg-turbo.org/pmwiki/uploads/About/TwoIssueswiththeJPEGStandard.pdf).
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import child, refusals
from brandcraft_desktop.media.ordinary import opened_ordinary
from brandcraft_desktop.media.pictures import (
    broken,
    frames_of,
    has_alpha,
    opened,
    orientation,
    upright_size,
)
from brandcraft_desktop.media.whole import cut_off

TIME_LIMIT = 90.0  # seconds by the clock; 100 megapixels take about ten
_SCANS = b"\xff\xda"
# Cameras and programs write up to ten; each is decoded over the whole picture.
MOST_SCANS = 64
_RISKY = ("image/heic", "image/heif", "image/avif", "image/tiff")
_LONG = ("image/gif", "image/webp")
_MANY_BYTES = 1_000_000
_MODULE = "brandcraft_desktop.media.picture_child"


def picture_facts(path: Path, name: str, mime: str) -> MediaFacts:
    """Size, turn, movement and transparency of the picture at `path`. `name` is for a person.

    Raises `BadInput` for one that is damaged, too large or takes too long.
    """
    with opened_ordinary(path, name) as file:
        if cut_off(file, mime):
            raise broken(name)
        risky = _risky(file, mime)
    return _by_child(path, name, mime) if risky else decoded_facts(path, name, mime)


def decoded_facts(path: Path, name: str, mime: str) -> MediaFacts:
    """The same, decoded in this process."""
    with opened(path, name) as picture:
        turn = orientation(picture)
        width, height = upright_size(picture)
        alpha = has_alpha(picture)
        frames = frames_of(picture)
        if picture.format == "JPEG":
            picture.draft("RGB", (max(1, picture.width // 8), max(1, picture.height // 8)))
        picture.load()  # to the end: a file that is cut off must be found out
    return MediaFacts(
        kind=MediaKind.IMAGE,
        mime=mime,
        bytes=path.stat().st_size,
        width=width,
        height=height,
        orientation=turn,
        animated=frames > 1,
        has_alpha=alpha,
        frames=frames if frames > 1 else None,
    )


def told(facts: MediaFacts) -> str:
    """Facts as the child prints them."""
    return json.dumps({"facts": asdict(facts)})


def told_refusal(error: BadInput) -> str:
    """A refusal as the child prints it."""
    return json.dumps({"refused": [error.title, error.cause, error.action]})


def _risky(file: BinaryIO, mime: str) -> bool:
    if mime in _RISKY:
        return True
    size = file.seek(0, os.SEEK_END)
    if mime in _LONG:
        return size > _MANY_BYTES
    if mime != "image/jpeg":
        return False
    file.seek(0)
    return file.read().count(_SCANS) > MOST_SCANS


def _by_child(path: Path, name: str, mime: str) -> MediaFacts:
    try:
        said = json.loads(child.ask(_MODULE, [path, name, mime], seconds=TIME_LIMIT))
    except child.Exceeded as error:
        raise refusals.takes_too_long(name) from error
    except (child.ChildTrouble, ValueError) as error:
        raise broken(name) from error
    if "refused" in said:
        title, cause, action = said["refused"]
        raise BadInput(title, cause, action, field="media")
    facts = said["facts"]
    return MediaFacts(
        kind=MediaKind.IMAGE,
        mime=mime,
        bytes=int(facts["bytes"]),
        width=int(facts["width"]),
        height=int(facts["height"]),
        orientation=int(facts["orientation"]),
        animated=bool(facts["animated"]),
        has_alpha=bool(facts["has_alpha"]),
        frames=None if facts["frames"] is None else int(facts["frames"]),
    )
