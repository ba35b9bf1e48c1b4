"""What is carried over the calendar by mouse: a post, files of the library, files from outside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData

from brandcraft_desktop.ui.media_mime import MEDIA_MIME, carried_ids

POST_MIME: Final = "application/x-brandcraft-post"
GRAB_MIME: Final = "application/x-brandcraft-grab"


@dataclass(frozen=True)
class Carried:
    """One of a post, ids of files, paths; `grabbed` is how far below its top a post is held."""

    post_id: str = ""
    media_ids: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    grabbed: int = 0  # logical pixels


def carry_post(post_id: str, grabbed: int) -> QMimeData:
    """A post on its way, held `grabbed` logical pixels below its top."""
    mime = QMimeData()
    mime.setData(POST_MIME, QByteArray(post_id.encode()))
    mime.setData(GRAB_MIME, QByteArray(str(grabbed).encode()))
    return mime


def carried(mime: QMimeData) -> Carried | None:
    """What it is; None for what the calendar has no use for."""
    if mime.hasFormat(POST_MIME):
        held = bytes(mime.data(GRAB_MIME).data()).decode()
        return Carried(
            post_id=bytes(mime.data(POST_MIME).data()).decode(),
            grabbed=int(held) if held.isdecimal() else 0,
        )
    if mime.hasFormat(MEDIA_MIME):
        return Carried(media_ids=carried_ids(mime))
    paths = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return Carried(paths=paths) if paths else None
