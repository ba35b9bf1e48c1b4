"""What is sent as it is, but without what its camera or program wrote beside the pictures."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind
from brandcraft_desktop.media.atomic import write_whole
from brandcraft_desktop.media.blanking import write_stripped
from brandcraft_desktop.media.movie_strip import blanks
from brandcraft_desktop.media.moving_strip import stripped as picture_stripped
from brandcraft_desktop.media.store import in_words
from brandcraft_desktop.paths import private_folder
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.services import rendition_rows

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

RECIPE = "stripped-2"  # the number changes with what is taken out


def stripped(workspace: Workspace, media_id: str, path: Path, facts: MediaFacts) -> Rendition:
    """The file at `path`, or its copy without metadata where it has any.

    A video stays as large as it was; a moving picture loses what is taken out of it.
    Raises `errors.StorageTrouble`.
    """
    known = rendition_rows.kept(workspace, media_id, RECIPE)
    if known is not None:
        return known
    if facts.kind is MediaKind.IMAGE:
        return _picture(workspace, media_id, path, facts)
    with in_words():
        found = blanks(path)
        if not found:
            return Rendition(path, facts.mime, facts.bytes, facts.width, facts.height)
        # Where a purge looks, should a crash leave it; another process may make its own.
        name = f".{media_id}.{secrets.token_hex(8)}"
        waiting = workspace.home.renditions / media_id[:2] / name
        write_stripped(path, waiting, found)
        try:
            with waiting.open("rb") as copy:
                sha256 = hashlib.file_digest(copy, "sha256").hexdigest()
            place = rendition_rows.place(workspace, sha256, facts.mime)
            private_folder(place.parent)
            waiting.replace(place)
        finally:
            waiting.unlink(missing_ok=True)
    made = Rendition(place, facts.mime, facts.bytes, facts.width, facts.height)
    return rendition_rows.keep(workspace, media_id, RECIPE, sha256, made)


def _picture(workspace: Workspace, media_id: str, path: Path, facts: MediaFacts) -> Rendition:
    with in_words():
        data = picture_stripped(path.read_bytes())
        if data is None:
            return Rendition(path, facts.mime, facts.bytes, facts.width, facts.height)
        sha256 = hashlib.sha256(data).hexdigest()
        place = rendition_rows.place(workspace, sha256, facts.mime)
        write_whole(place, data)
    made = Rendition(place, facts.mime, len(data), facts.width, facts.height)
    return rendition_rows.keep(workspace, media_id, RECIPE, sha256, made)
