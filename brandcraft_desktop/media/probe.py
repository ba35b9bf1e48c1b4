"""Whether a file can be used at all, and what it is: judged by its content."""

from __future__ import annotations

import os
from pathlib import Path

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind
from brandcraft_desktop.media import refusals
from brandcraft_desktop.media.ordinary import opened_ordinary
from brandcraft_desktop.media.picture_facts import picture_facts
from brandcraft_desktop.media.sniff import HEAD, sniff
from brandcraft_desktop.media.video import header_facts

MAX_IMAGE_BYTES = 100_000_000
# The most that a platform takes where anybody may post (TikTok, 4 GB). YouTube takes 256 GB, but
# every file is copied into the library first.
MAX_VIDEO_BYTES = 4_294_967_296


def probe(path: Path, name: str) -> MediaFacts:
    """What the file is; pictures are decoded to the end. `name` is what a person calls it.

    Raises `BadInput` for everything that can't be posted, with the reason.
    """
    size, kind, mime = _sniffed(path, name)
    limit = MAX_IMAGE_BYTES if kind is MediaKind.IMAGE else MAX_VIDEO_BYTES
    if size > limit:
        raise refusals.too_large(name, kind.value, size, limit)
    if kind is MediaKind.VIDEO:
        return header_facts(path, name, mime)
    return picture_facts(path, name, mime)


def kind_of(path: Path, name: str) -> MediaKind:
    """Picture or video, by the first bytes alone. Raises `BadInput` like `probe`."""
    return _sniffed(path, name)[1]


def _sniffed(path: Path, name: str) -> tuple[int, MediaKind, str]:
    """The size of an ordinary, non-empty file, and what its first bytes say."""
    with opened_ordinary(path, name) as file:
        try:
            size = os.fstat(file.fileno()).st_size
            found = sniff(file.read(HEAD))
        except OSError as error:
            raise refusals.unreadable(name, error) from error
    if size == 0:
        raise refusals.empty(name)
    if found is None or found.kind is None:
        raise refusals.not_media(name, found)
    return size, found.kind, found.mime
