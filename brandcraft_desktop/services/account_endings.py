"""Sign-ins that end before their next post goes out: told a day before it, not by its failure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.domain.sign_in_times import sign_in_end
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.account_rows import account as from_row
from brandcraft_desktop.services.next_posts import next_posts
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.publishers.registry import Registry
    from brandcraft_desktop.services.workspace import Workspace

AHEAD = timedelta(hours=24)


@dataclass(frozen=True)
class EndsFirst:
    """A connected account whose sign-in ends at `end`, before its next post at `post`."""

    account: Account
    end: datetime
    post: datetime

    @property
    def told_from(self) -> datetime:
        """Since when its person is told."""
        return self.post - AHEAD


_told: dict[tuple[str, str], tuple[datetime, datetime]] = {}


def endings(
    connection: Connection, platforms: Registry, *, brand_id: str | None = None
) -> tuple[EndsFirst, ...]:
    """All of them, whether it is time to tell or not."""
    accounts = tables.accounts.c
    query = select(tables.accounts).where(accounts.state == AccountState.CONNECTED.value)
    if brand_id is not None:
        query = query.where(accounts.brand_id == brand_id)
    posts = next_posts(connection)
    found = []
    for row in connection.execute(query.order_by(accounts.id)).mappings():
        account = from_row(row)
        post = posts.get(account.id)
        end = sign_in_end(account, renews=platforms.get(account.platform).info.renews)
        if post is not None and end is not None and end <= post:
            found.append(EndsFirst(account, end, post))
    return tuple(found)


def tell(workspace: Workspace) -> datetime | None:
    """Tell of the accounts for which it has become time (`AccountChanged`), once in each process.

    Gives when to look again; None while nothing is known that could come.
    """
    found = workspace.database.read(lambda connection: endings(connection, workspace.platforms))
    now = workspace.clock.now()
    due = [one for one in found if one.told_from <= now and not _known(workspace, one)]

    def write(connection: Connection, emit: Emit) -> None:
        for one in due:
            emit(AccountChanged(one.account.id))

    if due:
        for one in due:
            _told[workspace.owner, one.account.id] = (one.end, one.post)
        change(workspace, write)
    return min((one.told_from for one in found if one.told_from > now), default=None)


def _known(workspace: Workspace, one: EndsFirst) -> bool:
    return _told.get((workspace.owner, one.account.id)) == (one.end, one.post)


def forget(workspace: Workspace) -> None:
    """Drop what this process keeps for a workspace that closes."""
    for key in [key for key in _told if key[0] == workspace.owner]:
        _told.pop(key, None)
