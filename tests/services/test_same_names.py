"""Two accounts of one platform that are called alike stay two: only the platform's id counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import accounts
from brandcraft_desktop.services.workspace import Workspace
from tests.services.town import TOWN, Town, make_town, town_workspace

# One person with two logins: both show the same e-mail and the same name.
PRIVATE, SHOP = "ann", "ANN"
EMAIL = "ann@example.com"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    made = make_town(tmp_path)
    made.names = {PRIVATE: EMAIL, SHOP: EMAIL}
    return made


@pytest.fixture
def workspace(home: Path, town: Town) -> Iterator[Workspace]:
    with town_workspace(home, town) as opened:
        yield opened


def join(workspace: Workspace, login: str, account_id: str | None = None) -> str:
    given = {"login": login, "password": "open sesame"}
    return accounts.connect(workspace, TOWN, given, account_id=account_id).id


def token(workspace: Workspace, account_id: str) -> str | None:
    return accounts.secrets(workspace, account_id).read("refresh")


def test_they_are_two_with_the_same_words(workspace: Workspace, town: Town) -> None:
    private, shop = join(workspace, PRIVATE), join(workspace, SHOP)
    found = accounts.list_accounts(workspace)
    assert {one.id for one in found} == {private, shop}
    assert {(one.handle, one.display_name) for one in found} == {(EMAIL, "Ann")}
    assert {one.remote_id for one in found} == {f"did:{PRIVATE}", f"did:{SHOP}"}
    assert token(workspace, private) == town.valid[PRIVATE]
    assert token(workspace, shop) == town.valid[SHOP]


@pytest.mark.parametrize("login", [PRIVATE, SHOP])
def test_connecting_one_again_touches_only_it(workspace: Workspace, town: Town, login: str) -> None:
    ids = {PRIVATE: join(workspace, PRIVATE), SHOP: join(workspace, SHOP)}
    other = SHOP if login == PRIVATE else PRIVATE
    before = token(workspace, ids[other])
    assert join(workspace, login) == ids[login]
    assert len(accounts.list_accounts(workspace)) == 2
    assert token(workspace, ids[login]) == town.valid[login]
    assert token(workspace, ids[other]) == before


def test_reconnecting_one_as_the_other_is_refused(workspace: Workspace, town: Town) -> None:
    private, shop = join(workspace, PRIVATE), join(workspace, SHOP)
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.accounts)
            .where(tables.accounts.c.id == shop)
            .values(state=AccountState.NEEDS_RECONNECT.value, trouble="Expired.")
        )
    )
    before = token(workspace, shop)
    with pytest.raises(BadInput, match="You were reconnecting"):
        join(workspace, PRIVATE, shop)
    assert accounts.show(workspace, shop).state is AccountState.NEEDS_RECONNECT
    assert token(workspace, shop) == before
    assert join(workspace, SHOP, shop) == shop
    states = {one.id: one.state for one in accounts.list_accounts(workspace)}
    assert states == {private: AccountState.CONNECTED, shop: AccountState.CONNECTED}


@pytest.mark.parametrize("login", [PRIVATE, SHOP])
def test_one_that_was_disconnected_comes_back_as_itself(workspace: Workspace, login: str) -> None:
    ids = {PRIVATE: join(workspace, PRIVATE), SHOP: join(workspace, SHOP)}
    accounts.disconnect(workspace, ids[login])
    assert join(workspace, login) == ids[login]
    assert {one.id for one in accounts.list_accounts(workspace)} == set(ids.values())
