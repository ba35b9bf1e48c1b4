"""One renewal of an account's tokens, unless another has made it by the time it is our turn."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.account import Account, AccountState, at
from brandcraft_desktop.errors import SignInExpired, SignInRevoked
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import account_marks
from brandcraft_desktop.services.account_rows import one_account
from brandcraft_desktop.services.account_session import account_session
from brandcraft_desktop.services.renewal_turn import RenewalTurn

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def renew(workspace: Workspace, account: Account, *, unless_newer_than: str = "") -> Account:
    """Renew one account's tokens now; gives the account as it is then.

    Not where another has done it already: its tokens are others than those of the `version`
    `unless_newer_than`, or (without one) no longer those of `account`. What a refusal means is for
    the caller to keep. Raises `errors.SignInExpired` when only its owner can sign in again, and
    other `errors.PublishingError` when it could not be tried.
    """
    turn = RenewalTurn(workspace, account.id)
    with turn:
        now = workspace.database.read(lambda connection: one_account(connection, account.id))
        if now.state is not AccountState.CONNECTED:
            raise _known_to_be_over(now)
        if unless_newer_than:
            fresh = version(workspace, account.id) != unless_newer_than
        else:
            fresh = (now.expires_at, now.renew_at) != (account.expires_at, account.renew_at)
        if fresh:
            return now
        _renew(workspace, now, turn)
        return _succeeded(workspace, account.id)


def renew_anyway(workspace: Workspace, account: Account) -> None:
    """Renew one account's tokens, whoever did so before. Raises as `renew`."""
    turn = RenewalTurn(workspace, account.id)
    with turn:
        _renew(workspace, account, turn)


def _renew(workspace: Workspace, account: Account, turn: RenewalTurn) -> None:
    publisher = workspace.platforms.publisher(account.platform)
    try:
        publisher.renew(account_session(workspace, account))
    except SignInRevoked as error:
        if not turn.interrupted:
            raise
        raise SignInExpired(
            f"The sign-in of {at(account.handle)} was lost.",
            f"Brandcraft was ended while it renewed it, and {publisher.info.name} gives a new one "
            "only once.",
            "Reconnect the account.",
            raw=error.raw,
        ) from error


def version(workspace: Workspace, account_id: str) -> str:
    """Names the tokens that an account has now, and tells nothing of them."""

    def read(connection: Connection) -> str:
        secrets = tables.secrets.c
        rows = connection.execute(
            select(secrets.name, secrets.sealed)
            .where(secrets.account_id == account_id)
            .order_by(secrets.name)
        )
        digest = hashlib.sha256()
        for row in rows:
            digest.update(row.name.encode() + b"\0" + bytes(row.sealed))
        return digest.hexdigest()

    return workspace.database.read(read)


def _succeeded(workspace: Workspace, account_id: str) -> Account:
    def write(connection: Connection) -> Account:
        account_marks.succeeded(connection, account_id, workspace.clock.now())
        return one_account(connection, account_id)

    return workspace.database.write(write)  # giving the turn back tells that it changed


def _known_to_be_over(account: Account) -> SignInExpired:
    kind = SignInRevoked if account.state is AccountState.REVOKED else SignInExpired
    return kind(
        f"{at(account.handle)} has to be reconnected.",
        account.trouble,
        "Reconnect it on the Accounts page.",
    )
