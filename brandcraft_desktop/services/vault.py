"""The vault's use cases: how it stands, opening it, its passphrase, starting over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sqlalchemy import Connection, update

from brandcraft_desktop.accounts.keyring_store import NoKeyring, SystemKeyring
from brandcraft_desktop.accounts.secret import Secret
from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.domain.vault import VaultStatus
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import vault_book
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.models.engine import Database
    from brandcraft_desktop.services.workspace import Workspace

PASSPHRASE_VARIABLE = "BRANDCRAFT_VAULT_PASSPHRASE"


def make_vault(
    database: Database,
    home: Home,
    clock: Clock,
    *,
    workspace_id: str,
    passphrase: str | None = None,
    practice: bool = False,
) -> Vault:
    """The vault of a workspace; nothing is asked of a keyring before the first use.

    `passphrase` None takes BRANDCRAFT_VAULT_PASSPHRASE where it is set. One for `practice` never
    asks the person's keyring.
    """
    words = passphrase or os.environ.get(PASSPHRASE_VARIABLE, "")
    return Vault(
        vault_book.DatabaseBook(database, clock),
        NoKeyring() if practice else SystemKeyring(),
        workspace_id=workspace_id,
        lock_file=home.run / "vault.lock",
        passphrase=Secret(words) if words else None,
        shared=database.dialect != "sqlite",
    )


def status(workspace: Workspace) -> VaultStatus:
    """Whether sign-ins can be opened, and if not, what to do."""
    return workspace.vault.status()


def unlock(workspace: Workspace, passphrase: str) -> VaultStatus:
    """Open the vault with its passphrase (or set its first one where no keyring exists).

    Raises `BadInput` for a wrong or too short one.
    """
    workspace.vault.unlock(Secret(passphrase))
    return workspace.vault.status()


def rewrap(workspace: Workspace, old: str | None, new: str) -> VaultStatus:
    """Give the vault a new passphrase. `old` may be None while a keyring opens it.

    Raises `BadInput` for a wrong old or a too short new one, `VaultLocked` if nothing opens it.
    """
    workspace.vault.rewrap(Secret(old) if old is not None else None, Secret(new))
    return workspace.vault.status()


def export_wrapped(workspace: Workspace, passphrase: str) -> str:
    """The key wrapped by a passphrase, for a portable backup."""
    return workspace.vault.export_wrapped(Secret(passphrase))


def import_wrapped(workspace: Workspace, wrapped: str, passphrase: str) -> VaultStatus:
    """Take the key that came with a portable backup. Raises `BadInput` if it does not fit."""
    workspace.vault.import_wrapped(wrapped, Secret(passphrase))
    return workspace.vault.status()


def start_over(workspace: Workspace) -> None:
    """Give up a key that nobody can find: every sign-in is forgotten and asked for again."""

    def act(connection: Connection, emit: Emit) -> None:
        accounts = tables.accounts
        vault_book.retire(connection)
        found = connection.execute(
            update(accounts)
            .where(accounts.c.state != AccountState.DISCONNECTED.value)
            .values(
                state=AccountState.NEEDS_RECONNECT.value,
                trouble="The key to its sign-in was given up.",
            )
            .returning(accounts.c.id)
        )
        for account_id in found.scalars():
            emit(AccountChanged(account_id))

    change(workspace, act, person=True)
    workspace.vault.forget()
