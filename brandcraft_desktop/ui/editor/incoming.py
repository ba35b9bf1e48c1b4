"""What the clipboard or a drag brings: files, a picture, or text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.domain.text.from_html import plain_text
from brandcraft_desktop.errors import BadInput


def files_in(mime: QMimeData) -> tuple[Path, ...]:
    """The local files among what was copied or dragged."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def picture_in(mime: QMimeData) -> bytes | None:
    """A copied picture as PNG bytes."""
    if not mime.hasImage():
        return None
    image = mime.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def holds_media(mime: QMimeData) -> bool:
    """Whether there are files or a picture in it; words beside a picture do not count.

    Spreadsheets and word processors offer a picture of the copied words too: those are words.
    """
    if files_in(mime):
        return True
    return mime.hasImage() and not mime.hasText()


def text_in(mime: QMimeData) -> str:
    """The words as plain text, fit to be kept; formatted words lose their looks."""
    text = mime.text() if mime.hasText() else ""
    if not text and mime.hasHtml():
        text = plain_text(mime.html())
    try:
        return normalise(text).text
    except BadInput:
        # Half a character cannot be kept; the rest of what was pasted can.
        return normalise(text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")).text
