"""Files of the library on their way by mouse: from its grid into a post or onto a day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

MEDIA_MIME = "application/x-brandcraft-media"


def carry(ids: Sequence[str]) -> QMimeData:
    """These files, to be dropped inside the window."""
    carried = QMimeData()
    carried.setData(MEDIA_MIME, "\n".join(ids).encode())
    return carried


def carried_ids(mime: QMimeData) -> tuple[str, ...]:
    """The files that are carried, in their order; () where it is something else."""
    if not mime.hasFormat(MEDIA_MIME):
        return ()
    return tuple(bytes(mime.data(MEDIA_MIME).data()).decode().split())
