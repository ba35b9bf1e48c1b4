"""What is kept of an account when its platform answered: that it worked, or why it does not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, true, update

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.errors import (
    AppKeysRefused,
    BrandcraftError,
    PermissionMissing,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.account_rows import one_account, state_columns
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_ACCOUNTS = tables.accounts


def state_after(error: BrandcraftError) -> AccountState | None:
    """What a refusal makes of the account; None where it says nothing of its sign-in.

    An account keeps the keys of its app among its secrets, so new ones mean a new sign-in.
    """
    if isinstance(error, SignInRevoked):
        return AccountState.REVOKED
    if isinstance(error, SignInExpired | AppKeysRefused):
        return AccountState.NEEDS_RECONNECT
    return AccountState.MISSING_PERMISSION if isinstance(error, PermissionMissing) else None


def refused(workspace: Workspace, account: Account, error: BrandcraftError) -> bool:
    """Keep what a refusal means; False where it means nothing (no network, a locked vault).

    `account` is as it was before its platform was asked: who has come back since stays connected.
    """
    state = state_after(error)
    if state is None:
        return False
    values = {"trouble": error.message, **state_columns(state)}
    unchanged = _ACCOUNTS.c.checked_at.is_not_distinct_from(account.checked_at)
    keep(workspace, account.id, values, only_if=unchanged)
    return True


def keep(
    workspace: Workspace,
    account_id: str,
    values: dict[str, object],
    *,
    only_if: ColumnElement[bool] | None = None,
) -> Account:
    """Write what a look at the account found, unless it was disconnected meanwhile."""
    still = true() if only_if is None else only_if

    def act(connection: Connection, emit: Emit) -> Account:
        connection.execute(
            update(_ACCOUNTS)
            .where(
                _ACCOUNTS.c.id == account_id,
                _ACCOUNTS.c.state != AccountState.DISCONNECTED.value,
                still,
            )
            .values(checked_at=workspace.clock.now(), **values)
        )
        emit(AccountChanged(account_id))
        return one_account(connection, account_id)

    return change(workspace, act)


def succeeded(connection: Connection, account_id: str, now: datetime) -> None:
    """The platform did what we asked; whoever writes this also tells what it was."""
    connection.execute(
        update(_ACCOUNTS).where(_ACCOUNTS.c.id == account_id).values(succeeded_at=now)
    )
