"""Every secret of a workspace, opened for a file that seals them again with a passphrase."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.accounts import sealed_file
from brandcraft_desktop.accounts.secret import Secret
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import sealed_settings
from brandcraft_desktop.services.account_secrets import AccountSecrets

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True, repr=False)
class Secrets:
    """By account and name, and those of no account by their name. Never shown."""

    accounts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)


def sealed(workspace: Workspace, passphrase: str) -> str:
    """All of them, sealed. Raises `BadInput` for a short passphrase, `VaultLocked`."""

    def look(connection: Connection) -> tuple[list[tuple[str, str]], list[str]]:
        secrets = tables.secrets.c
        rows = connection.execute(select(secrets.account_id, secrets.name))
        named = sealed_settings.names(connection)
        return [(row.account_id, row.name) for row in rows], named

    of_accounts, named = workspace.database.read(look)
    accounts: dict[str, dict[str, str]] = {}
    for account_id, name in of_accounts:
        secret = AccountSecrets(workspace, account_id).read(name)
        if secret:
            accounts.setdefault(account_id, {})[name] = secret
    settings = {name: sealed_settings.read(workspace, name) for name in named}
    text = json.dumps({"accounts": accounts, "settings": settings})
    return sealed_file.seal(text, Secret(passphrase), _context(workspace.id))


def opened(text: str, passphrase: str, workspace_id: str) -> Secrets:
    """What `sealed` made in the workspace of that id. Raises `BadInput`."""
    plain = sealed_file.unseal(text, Secret(passphrase), _context(workspace_id))
    try:
        stored = json.loads(plain)
        accounts = {str(id_): _texts(values) for id_, values in stored["accounts"].items()}
        return Secrets(accounts, _texts(stored["settings"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadInput("The sign-ins in this file can't be read.", "They are damaged.") from error


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    if not all(isinstance(value, str) for value in values.values()):
        raise TypeError("no texts")
    return {str(name): str(value) for name, value in values.items()}


def _context(workspace_id: str) -> str:
    return f"brandcraft export {workspace_id}"
