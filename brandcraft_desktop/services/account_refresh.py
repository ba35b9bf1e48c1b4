"""Reading an account's profile again and renewing its sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, update

from brandcraft_desktop.domain.account import Account, AccountState, at
from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.domain.platform import NO_FACTS
from brandcraft_desktop.errors import PermissionMissing, Refused, SignInExpired
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import AccountSession, Identity
from brandcraft_desktop.services import avatars
from brandcraft_desktop.services.account_facts import to_text
from brandcraft_desktop.services.account_http import http_for
from brandcraft_desktop.services.account_rows import one_account
from brandcraft_desktop.services.account_secrets import AccountSecrets
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def refresh(workspace: Workspace, account_id: str) -> Account:
    """Renew the sign-in and bring name, handle and picture up to date.

    A refused sign-in or a missing permission is kept as the account's state and raised. Raises
    `NotFound`, `Refused` (disconnected), `VaultLocked`, `PublishingError`.
    """
    account = workspace.database.read(lambda database: one_account(database, account_id))
    if account.state is AccountState.DISCONNECTED:
        raise Refused(
            f"{at(account.handle)} is disconnected.", "", "Connect it again to refresh it."
        )
    secrets = AccountSecrets(workspace, account_id)
    session = AccountSession(
        http=http_for(workspace, account_id),
        identity=Identity(account.id, account.remote_id, account.handle, account.server),
        secrets=secrets,
        clock=workspace.clock,
    )
    publisher = workspace.platforms.publisher(account.platform)
    try:
        with secrets.renewing():
            publisher.renew(session)
        profile = publisher.profile(session)
    except SignInExpired as error:
        _mark(workspace, account_id, AccountState.NEEDS_RECONNECT, error.message)
        raise
    except PermissionMissing as error:
        _mark(workspace, account_id, AccountState.MISSING_PERMISSION, error.message)
        raise
    values: dict[str, object] = {
        "handle": profile.handle,
        "display_name": profile.display_name,
        "state": AccountState.CONNECTED.value,
        "trouble": "",
    }
    if profile.facts != NO_FACTS:
        values["facts"] = to_text(profile.facts)
    picture = avatars.keep(workspace, profile.avatar)
    if picture is not None:
        values["avatar_sha256"] = picture
    return _write(workspace, account_id, values)


def _mark(workspace: Workspace, account_id: str, state: AccountState, trouble: str) -> None:
    _write(workspace, account_id, {"state": state.value, "trouble": trouble})


def _write(workspace: Workspace, account_id: str, values: dict[str, object]) -> Account:
    """Write what was found, unless the account was disconnected meanwhile."""

    def act(connection: Connection, emit: Emit) -> Account:
        connection.execute(
            update(tables.accounts)
            .where(
                tables.accounts.c.id == account_id,
                tables.accounts.c.state != AccountState.DISCONNECTED.value,
            )
            .values(checked_at=workspace.clock.now(), **values)
        )
        emit(AccountChanged(account_id))
        return one_account(connection, account_id)

    return change(workspace, act)
