"""An account's sealed secrets, opened one at a time and replaced durably."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select, update

from brandcraft_desktop.accounts.secret import Sealed, Secret
from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import Grant
from brandcraft_desktop.services.account_rows import grant_columns
from brandcraft_desktop.services.renewal_turn import RenewalTurn
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.accounts.vault import Vault
    from brandcraft_desktop.services.workspace import Workspace


class AccountSecrets:
    """The `publishers.base.Secrets` of one account: nothing is kept in memory between reads."""

    def __init__(self, workspace: Workspace, account_id: str) -> None:
        self._workspace = workspace
        self._account_id = account_id

    def read(self, name: str) -> str:
        """The secret called `name` as it is now; "" if there is none. Raises `VaultLocked`."""

        def look(connection: Connection) -> Sealed | None:
            row = connection.execute(
                select(tables.secrets.c.sealed, tables.secrets.c.key_number).where(
                    tables.secrets.c.account_id == self._account_id, tables.secrets.c.name == name
                )
            ).one_or_none()
            return None if row is None else Sealed(bytes(row.sealed), row.key_number)

        sealed = self._workspace.database.read(look)
        if sealed is None:
            return ""
        return self._workspace.vault.open(self._account_id, name, sealed).reveal()

    def replace(self, values: Mapping[str, str], grant: Grant) -> None:
        """Seal new values, durable when this returns; an empty value never overwrites a full one.

        Raises `VaultLocked`, `StorageTrouble`, and `Refused` for an account that was disconnected
        meanwhile.
        """
        sealed = seal_all(self._workspace.vault, self._account_id, values)
        if not sealed:
            return

        def act(connection: Connection, emit: Emit) -> None:
            found = connection.execute(
                update(tables.accounts)
                .where(
                    tables.accounts.c.id == self._account_id,
                    tables.accounts.c.state != AccountState.DISCONNECTED.value,
                )
                .values(grant_columns(grant))
            )
            if found.rowcount != 1:
                raise Refused("This account was disconnected.", "", "Connect it again to use it.")
            store_all(connection, self._account_id, sealed, self._workspace.clock.now())
            emit(AccountChanged(self._account_id))

        change(self._workspace, act)

    def renewing(self) -> RenewalTurn:
        """The account's one turn for renewing its tokens, across processes."""
        return RenewalTurn(self._workspace, self._account_id)


def seal_all(vault: Vault, account_id: str, values: Mapping[str, str]) -> dict[str, Sealed]:
    """The full ones of these values, sealed. Never inside a transaction. Raises `VaultLocked`."""
    return {
        name: vault.seal(account_id, name, Secret(text)) for name, text in values.items() if text
    }


def store_all(
    connection: Connection, account_id: str, sealed: Mapping[str, Sealed], now: datetime
) -> None:
    """Put sealed values in place of the old ones of the same names."""
    secrets = tables.secrets
    for name, value in sealed.items():
        columns = {"sealed": value.data, "key_number": value.key_number, "updated_at": now}
        there = connection.execute(
            update(secrets)
            .where(secrets.c.account_id == account_id, secrets.c.name == name)
            .values(columns)
        )
        if there.rowcount == 0:
            connection.execute(insert(secrets).values(account_id=account_id, name=name, **columns))
