"""Giving an app's new secret to the accounts that were connected in its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.bearer import CLIENT_ID, CLIENT_SECRET
from brandcraft_desktop.services.account_secrets import AccountSecrets, seal_all, store_all
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def give_new_secret(workspace: Workspace, platform: str, client_id: str, secret: str) -> int:
    """Seal `secret` for every account that uses `client_id`; gives how many. Raises `VaultLocked`.

    An account keeps the keys it was connected with, for only they can renew its sign-in.
    """
    accounts = tables.accounts.c
    ids = workspace.database.read(
        lambda connection: (
            connection.execute(select(accounts.id).where(accounts.platform == platform))
            .scalars()
            .all()
        )
    )
    given = 0
    for account_id in ids:
        if AccountSecrets(workspace, account_id).read(CLIENT_ID) == client_id:
            _give(workspace, account_id, secret)
            given += 1
    return given


def _give(workspace: Workspace, account_id: str, secret: str) -> None:
    sealed = seal_all(workspace.vault, account_id, {CLIENT_SECRET: secret})

    def act(connection: Connection, emit: Emit) -> None:
        store_all(connection, account_id, sealed, workspace.clock.now())
        emit(AccountChanged(account_id))

    change(workspace, act, person=True)
