"""What a publisher is given to work with, put together for one delivery or one account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.publishers.base import AccountSession, Identity, NoStaging, Session
from brandcraft_desktop.services import accounts, media
from brandcraft_desktop.services.claims import Claim
from brandcraft_desktop.services.staging import DeliveryStaging
from brandcraft_desktop.services.steps import DurableSteps

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def delivery_session(
    workspace: Workspace,
    claim: Claim,
    account: Account,
    plan: Plan,
    steps: DurableSteps,
    *,
    files: bool = True,
) -> Session:
    """For publishing `plan` to `account`; without `files` nothing can be uploaded, only looked for.

    Raises `errors.VaultLocked`, `errors.ContentRefused`.
    """
    prepared = media.renditions(workspace, plan) if files else media.NO_FILES
    pulls = workspace.platforms.get(account.platform).info.pulls
    return Session(
        http=accounts.http_for(workspace, account.id),
        identity=_identity(account),
        secrets=accounts.secrets(workspace, account.id),
        renditions=prepared,
        clock=workspace.clock,
        key=claim.delivery_id,
        created_at=claim.created_at,
        staging=NoStaging()
        if pulls is None
        else DeliveryStaging(workspace, claim.delivery_id, pulls, prepared, steps),
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
