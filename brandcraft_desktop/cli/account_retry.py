"""Trying again everything that failed on an account: `accounts retry`, `posts retry --account`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandcraft_desktop.cli.output import show
from brandcraft_desktop.cli.workspace import account_named

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def retry_account(workspace: Workspace, account: str, *, as_json: bool) -> None:
    """Retry what failed on the account of that name, and say how much that is."""
    from brandcraft_desktop.services import deliveries

    one = account_named(workspace, account)
    going = deliveries.retry_failed_of(workspace, one.id)
    words = "1 delivery is tried again" if going == 1 else f"{going} deliveries are tried again"
    if not going:
        words = "nothing to try again"
    show({"id": one.id, "retried": going}, f"{one.id}  {words}", as_json=as_json)
