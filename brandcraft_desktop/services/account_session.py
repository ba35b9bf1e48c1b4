"""What a publisher is given to work on an account itself, without any delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.publishers.base import AccountSession, Identity
from brandcraft_desktop.services import platform_settings
from brandcraft_desktop.services.account_http import http_for
from brandcraft_desktop.services.account_secrets import AccountSecrets
from brandcraft_desktop.services.tallies import KeptTally

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def account_session(workspace: Workspace, account: Account) -> AccountSession:
    """For reading the profile, renewing the tokens, deleting a post."""
    return AccountSession(
        http=http_for(workspace, account.id),
        identity=identity_of(account),
        secrets=AccountSecrets(workspace, account.id),
        clock=workspace.clock,
        settings=platform_settings.values(workspace, account.platform),
        tally=KeptTally(workspace, account.platform),
    )


def identity_of(account: Account) -> Identity:
    """Who publishes."""
    return Identity(account.id, account.remote_id, account.handle, account.server)
