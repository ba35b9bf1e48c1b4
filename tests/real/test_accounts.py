"""Accounts on the real PDS: connected, refreshed, reconnected, disconnected."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.services import accounts
from brandcraft_desktop.services.workspace import close, open_workspace
from tests.real.bluesky_server import Pds, PdsAccount


def answers(pds: Pds, account: PdsAccount) -> dict[str, str]:
    """The connect form as a person fills it in."""
    return {
        "identifier": account.handle,
        "app_password": account.app_password,
        "server": pds.url,
    }


def test_an_account_from_connecting_to_disconnecting(home: Path, pds: Pds) -> None:
    first, second = pds.new_account(), pds.new_account()
    origins = Origins({"https://plc.directory": pds.plc, "https://bsky.social": pds.url})
    workspace = open_workspace(Home(home), passphrase="correct horse battery", origins=origins)
    try:
        wrong = answers(pds, first) | {"app_password": "aaaa-bbbb-cccc-dddd"}
        with pytest.raises(BrandcraftError):
            accounts.connect(workspace, "bluesky", wrong)
        assert accounts.list_accounts(workspace) == ()
        account = accounts.connect(workspace, "bluesky", answers(pds, first))
        assert (account.remote_id, account.handle) == (first.did, first.handle)
        assert account.expires_at is not None
        refreshed = accounts.refresh(workspace, account.id)
        assert refreshed.state is AccountState.CONNECTED
        with pytest.raises(BadInput, match=f"This is @{second.handle}"):
            accounts.connect(workspace, "bluesky", answers(pds, second), account_id=account.id)
        again = accounts.connect(workspace, "bluesky", answers(pds, first), account_id=account.id)
        assert again.id == account.id
        for path in home.rglob("*"):
            if path.is_file():
                assert first.app_password.encode() not in path.read_bytes()
        accounts.disconnect(workspace, account.id)
        assert accounts.list_accounts(workspace) == ()
    finally:
        close(workspace)
