"""What a publisher is given to work with, put together for one delivery or one account."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import AccountSession, Identity, Session
from brandcraft_desktop.services import accounts, media

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def delivery_session(
    workspace: Workspace, delivery_id: str, account: Account, plan: Plan
) -> Session:
    """For publishing `plan` to `account`. Raises `errors.VaultLocked`, `errors.ContentRefused`."""
    created_at: datetime = workspace.database.read(
        lambda connection: connection.execute(
            select(tables.deliveries.c.created_at).where(tables.deliveries.c.id == delivery_id)
        ).scalar_one()
    )
    return Session(
        http=accounts.http_for(workspace, account.id),
        identity=_identity(account),
        secrets=accounts.secrets(workspace, account.id),
        renditions=media.renditions(workspace, plan),
        clock=workspace.clock,
        key=delivery_id,
        created_at=created_at,
    )


def account_session(workspace: Workspace, account: Account) -> AccountSession:
    """For work on the account itself."""
    return AccountSession(
        http=accounts.http_for(workspace, account.id),
        identity=_identity(account),
        secrets=accounts.secrets(workspace, account.id),
        clock=workspace.clock,
    )


def _identity(account: Account) -> Identity:
    return Identity(account.id, account.remote_id, account.handle, account.server)
