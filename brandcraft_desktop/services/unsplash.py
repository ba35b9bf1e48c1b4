"""Unsplash's use cases: the key, searching photos, using one as ordinary media with its credit."""

from __future__ import annotations

import os
import re
import threading
from typing import TYPE_CHECKING

from sqlalchemy import Connection, case, select, update

from brandcraft_desktop.domain.credit import kept, mark
from brandcraft_desktop.domain.credit import read as read_credit
from brandcraft_desktop.domain.events import MediaChanged
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.photos import (
    KeyKept,
    KeyMissing,
    KeyRefused,
    KeyState,
    Photo,
    PhotoPage,
    PhotoTrouble,
)
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import media_import, sealed_settings, unsplash_network
from brandcraft_desktop.services.media_rows import one_view
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

KEY_VARIABLE = "BRANDCRAFT_UNSPLASH_KEY"
KEY_SETTING = "unsplash.key"
LONGEST_QUERY = 200
LONGEST_WORDS = 60  # characters of the description in a file's name
_KEY = re.compile(r"[A-Za-z0-9_-]{16,128}")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MEDIA = tables.media

# Photos whose use was told while the picture itself could not be fetched: not told again.
_told: set[tuple[str, str]] = set()
_guard = threading.Lock()

close = unsplash_network.close


# The key


def key_state(workspace: Workspace) -> KeyState:
    """Whether there is a key; nothing is opened or asked for it."""
    if os.environ.get(KEY_VARIABLE, "").strip():
        return KeyState("environment")
    return KeyState("vault" if sealed_settings.there(workspace, KEY_SETTING) else "")


def set_key(workspace: Workspace, key: str) -> KeyKept:
    """Try a key out and keep it sealed. Where Unsplash can't be asked, it is kept all the same.

    Raises `BadInput` for what is no key, `KeyRefused`, `VaultLocked`; then the old one stays.
    """
    key = _checked(key)
    doubt = ""
    try:
        unsplash_network.unsplash_for(workspace).try_key(key)
    except KeyRefused:
        raise
    except PhotoTrouble as error:
        doubt = error.message
    sealed_settings.put(workspace, KEY_SETTING, key)
    return KeyKept(doubt)


def forget_key(workspace: Workspace) -> bool:
    """Let the kept key go; False where there was none."""
    return sealed_settings.forget(workspace, KEY_SETTING)


def _key(workspace: Workspace) -> str:
    """The key: the environment's, else the kept one. Raises `KeyMissing`, `VaultLocked`."""
    given = os.environ.get(KEY_VARIABLE, "").strip()
    key = _checked(given) if given else sealed_settings.read(workspace, KEY_SETTING)
    if not key:
        raise KeyMissing
    return key


def _checked(key: str) -> str:
    key = key.strip()
    if _KEY.fullmatch(key) is None:  # what was typed is never repeated: it may be a secret
        raise BadInput(
            "This is no Access Key of Unsplash.",
            "It has 16 to 128 letters, digits, “-” and “_”, and nothing else.",
            "Copy the Access Key (not the Secret key) from your application at unsplash.com.",
            field="key",
        )
    return key


# Photos


def search(workspace: Workspace, query: str, page: int = 1) -> PhotoPage:
    """A page of photos for some words. Raises `BadInput`, `PhotoTrouble`, `VaultLocked`."""
    words = " ".join(query.split())[:LONGEST_QUERY]
    if not words:
        raise BadInput("Say what the photo shall show.", field="query")
    if page < 1:
        raise BadInput("Pages are counted from 1.", field="page")
    return unsplash_network.unsplash_for(workspace).search(_key(workspace), words, page)


def photo(workspace: Workspace, photo_id: str) -> Photo:
    """One photo by its id. Raises `BadInput`, `PhotoTrouble`, `VaultLocked`."""
    if _ID.fullmatch(photo_id) is None:
        raise BadInput(
            f"“{photo_id[:80]}” is no id of a photo.",
            "It is what stands at the end of the photo's address.",
            "Find it with: brandcraft unsplash search WORDS",
            field="photo",
        )
    return unsplash_network.unsplash_for(workspace).photo(_key(workspace), photo_id)


def thumbnail(workspace: Workspace, photo: Photo) -> bytes:
    """The bytes of the small picture. Raises `PhotoTrouble`."""
    return unsplash_network.unsplash_for(workspace).thumbnail(photo)


def use(workspace: Workspace, photo: Photo) -> MediaView:
    """Bring a photo into the library with its credit and its words for people who can't see it.

    Unsplash is told of each use; the picture itself is fetched once only. Raises `PhotoTrouble`,
    `VaultLocked`, `DiskFull`, `StorageTrouble`; then the library is as it was.
    """
    _tell(workspace, photo)
    there = _taken_before(workspace, photo)
    if there is not None:
        view = _keep_credit(workspace, there, photo)
    else:
        data = unsplash_network.unsplash_for(workspace).picture(photo)
        try:
            added = media_import.add_bytes(workspace, data, file_name(photo))
        except BadInput as error:
            raise PhotoTrouble(
                "Unsplash sent a picture that can't be used.", error.title, "Choose another one."
            ) from None
        view = _keep_credit(workspace, added.id, photo)
    with _guard:
        _told.discard((workspace.owner, photo.id))
    return view


def file_name(photo: Photo) -> str:
    """ "Silver laptop on white table (Annie Spratt).jpg"."""
    words = photo.description[:LONGEST_WORDS].rstrip(" .,") or f"Photo {photo.id}"
    name = f"{words} ({photo.credit.name})"
    return re.sub(r'[\\/:*?"<>|]+', " ", name).strip() + ".jpg"


def _tell(workspace: Workspace, photo: Photo) -> None:
    """Tell Unsplash of a use, but not again where only the picture is still missing."""
    mine = (workspace.owner, photo.id)
    with _guard:
        if mine in _told:
            return
    unsplash_network.unsplash_for(workspace).count_download(_key(workspace), photo)
    with _guard:
        _told.add(mine)


def _taken_before(workspace: Workspace, photo: Photo) -> str | None:
    """The id of the file that holds this photo already, the trash included."""
    query = (
        select(_MEDIA.c.id, _MEDIA.c.sha256, _MEDIA.c.credit)
        .where(_MEDIA.c.credit.contains(mark(photo.id), autoescape=True))
        .where(_MEDIA.c.state != MediaState.FAILED.value)
        .order_by(_MEDIA.c.created_at)
    )
    rows = workspace.database.read(lambda connection: connection.execute(query).all())
    for row in rows:
        found = read_credit(row.credit)
        if found is not None and found.photo_id == photo.id and workspace.store.has(row.sha256):
            return str(row.id)
    return None


def _keep_credit(workspace: Workspace, media_id: str, photo: Photo) -> MediaView:
    """Note the credit; words that a person wrote stay."""

    def act(connection: Connection, emit: Emit) -> MediaView:
        connection.execute(
            update(_MEDIA)
            .where(_MEDIA.c.id == media_id)
            .values(
                credit=kept(photo.credit),
                alt=case((_MEDIA.c.alt == "", photo.description), else_=_MEDIA.c.alt),
                deleted_at=None,
            )
        )
        emit(MediaChanged(media_id))
        return one_view(connection, media_id)

    return change(workspace, act, person=True)
