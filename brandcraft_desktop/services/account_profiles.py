"""Looking once a day how accounts are called and look now: one at a time, while nothing is due."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, exists, or_, select

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.sign_in_times import PROFILE_EVERY
from brandcraft_desktop.domain.status import IN_FLIGHT, PENDING
from brandcraft_desktop.errors import BrandcraftError, StorageTrouble
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.account_refresh import read_profile
from brandcraft_desktop.services.account_rows import account as from_row
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

APART = timedelta(minutes=1)
"""Between two accounts that are both to be looked at."""

SPREAD = timedelta(hours=2)
"""The day of an account is longer by a part of this that is always the same for it."""

QUIET = timedelta(minutes=2)
"""Nothing is looked at while a post is going out or does so within this time."""

REST = timedelta(hours=1)
"""Before the same account is tried again, whatever came of it."""

_log = logging.getLogger(__name__)
_resting: dict[tuple[str, str], datetime] = {}


def read_next(workspace: Workspace) -> datetime:
    """Look at the one account that has waited longest, if its day is over; gives when to come back.

    Nothing of an account changes where its platform can't be reached. A refusal is kept as its
    state. Raises `errors.StorageTrouble`.
    """
    now = workspace.clock.now()
    waiting = sorted(_waiting(workspace), key=lambda pair: (pair[0], pair[1].id))
    if not waiting:
        return now + PROFILE_EVERY
    moment, account = waiting[0]
    if moment > now:
        return moment
    if busy(workspace, now):
        return now + QUIET
    try:
        read_profile(workspace, account)
    except StorageTrouble:
        raise
    except BrandcraftError as error:
        _log.info("the profile of account %s was not read: %s", account.id, error.title)
    _resting[workspace.owner, account.id] = now + REST
    return now + APART


def forget(workspace: Workspace) -> None:
    """Drop what this process keeps for a workspace that closes."""
    for key in [key for key in _resting if key[0] == workspace.owner]:
        _resting.pop(key, None)


def _waiting(workspace: Workspace) -> list[tuple[datetime, Account]]:
    """The connected accounts, each with the moment at which it should be looked at."""
    if not publishing_allowed(workspace):
        return []
    accounts = tables.accounts

    def read(connection: Connection) -> list[Account]:
        chosen = select(accounts).where(accounts.c.state == AccountState.CONNECTED.value)
        return [from_row(row) for row in connection.execute(chosen).mappings()]

    now = workspace.clock.now()
    found = []
    for account in workspace.database.read(read):
        last = account.checked_at or account.created_at
        moment = now if last is None else last + PROFILE_EVERY + _own_share(account.id)
        found.append((max(moment, _resting.get((workspace.owner, account.id), moment)), account))
    return found


def _own_share(account_id: str) -> timedelta:
    return SPREAD * (int.from_bytes(hashlib.sha256(account_id.encode()).digest()[:2]) / 65536)


def busy(workspace: Workspace, now: datetime) -> bool:
    """Whether a post is going out, or about to."""
    deliveries = tables.deliveries.c
    soon = exists().where(
        or_(
            deliveries.lease_owner.is_not(None),
            and_(
                deliveries.status.in_([status.value for status in PENDING | IN_FLIGHT]),
                deliveries.run_at <= now + QUIET,
                deliveries.hold_reason == "",  # what waits for its owner may wait for weeks
            ),
        )
    )
    return bool(
        workspace.database.read(lambda connection: connection.execute(select(soon)).scalar_one())
    )
