"""The accounts' use cases: connect, list, refresh, pause, move to a brand, disconnect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import Secrets
from brandcraft_desktop.services.account_connect import connect
from brandcraft_desktop.services.account_disconnect import disconnect, disconnect_consequences
from brandcraft_desktop.services.account_http import http_for
from brandcraft_desktop.services.account_refresh import look_again, refresh
from brandcraft_desktop.services.account_rows import account as from_row
from brandcraft_desktop.services.account_rows import check_brand, one_account
from brandcraft_desktop.services.account_secrets import AccountSecrets
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

__all__ = [
    "connect",
    "disconnect",
    "disconnect_consequences",
    "http_for",
    "link",
    "list_accounts",
    "look_again",
    "pause",
    "refresh",
    "secrets",
    "show",
]


def list_accounts(
    workspace: Workspace, *, brand_id: str | None = None, disconnected: bool = False
) -> tuple[Account, ...]:
    """All accounts in the platforms' fixed order, oldest first; of one brand where it is named.

    `disconnected` also gives those that were disconnected.
    """
    accounts = tables.accounts
    query = select(accounts).order_by(accounts.c.created_at, accounts.c.id)
    if brand_id is not None:
        query = query.where(accounts.c.brand_id == brand_id)
    if not disconnected:
        query = query.where(accounts.c.state != AccountState.DISCONNECTED.value)
    found = workspace.database.read(
        lambda connection: [from_row(row) for row in connection.execute(query).mappings()]
    )
    order = {publisher.info.id: publisher.info.order for publisher in workspace.platforms.all()}
    return tuple(sorted(found, key=lambda each: order.get(each.platform, len(order))))


def show(workspace: Workspace, account_id: str) -> Account:
    """One account. Raises `NotFound`."""
    return workspace.database.read(lambda connection: one_account(connection, account_id))


def pause(workspace: Workspace, account_id: str, paused: bool) -> Account:
    """Hold back everything of one account, or let it go on. Raises `NotFound`."""
    return _update(workspace, account_id, {"paused": paused}, None)


def link(workspace: Workspace, account_id: str, brand_id: str | None) -> Account:
    """Move an account to a brand, or out of every brand. Raises `NotFound`."""
    return _update(workspace, account_id, {"brand_id": brand_id}, brand_id)


def secrets(workspace: Workspace, account_id: str) -> Secrets:
    """The account's sealed secrets, opened when read."""
    return AccountSecrets(workspace, account_id)


def _update(
    workspace: Workspace, account_id: str, values: dict[str, object], brand_id: str | None
) -> Account:
    def act(connection: Connection, emit: Emit) -> Account:
        before = one_account(connection, account_id)
        if brand_id is not None:
            check_brand(connection, brand_id)
        connection.execute(
            update(tables.accounts).where(tables.accounts.c.id == account_id).values(values)
        )
        after = one_account(connection, account_id)
        if after != before:
            emit(AccountChanged(account_id))
        return after

    return change(workspace, act, person=True)
