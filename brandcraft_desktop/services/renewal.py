"""Renewing an account's tokens: one at a time per account, in good time before they run out."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.account import Account, AccountState, at
from brandcraft_desktop.domain.schedule import day_name
from brandcraft_desktop.domain.sign_in_times import (
    LONG_LIVED,
    over,
    renewal_moment,
    runs_out,
    sign_in_end,
)
from brandcraft_desktop.errors import BrandcraftError, SignInExpired
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import account_marks, renewal_pauses, renewal_rests
from brandcraft_desktop.services.account_refresh import read_profile
from brandcraft_desktop.services.account_rows import account as from_row
from brandcraft_desktop.services.next_posts import next_posts
from brandcraft_desktop.services.renewal_once import renew, version
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

__all__ = ["moment_of", "next_renewal", "renew", "renew_before", "renew_due", "version"]

_log = logging.getLogger(__name__)
_ACCOUNTS = tables.accounts.c


def renew_before(workspace: Workspace, account: Account) -> None:
    """Renew a token first that could run out while a post goes out.

    Only a sign-in that is over is raised (`errors.SignInExpired`); whatever else keeps us from it,
    the token may hold long enough, and the attempt will tell.
    """
    info = workspace.platforms.get(account.platform).info
    lasts = not runs_out(account, workspace.clock.now())
    if lasts or renewal_moment(account, renews=info.renews) is None:
        return
    if _left_alone(workspace, account) is not None:
        return
    try:
        renew(workspace, account)
    except SignInExpired:
        raise
    except BrandcraftError:
        renewal_pauses.tried(workspace, account)


def next_renewal(workspace: Workspace) -> datetime | None:
    """When the next account wants to be looked at; None when none ever runs out."""
    moments = []
    for account, post in _living(workspace):
        try:
            moments.append(_moment(workspace, account, post))
        except Exception:  # noqa: BLE001 - one account must not stop the others
            _log.exception("the next renewal of account %s can't be planned", account.id)
    return min((moment for moment in moments if moment is not None), default=None)


def renew_due(workspace: Workspace) -> None:
    """Renew what should be renewed by now; what could not be waits a growing while.

    A sign-in that its owner must bring back makes its account wait for that: one that ended on a
    known day without anybody being asked. No network changes nothing. Whatever goes wrong with one
    account keeps no other waiting.
    """
    for account, post in _living(workspace):
        try:
            _renew_if_due(workspace, account, post)
        except Exception:  # noqa: BLE001 - one account must not stop the others
            _log.exception("account %s could not be renewed; it is left alone", account.id)
            renewal_pauses.tried(workspace, account)


def _renew_if_due(workspace: Workspace, account: Account, post: datetime | None) -> None:
    moment = _moment(workspace, account, post)
    if moment is None or moment > workspace.clock.now():
        return
    info = workspace.platforms.get(account.platform).info
    if over(account, workspace.clock.now(), renews=info.renews):
        account_marks.refused(workspace, account, _ended(account, info.name, info.renews))
    else:
        _renew_quietly(workspace, account)


def _renew_quietly(workspace: Workspace, account: Account) -> None:
    try:
        after = renew(workspace, account)
    except BrandcraftError as error:
        if not account_marks.refused(workspace, account, error):
            renewal_pauses.tried(workspace, account)
        return
    if (after.expires_at, after.renew_at) == (account.expires_at, account.renew_at):
        renewal_pauses.tried(workspace, after)  # the platform gave the same again: no hurry
    if after.expires_at is None or after.expires_at - workspace.clock.now() < LONG_LIVED:
        return
    try:
        read_profile(workspace, after)
    except BrandcraftError:
        return  # the tokens are fresh; the daily look at the profiles comes back to it


def _moment(workspace: Workspace, account: Account, post: datetime | None) -> datetime | None:
    """When the account wants to be looked at: renewed, or found to be over."""
    end = sign_in_end(account, renews=workspace.platforms.get(account.platform).info.renews)
    found = [one for one in (moment_of(workspace, account, post), end) if one is not None]
    return min(found, default=None)


def moment_of(workspace: Workspace, account: Account, post: datetime | None) -> datetime | None:
    """When the account is renewed next, by its own rules and what was tried; None: never.

    `post` is the moment of its next post.
    """
    renews = workspace.platforms.get(account.platform).info.renews
    moment = renewal_moment(account, renews=renews, next_post=post)
    if moment is None:
        return None
    alone = _left_alone(workspace, account)
    return moment if alone is None else max(moment, alone)


def _left_alone(workspace: Workspace, account: Account) -> datetime | None:
    """Until when nothing is tried: what failed waits, and fresh tokens rest; None: no reason."""
    ends = (renewal_pauses.until(workspace, account), renewal_rests.until(workspace, account))
    return max((end for end in ends if end is not None), default=None)


def _living(workspace: Workspace) -> tuple[tuple[Account, datetime | None], ...]:
    """The connected accounts, each with the moment of its next post."""

    if not publishing_allowed(workspace):
        return ()  # a copy that used a token up would take it from the computer that publishes

    def read(connection: Connection) -> tuple[tuple[Account, datetime | None], ...]:
        posts = next_posts(connection)
        rows = connection.execute(
            select(tables.accounts)
            .where(_ACCOUNTS.state == AccountState.CONNECTED.value)
            .order_by(_ACCOUNTS.expires_at, _ACCOUNTS.id)
        ).mappings()
        return tuple((from_row(row), posts.get(row["id"])) for row in rows)

    return workspace.database.read(read)


def _ended(account: Account, platform: str, renews: bool) -> SignInExpired:
    end = sign_in_end(account, renews=renews)
    on = f" on {day_name(end)}" if end is not None else ""
    return SignInExpired(
        f"The {platform} sign-in of {at(account.handle)} ended{on}.",
        "Only its owner can sign in again.",
        "Reconnect the account.",
    )
