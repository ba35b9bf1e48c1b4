"""The person's own bucket: its settings, its secret in the vault, and the open connection to it."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.domain.media_store import Addressing, BucketSettings, tidied
from brandcraft_desktop.errors import BadInput, OwnerNeeded
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import sealed_settings, settings
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.media.bucket import Bucket
    from brandcraft_desktop.services.workspace import Workspace

NAME = "media_store"
"""What `SettingChanged` says when something here changes."""

_SECRET = "media_store.secret"
_TEXTS = ("endpoint", "bucket", "access_key", "region", "prefix", "media_domain")
_open: dict[str, tuple[BucketSettings, str, Bucket]] = {}
_guard = threading.Lock()


def _parse(text: str) -> BucketSettings | None:
    """Out of the database; a text that is none raises ValueError."""
    if not text:
        return None
    found = json.loads(text)
    if not isinstance(found, dict) or set(found) != {one.name for one in fields(BucketSettings)}:
        raise ValueError(NAME)
    if not all(isinstance(found[name], str) for name in (*_TEXTS, "addressing")):
        raise ValueError(NAME)
    return BucketSettings(
        **{name: found[name] for name in _TEXTS},
        addressing=Addressing(found["addressing"]),
        lifecycle=found["lifecycle"] is True,
        robots=found["robots"] is True,
    )


def _show(value: BucketSettings | None) -> str:
    return "" if value is None else json.dumps(asdict(value))


SETTING: settings.Setting[BucketSettings | None] = settings.Setting(
    NAME, None, _parse, _show, "a bucket's address, name and access key"
)


def kept(connection: Connection) -> BucketSettings | None:
    """The settings inside a transaction; None where no bucket is set up."""
    return settings.read(connection, SETTING)


def current(workspace: Workspace) -> BucketSettings | None:
    """The settings now; None where no bucket is set up."""
    return workspace.database.read(kept)


def has_secret(workspace: Workspace) -> bool:
    """Whether a secret key is kept, which is never shown."""
    return workspace.database.read(lambda connection: sealed_settings.exists(connection, _SECRET))


def save(workspace: Workspace, given: BucketSettings, secret: str = "") -> BucketSettings:
    """Keep the settings, tidied; an empty `secret` keeps the one of the same access key.

    Nothing is asked of the network. Raises `errors.BadInput` naming the field, `VaultLocked`.
    """
    made = tidied(given)
    secret = secret.strip()
    sealed = sealed_settings.seal(workspace, _SECRET, secret) if secret else ""

    def act(connection: Connection, emit: Emit) -> None:
        before = kept(connection)
        if not sealed and not _fits(before, made, sealed_settings.exists(connection, _SECRET)):
            raise _no_secret()
        connection.execute(delete(tables.settings).where(tables.settings.c.name == NAME))
        connection.execute(insert(tables.settings).values(name=NAME, value=_show(made)))
        if sealed:
            sealed_settings.store(connection, _SECRET, sealed)
        emit(SettingChanged(NAME))

    change(workspace, act, person=True)
    return made


def forget(workspace: Workspace) -> None:
    """Forget settings and secret. What lies in the bucket stays there until its rule deletes it;
    `copy_cleaning.clean_all` takes it away before.
    """

    def act(connection: Connection, emit: Emit) -> None:
        connection.execute(delete(tables.settings).where(tables.settings.c.name == NAME))
        sealed_settings.drop(connection, _SECRET)
        emit(SettingChanged(NAME))

    change(workspace, act, person=True)
    close(workspace)


def opened(workspace: Workspace) -> Bucket:
    """The bucket, open as long as its settings hold.

    Raises `errors.OwnerNeeded` where none is set up, `VaultLocked`, `PublishingError`.
    """
    found = current(workspace)
    if found is None:
        raise no_bucket()
    secret = sealed_settings.read(workspace, _SECRET)
    if not secret:
        raise OwnerNeeded(
            "The secret key of the media storage is missing.",
            "It was forgotten together with the sign-ins.",
            "Enter it again under Settings, Media storage, or with: brandcraft media-store set",
        )
    with _guard:
        known = _open.get(workspace.owner)
        if known is not None and known[:2] == (found, secret):
            return known[2]
    made = connect(workspace, found, secret)
    with _guard:
        before = _open.get(workspace.owner)
        _open[workspace.owner] = found, secret, made
    if before is not None:
        before[2].close()
    return made


def connect(workspace: Workspace, found: BucketSettings, secret: str) -> Bucket:
    """A bucket with these settings, for the caller to close. Raises `errors.PublishingError`."""
    from brandcraft_desktop.media.bucket import Bucket

    origins = workspace.origins
    if origins is None:
        return Bucket(found, secret)
    here = origins.map(found.media_domain) if found.media_domain else ""
    return Bucket(
        replace(found, media_domain=here),
        secret,
        endpoint=origins.map(found.endpoint),
        proxies=False,
    )


def secret_for(workspace: Workspace, found: BucketSettings) -> str:
    """The kept secret of the same access key. Raises `BadInput`, `VaultLocked`."""
    if not _fits(current(workspace), found, has_secret(workspace)):
        raise _no_secret()
    return sealed_settings.read(workspace, _SECRET)


def close(workspace: Workspace) -> None:
    """End the connections of a workspace."""
    with _guard:
        known = _open.pop(workspace.owner, None)
    if known is not None:
        known[2].close()


def no_bucket() -> OwnerNeeded:
    """What a platform that fetches files is missing."""
    return OwnerNeeded(
        "No media storage is set up.",
        "Some platforms fetch files from an address on the internet instead of taking them.",
        "Set up a bucket under Settings, Media storage, or with: brandcraft media-store set",
    )


def _fits(before: BucketSettings | None, made: BucketSettings, there: bool) -> bool:
    return there and before is not None and before.access_key == made.access_key


def _no_secret() -> BadInput:
    return BadInput(
        "The secret key is missing.",
        "It is the other half of the access key and is never shown again.",
        "Copy it from your provider's page; where it is lost, make a new pair of keys.",
        field="secret",
    )
