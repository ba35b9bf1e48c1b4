"""Secrets of the workspace itself, such as the key of a service: sealed, and kept as settings."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from brandcraft_desktop.accounts.secret import Sealed, Secret
from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.models.tables import settings
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.vault_book import SEALED_PREFIX

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_OWNER = "workspace"  # where an account's id stands in what is bound into its secrets


def put(workspace: Workspace, name: str, secret: str) -> None:
    """Seal and keep a secret in place of the old one. Raises `VaultLocked`, `StorageTrouble`."""
    sealed = workspace.vault.seal(_OWNER, name, Secret(secret))
    value = f"{sealed.key_number}:{base64.b64encode(sealed.data).decode()}"

    def act(connection: Connection, emit: Emit) -> None:
        _remove(connection, name)
        connection.execute(insert(settings).values(name=SEALED_PREFIX + name, value=value))
        emit(SettingChanged(name))

    change(workspace, act, person=True)


def get(workspace: Workspace, name: str) -> str:
    """The secret; "" where there is none. Raises `VaultLocked`."""
    sealed = workspace.database.read(lambda connection: _stored(connection, name))
    return "" if sealed is None else workspace.vault.open(_OWNER, name, sealed).reveal()


def there(workspace: Workspace, name: str) -> bool:
    """Whether one is kept; nothing is opened for it."""
    return workspace.database.read(lambda connection: _stored(connection, name)) is not None


def forget(workspace: Workspace, name: str) -> bool:
    """Let a secret go; False where there was none."""

    def act(connection: Connection, emit: Emit) -> bool:
        if not _remove(connection, name):
            return False
        emit(SettingChanged(name))
        return True

    return change(workspace, act, person=True)


def _remove(connection: Connection, name: str) -> bool:
    found = connection.execute(delete(settings).where(settings.c.name == SEALED_PREFIX + name))
    return found.rowcount > 0


def _stored(connection: Connection, name: str) -> Sealed | None:
    text = connection.scalar(
        select(settings.c.value).where(settings.c.name == SEALED_PREFIX + name)
    )
    number, colon, data = (text or "").partition(":")
    try:
        return Sealed(base64.b64decode(data, validate=True), int(number)) if colon else None
    except (ValueError, binascii.Error):
        return None
