"""How an account does: its sign-in, what it may, and what of it waits or has failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.account_health import AccountHealth
from brandcraft_desktop.domain.sign_in_times import sign_in_end
from brandcraft_desktop.domain.sign_in_words import state_words
from brandcraft_desktop.domain.status import PENDING, DeliveryStatus
from brandcraft_desktop.errors import VaultLocked
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import Scoped
from brandcraft_desktop.publishers.bearer import CLIENT_ID
from brandcraft_desktop.services import renewal
from brandcraft_desktop.services.account_rows import one_account
from brandcraft_desktop.services.account_secrets import AccountSecrets
from brandcraft_desktop.services.next_posts import next_posts

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_WAITING = frozenset({*PENDING, DeliveryStatus.PROCESSING, DeliveryStatus.PUBLISHING})


def health(workspace: Workspace, account_id: str) -> AccountHealth:
    """How one account does. Raises `NotFound`."""

    def read(connection: Connection) -> tuple[Account, Mapping[DeliveryStatus, int]]:
        return one_account(connection, account_id), _counted(connection, account_id)

    account, counted = workspace.database.read(read)
    posts = workspace.database.read(next_posts)
    planner = workspace.platforms.get(account.platform)
    missing = None
    if isinstance(planner, Scoped) and account.scopes:
        missing = tuple(one for one in planner.needed_scopes if one not in account.scopes)
    connected = account.state is AccountState.CONNECTED
    return AccountHealth(
        account_id=account.id,
        state=account.state,
        words=state_words(account, planner.info, workspace.clock.now(), missing=missing or ()),
        trouble=account.trouble,
        paused=account.paused,
        scopes=account.scopes,
        missing=missing,
        last_success=account.succeeded_at,
        last_check=account.checked_at,
        next_renewal=renewal.moment_of(workspace, account, posts.get(account.id))
        if connected
        else None,
        expires_at=account.expires_at,
        ends_at=sign_in_end(account, renews=planner.info.renews),
        app_client_id=_app(workspace, account.id),
        waiting=sum(counted.get(status, 0) for status in _WAITING),
        failed=counted.get(DeliveryStatus.FAILED, 0),
    )


def _counted(connection: Connection, account_id: str) -> Mapping[DeliveryStatus, int]:
    deliveries = tables.deliveries.c
    rows = connection.execute(
        select(deliveries.status, func.count().label("count"))
        .join(tables.posts, tables.posts.c.id == deliveries.post_id)
        .where(deliveries.account_id == account_id, tables.posts.c.deleted_at.is_(None))
        .group_by(deliveries.status)
    )
    return {DeliveryStatus(row.status): int(row._mapping["count"]) for row in rows}


def _app(workspace: Workspace, account_id: str) -> str:
    try:
        return AccountSecrets(workspace, account_id).read(CLIENT_ID)
    except VaultLocked:
        return ""
