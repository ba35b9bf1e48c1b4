"""The pictures of a Pin, inside the call that makes it.

Source: pinterest/api-description v5.23.0, PinMediaSourceImageBase64 and
PinMediaSourceImagesBase64. They are streamed from their files: a carousel of 100 MB costs no more
memory than a small picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.publishers.exchange import InlineFile, Upload
from brandcraft_desktop.publishers.uploading import words


def media_source(files: Sequence[Rendition], steps: Steps) -> Mapping[str, object]:
    """The pictures in their order, the first one in front."""
    follow = _following(files, steps)
    items = [_item(file, follow(place)) for place, file in enumerate(files)]
    if len(items) == 1:
        return {"source_type": "image_base64", **items[0]}
    return {"source_type": "multiple_image_base64", "items": items, "index": 0}


def _item(file: Rendition, follow: Callable[[int, int], None]) -> dict[str, object]:
    upload = Upload(file.path, file.mime, file.bytes, follow)
    return {"content_type": file.mime, "data": InlineFile(upload)}


def _following(
    files: Sequence[Rendition], steps: Steps
) -> Callable[[int], Callable[[int, int], None]]:
    total = sum(file.bytes for file in files)

    def of(place: int) -> Callable[[int, int], None]:
        before = sum(file.bytes for file in files[:place])
        text = words(place + 1, len(files), "picture")
        return lambda sent, _: steps.progress(before + sent, total, text)

    return of
