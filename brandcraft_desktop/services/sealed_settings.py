"""Secrets that belong to no account, sealed by the vault like those that do.

They lie among the settings under a name of their own; nobody reads them there without the key.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from brandcraft_desktop.accounts.secret import Sealed, Secret
from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.errors import VaultLocked
from brandcraft_desktop.models.tables import settings
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_PREFIX = "sealed."
_OWNER = "workspace"  # bound into the sealing in the place of an account's id; no account has it


def put(workspace: Workspace, name: str, secret: str) -> None:
    """Seal and keep a secret in place of the old one. Raises `VaultLocked`, `StorageTrouble`."""
    sealed = seal(workspace, name, secret)

    def act(connection: Connection, emit: Emit) -> None:
        store(connection, name, sealed)
        emit(SettingChanged(name))

    change(workspace, act, person=True)


def there(workspace: Workspace, name: str) -> bool:
    """Whether one is kept that could be opened; nothing is opened for it."""
    stored = workspace.database.read(lambda connection: _find(connection, name))
    return stored is not None and _sealed(stored) is not None


def forget(workspace: Workspace, name: str) -> bool:
    """Let a secret go; False where there was none."""

    def act(connection: Connection, emit: Emit) -> bool:
        if not exists(connection, name):
            return False
        drop(connection, name)
        emit(SettingChanged(name))
        return True

    return change(workspace, act, person=True)


def seal(workspace: Workspace, name: str, text: str) -> str:
    """The secret as it is stored. Never inside a transaction. Raises `errors.VaultLocked`."""
    sealed = workspace.vault.seal(_OWNER, name, Secret(text))
    return f"{sealed.key_number}:{base64.b64encode(sealed.data).decode()}"


def store(connection: Connection, name: str, sealed: str) -> None:
    """Put a sealed secret in the place of the old one of that name."""
    drop(connection, name)
    connection.execute(insert(settings).values(name=_PREFIX + name, value=sealed))


def drop(connection: Connection, name: str) -> None:
    """Forget it; not there is fine."""
    connection.execute(delete(settings).where(settings.c.name == _PREFIX + name))


def exists(connection: Connection, name: str) -> bool:
    """Whether one is kept."""
    return _find(connection, name) is not None


def read(workspace: Workspace, name: str) -> str:
    """The secret as it is now; "" if there is none. Raises `errors.VaultLocked`."""
    stored = workspace.database.read(lambda connection: _find(connection, name))
    if stored is None:
        return ""
    sealed = _sealed(stored)
    if sealed is None:
        raise VaultLocked("The stored secret can't be opened.", "It is damaged.", "Enter it again.")
    return workspace.vault.open(_OWNER, name, sealed).reveal()


def _sealed(stored: str) -> Sealed | None:
    """What `seal` made; None for what it did not make."""
    number, _, data = stored.partition(":")
    try:
        return Sealed(base64.b64decode(data, validate=True), int(number))
    except (ValueError, binascii.Error):
        return None


def names(connection: Connection) -> list[str]:
    """The names of all that are kept."""
    found = connection.execute(select(settings.c.name).where(any_of_them())).scalars()
    return [name.removeprefix(_PREFIX) for name in found]


def is_name(stored: str) -> bool:
    """Whether a setting of that stored name is a sealed one."""
    return stored.startswith(_PREFIX)


def any_of_them() -> ColumnElement[bool]:
    """The rows of all of them."""
    return settings.c.name.startswith(_PREFIX, autoescape=True)


def _find(connection: Connection, name: str) -> str | None:
    return connection.scalar(select(settings.c.value).where(settings.c.name == _PREFIX + name))
