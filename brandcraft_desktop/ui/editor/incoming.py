"""What the clipboard or a drag brings: files, a picture, or text."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.domain.text.from_html import plain_text
from brandcraft_desktop.errors import BadInput

_ADDRESS = re.compile(r"https?://\S+")
_PICTURE = re.compile(r"\.(jpe?g|png|gif|webp|avif|heic)$", re.IGNORECASE)
# What a browser says of a dragged picture, and of nothing else around it.
_IMAGE_TAG = re.compile(
    r"^\s*(?:<meta[^>]*>\s*)?<img\b[^>]*?\ssrc=\"(https?://[^\"]+)\"[^>]*>\s*$", re.IGNORECASE
)


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

    Spreadsheets and word processors offer a picture of the copied words too: those are words. A
    browser offers the address of a dragged picture beside it: that is a picture.
    """
    if files_in(mime):
        return True
    if mime.hasImage():
        return not mime.hasText() or _ADDRESS.fullmatch(mime.text().strip()) is not None
    return bool(address_in(mime))


def address_in(mime: QMimeData) -> str:
    """The web address of a picture that was dragged out of a browser; "" for none.

    An address alone is words unless it ends like a picture: links are dragged, too.
    """
    for url in mime.urls():
        if url.scheme() in ("http", "https") and _PICTURE.search(url.path()):
            return url.toString()
    found = _IMAGE_TAG.search(mime.html()) if mime.hasHtml() and mime.hasUrls() else None
    return unescape(found[1]) if found else ""


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
