"""What the clipboard or a drag brings: files, a picture, or text."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from brandcraft_desktop.domain.media_types import PICTURE_ENDINGS, PICTURES
from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.domain.text.from_html import lone_picture, plain_text
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.ui.media_mime import MEDIA_MIME

_ADDRESS = re.compile(r"https?://\S+")
_PICTURE = re.compile(rf"\.({'|'.join(PICTURE_ENDINGS)})$", re.IGNORECASE)
_RAW = tuple(PICTURES)


def files_in(mime: QMimeData) -> tuple[Path, ...]:
    """The local files among what was copied or dragged."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def picture_in(mime: QMimeData) -> bytes | None:
    """A copied picture as PNG bytes, or as the bytes that the clipboard or a web page holds.

    Telephones and mail programs copy kinds that Qt can't read (HEIC, AVIF).
    """
    if not mime.hasImage():
        return _raw(mime) or _embedded(mime)
    image = mime.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def holds_media(mime: QMimeData) -> bool:
    """Whether there are files (also of the library) or a picture; words beside it do not count.

    Spreadsheets and word processors offer a picture of the copied words too: those are words. A
    browser offers the address of a dragged picture beside it: that is a picture.
    """
    if files_in(mime) or mime.hasFormat(MEDIA_MIME):
        return True
    if mime.hasImage():
        return not mime.hasText() or _ADDRESS.fullmatch(mime.text().strip()) is not None
    return bool(address_in(mime)) or _raw(mime) is not None or _embedded(mime) is not None


def address_in(mime: QMimeData) -> str:
    """The web address of a picture that was dragged out of a browser; "" for none.

    An address alone is words unless it ends like a picture: links are dragged, too.
    """
    for url in mime.urls():
        if url.scheme() in ("http", "https") and _PICTURE.search(url.path()):
            return url.toString()
    shown = _shown(mime)
    return shown if _ADDRESS.fullmatch(shown) else ""


def _shown(mime: QMimeData) -> str:
    """What the browser says of a dragged picture where it says of nothing else around it.

    A picture that is a link is dragged as the link; the picture is what is shown of it.
    """
    return lone_picture(mime.html()) if mime.hasHtml() and mime.hasUrls() else ""


def _raw(mime: QMimeData) -> bytes | None:
    """The bytes of a picture that was copied as what it is."""
    known = next((kind for kind in _RAW if mime.hasFormat(kind)), None)
    return bytes(mime.data(known).data()) or None if known else None


def _embedded(mime: QMimeData) -> bytes | None:
    """The bytes of a picture written into a page as "data:image/png;base64,…" (RFC 2397)."""
    head, _, body = _shown(mime).partition(";base64,")
    if not head.startswith("data:image/") or not body:
        return None
    try:
        return base64.b64decode(unquote(body), validate=True)
    except ValueError:
        return None


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
