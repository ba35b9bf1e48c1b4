"""How long fresh tokens are left alone, whoever renewed them and in whichever process.

Some tokens live so short that they would be due again the moment they came.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.sign_in_times import rest_end
from brandcraft_desktop.models import tables

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def until(workspace: Workspace, account: Account) -> datetime | None:
    """When the account may be renewed again without a call having been refused; None: now.

    Tokens that a wrong clock dates ahead of now have no rest.
    """
    secrets = tables.secrets.c
    came = workspace.database.read(
        lambda connection: connection.execute(
            select(func.max(secrets.updated_at, type_=secrets.updated_at.type)).where(
                secrets.account_id == account.id
            )
        ).scalar()
    )
    now = workspace.clock.now()
    if came is None or came > now:
        return None
    end = rest_end(account, came)
    return end if end > now else None
