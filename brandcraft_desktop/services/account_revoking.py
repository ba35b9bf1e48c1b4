"""Telling a platform that a disconnected account's tokens are no longer wanted: best effort."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.errors import BrandcraftError, VaultLocked
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import AccountSession, Grant, Renewal, Revoking
from brandcraft_desktop.publishers.bearer import ACCESS, REFRESH
from brandcraft_desktop.services import platform_settings
from brandcraft_desktop.services.account_http import passing_http
from brandcraft_desktop.services.account_rows import one_account
from brandcraft_desktop.services.account_secrets import AccountSecrets
from brandcraft_desktop.services.account_session import identity_of
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

TOKENS = (ACCESS, REFRESH)
WAIT = 5.0  # seconds that its person is kept; the call itself may take longer
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Leaving:
    """An account about to be disconnected, with what must be known to take its tokens back."""

    account: Account
    publisher: Revoking
    secrets: Mapping[str, str] = field(repr=False)


def leaving(workspace: Workspace, account_id: str) -> Leaving | None:
    """Read what `revoke` needs while it is still there; None where nothing can be taken back.

    A copy of a workspace takes nothing back: the computer that publishes has the same tokens. Nor
    does an account whose sign-in another one still lives by (a company page and its member).
    """
    account = workspace.database.read(lambda connection: one_account(connection, account_id))
    publisher = workspace.platforms.get(account.platform)
    if not isinstance(publisher, Revoking) or not publishing_allowed(workspace):
        return None

    def read(connection: Connection) -> list[str]:
        secrets = tables.secrets.c
        chosen = select(secrets.name).where(secrets.account_id == account_id)
        return list(connection.execute(chosen).scalars())

    sealed = AccountSecrets(workspace, account_id)
    try:
        found = {name: sealed.read(name) for name in workspace.database.read(read)}
        if not found or _shared(workspace, account, found):
            return None
    except VaultLocked:
        return None
    return Leaving(account, publisher, found)


def _shared(workspace: Workspace, account: Account, found: Mapping[str, str]) -> bool:
    """Whether another account of the platform has one of these tokens."""
    accounts, secrets = tables.accounts.c, tables.secrets.c
    chosen = (
        select(secrets.account_id, secrets.name)
        .join(tables.accounts, accounts.id == secrets.account_id)
        .where(
            accounts.platform == account.platform,
            accounts.id != account.id,
            secrets.name.in_(TOKENS),
        )
    )
    rows = workspace.database.read(lambda connection: connection.execute(chosen).all())
    return any(
        AccountSecrets(workspace, row.account_id).read(row.name) == found.get(row.name)
        for row in rows
    )


def revoke(workspace: Workspace, leaving: Leaving | None) -> None:
    """Take the tokens back on the platform; whatever comes of it, nobody waits longer than 5 s."""
    if leaving is None:
        return
    thread = threading.Thread(
        target=_revoke, args=(workspace, leaving), name="revoking", daemon=True
    )
    thread.start()
    thread.join(WAIT)


def _revoke(workspace: Workspace, leaving: Leaving) -> None:
    account = leaving.account
    try:
        with passing_http(workspace) as http:
            session = AccountSession(
                http=http,
                identity=identity_of(account),
                secrets=_Kept(leaving.secrets),
                clock=workspace.clock,
                settings=platform_settings.values(workspace, account.platform),
            )
            leaving.publisher.revoke(session)
    except BrandcraftError as error:
        _log.info("the tokens of account %s were not taken back: %s", account.id, error.title)
    except Exception as error:  # noqa: BLE001 - nobody waits for it; a message may hold a secret
        _log.error("taking back the tokens of account %s: %s", account.id, type(error).__name__)


@dataclass(frozen=True)
class _Kept:
    """Secrets that are no longer in the database; nothing new is kept."""

    values: Mapping[str, str] = field(repr=False)

    def read(self, name: str) -> str:
        """The secret, or ""."""
        return self.values.get(name, "")

    def replace(self, values: Mapping[str, str], grant: Grant) -> None:
        """Nobody will use them."""

    def renewing(self) -> Renewal:
        """Nobody else renews what was disconnected."""
        return nullcontext()
