"""Renewing an account's tokens: one at a time per account, in good time before they run out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.errors import BrandcraftError, SignInExpired
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import outcomes
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.sessions import account_session

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

EARLY = timedelta(minutes=10)
AGAIN = timedelta(minutes=5)  # after a renewal that could not be made


def renew(workspace: Workspace, account: Account) -> None:
    """Renew one account's tokens now.

    Raises `errors.SignInExpired` when only its owner can sign in again, and other
    `errors.PublishingError` when it could not be tried.
    """
    session = account_session(workspace, account)
    publisher = workspace.platforms.publisher(account.platform)
    with session.secrets.renewing():
        publisher.renew(session)


def next_renewal(workspace: Workspace) -> datetime | None:
    """When the next account's tokens should be renewed; None when none ever run out."""
    accounts = tables.accounts.c

    def read(connection: Connection) -> datetime | None:
        expires: datetime | None = connection.execute(
            select(accounts.expires_at)
            .where(accounts.state == AccountState.CONNECTED.value, accounts.expires_at.is_not(None))
            .order_by(accounts.expires_at)
            .limit(1)
        ).scalar_one_or_none()
        return None if expires is None else expires - EARLY

    return workspace.database.read(read)


def renew_due(workspace: Workspace) -> bool:
    """Renew what runs out soon; False when something could not be renewed and wants a later try.

    A refused sign-in makes its account wait for its owner.
    """
    border = workspace.clock.now() + EARLY
    accounts = tables.accounts.c

    def read(connection: Connection) -> tuple[Account, ...]:
        ids = connection.execute(
            select(accounts.id).where(
                accounts.state == AccountState.CONNECTED.value, accounts.expires_at <= border
            )
        ).scalars()
        return load_accounts(connection, list(ids))

    all_done = True
    for account in workspace.database.read(read):
        try:
            renew(workspace, account)
        except SignInExpired as error:
            outcomes.signed_out(workspace, account.id, error.message)
        except BrandcraftError:
            all_done = False
    return all_done
