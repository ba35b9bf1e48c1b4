"""Accounts: connecting, reconnecting, refreshing, renewing one at a time, disconnecting."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from brandcraft_desktop.domain.account import AccountState, DisconnectConsequences
from brandcraft_desktop.domain.events import AccountChanged, Event
from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.errors import (
    AlreadyExists,
    BadInput,
    BrandcraftError,
    NotFound,
    NotSent,
    Refused,
    SignInExpired,
    VaultLocked,
)
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import Grant
from brandcraft_desktop.services import accounts, brands, media, renewal_turn, vault
from brandcraft_desktop.services.workspace import Workspace
from tests.accounts.memory import NONE, MemoryStore
from tests.models.times import StandingClock
from tests.services.engine_world import add_deliveries
from tests.services.town import TOWN, Town, make_town, picture, town_workspace

RIGHT = "open sesame"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return make_town(tmp_path)


@pytest.fixture
def workspace(home: Path, town: Town) -> Iterator[Workspace]:
    with town_workspace(home, town) as opened:
        yield opened


def answers(login: str, password: str = RIGHT) -> dict[str, str]:
    return {"login": login, "password": password}


def join(workspace: Workspace, login: str = "ann") -> str:
    return accounts.connect(workspace, TOWN, answers(login)).id


def stored(workspace: Workspace) -> list[tuple[str, bytes]]:
    return workspace.database.read(
        lambda connection: [
            (row.name, bytes(row.sealed))
            for row in connection.execute(select(tables.secrets).order_by(tables.secrets.c.name))
        ]
    )


def test_connecting_keeps_name_picture_and_sealed_secrets(workspace: Workspace, town: Town) -> None:
    town.names["ann"] = "ann.town.example"
    town.portrait = picture()
    heard: list[Event] = []
    workspace.bus.subscribe(heard.append)
    account = accounts.connect(workspace, TOWN, answers("ann"))
    assert (account.handle, account.display_name) == ("ann.town.example", "Ann")
    assert account.state is AccountState.CONNECTED
    assert account.expires_at == workspace.clock.now() + timedelta(hours=2)
    assert account.avatar_sha256 is not None
    assert media.thumbnail(workspace, account.avatar_sha256, ThumbnailSize.AVATAR) is not None
    assert heard == [AccountChanged(account.id)]
    rows = stored(workspace)
    assert [name for name, _ in rows] == ["access", "refresh"]
    assert all(town.valid["ann"].encode() not in sealed for _, sealed in rows)
    secrets = accounts.secrets(workspace, account.id)
    assert secrets.read("refresh") == town.valid["ann"]
    assert secrets.read("unknown") == ""


def test_the_database_file_holds_no_secret(workspace: Workspace, town: Town) -> None:
    join(workspace)
    for path in workspace.home.root.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert town.valid["ann"].encode() not in data
            assert RIGHT.encode() not in data


def test_a_wrong_password_changes_nothing(workspace: Workspace) -> None:
    with pytest.raises(BadInput) as caught:
        accounts.connect(workspace, TOWN, answers("ann", "wrong"))
    assert caught.value.field == "password"
    assert accounts.list_accounts(workspace) == ()
    assert stored(workspace) == []


def test_a_locked_vault_is_told_before_the_platform_is_asked(home: Path, town: Town) -> None:
    with town_workspace(home, town, store=MemoryStore(trouble=NONE)) as workspace:
        with pytest.raises(VaultLocked):
            join(workspace)
        assert "connect" not in town.calls


def test_at_most_five(workspace: Workspace, town: Town) -> None:
    for number in range(5):
        join(workspace, f"ann{number}")
    calls = town.calls.count("connect")
    with pytest.raises(AlreadyExists, match="5 of 5 Kiosk accounts"):
        join(workspace, "ann6")
    assert town.calls.count("connect") == calls
    accounts.disconnect(workspace, accounts.list_accounts(workspace)[0].id)
    join(workspace, "ann6")
    with pytest.raises(AlreadyExists):  # the old one comes back only when there is room
        join(workspace, "ann0")


def test_the_same_login_is_not_added_twice(workspace: Workspace, town: Town) -> None:
    first = join(workspace)
    assert join(workspace) == first
    assert accounts.secrets(workspace, first).read("refresh") == town.valid["ann"]


def test_reconnecting_must_be_the_same_person(workspace: Workspace, town: Town) -> None:
    mine = join(workspace)
    before = accounts.secrets(workspace, mine).read("refresh")
    with pytest.raises(BadInput) as caught:
        accounts.connect(workspace, TOWN, answers("bob"), account_id=mine)
    assert caught.value.title == "This is @bob. You were reconnecting @ann."
    assert accounts.secrets(workspace, mine).read("refresh") == before
    assert len(accounts.list_accounts(workspace)) == 1
    again = accounts.connect(workspace, TOWN, answers("ann"), account_id=mine)
    assert again.id == mine
    assert accounts.secrets(workspace, mine).read("refresh") == town.valid["ann"] != before
    with pytest.raises(NotFound):
        accounts.connect(workspace, TOWN, answers("ann"), account_id="nobody")


def test_reconnecting_heals(workspace: Workspace) -> None:
    mine = join(workspace)
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.accounts).values(state="needs_reconnect", trouble="Expired.")
        )
    )
    again = accounts.connect(workspace, TOWN, answers("ann"), account_id=mine)
    assert (again.state, again.trouble) == (AccountState.CONNECTED, "")


def test_refreshing_follows_a_changed_name_and_picture(workspace: Workspace, town: Town) -> None:
    mine = join(workspace)
    town.names["ann"] = "ann.new.example"
    town.portrait = picture((1, 2, 3))
    account = accounts.refresh(workspace, mine)
    assert account.handle == "ann.new.example"
    assert account.avatar_sha256 is not None
    assert account.checked_at == workspace.clock.now()
    assert accounts.secrets(workspace, mine).read("access") == "access-2"


def test_a_refused_sign_in_waits_for_its_owner(workspace: Workspace, town: Town) -> None:
    mine = join(workspace)
    town.valid.clear()
    with pytest.raises(SignInExpired):
        accounts.refresh(workspace, mine)
    account = accounts.show(workspace, mine)
    assert account.state is AccountState.NEEDS_RECONNECT
    assert "expired" in account.trouble


def test_being_offline_changes_nothing(workspace: Workspace, town: Town) -> None:
    mine = join(workspace)
    before = accounts.show(workspace, mine)
    town.next("renew", NotSent("The line is down."))
    with pytest.raises(NotSent):
        accounts.refresh(workspace, mine)
    assert accounts.show(workspace, mine) == before


def test_empty_values_never_overwrite_full_ones(workspace: Workspace) -> None:
    mine = join(workspace)
    secrets = accounts.secrets(workspace, mine)
    before = secrets.read("refresh")
    secrets.replace({"access": "new", "refresh": ""}, Grant())
    assert (secrets.read("access"), secrets.read("refresh")) == ("new", before)
    secrets.replace({"access": ""}, Grant())
    assert secrets.read("access") == "new"


def test_many_threads_renew_one_at_a_time_and_lose_nothing(
    workspace: Workspace, town: Town
) -> None:
    mine = join(workspace)
    errors: list[BrandcraftError] = []

    def work() -> None:
        try:
            accounts.refresh(workspace, mine)
        except BrandcraftError as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert town.renewals == 6
    assert accounts.secrets(workspace, mine).read("refresh") == town.valid["ann"]


def test_a_turn_may_be_entered_again_by_its_holder(workspace: Workspace) -> None:
    secrets = accounts.secrets(workspace, join(workspace))
    with secrets.renewing(), secrets.renewing():
        secrets.replace({"access": "x"}, Grant())
    with secrets.renewing():
        pass


def test_another_workspace_waits_for_the_turn_and_finds_fresh_tokens(
    home: Path, workspace: Workspace, town: Town
) -> None:
    mine = join(workspace)
    store = MemoryStore(dict(workspace.vault._store.entries))  # type: ignore[attr-defined]
    inside, seen = threading.Event(), []
    with town_workspace(home, town, store=store) as other:

        def work() -> None:
            inside.set()
            with accounts.secrets(other, mine).renewing():
                seen.append(accounts.secrets(other, mine).read("access"))

        thread = threading.Thread(target=work)
        with accounts.secrets(workspace, mine).renewing():
            thread.start()
            inside.wait()
            accounts.secrets(workspace, mine).replace({"access": "fresh"}, Grant())
        thread.join()
    assert seen == ["fresh"]


def holder(workspace: Workspace, owner: str, until: timedelta) -> None:
    moment = workspace.clock.now() + until
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.accounts).values(renewal_owner=owner, renewal_until=moment)
        )
    )


def test_the_turn_of_a_dead_process_is_free_at_once(workspace: Workspace) -> None:
    mine = join(workspace)
    machine, _, _ = workspace.owner.partition(":")
    holder(workspace, f"{machine}:1:abcdefabcdef", timedelta(seconds=60))
    with accounts.secrets(workspace, mine).renewing():
        pass


def test_a_turn_from_elsewhere_ends_with_its_time(
    home: Path, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = StandingClock()
    with town_workspace(home, town, clock=clock) as workspace:
        mine = join(workspace)
        holder(workspace, "another-machine:1:abc", timedelta(seconds=60))
        monkeypatch.setattr(renewal_turn, "PATIENCE", 0.02)
        monkeypatch.setattr(renewal_turn, "LOOK_AGAIN", 0.01)
        with (
            pytest.raises(NotSent, match="could not be renewed"),
            accounts.secrets(workspace, mine).renewing(),
        ):
            pass
        clock.move(timedelta(seconds=61))
        with accounts.secrets(workspace, mine).renewing():
            pass


def statuses(workspace: Workspace) -> list[tuple[str, str, str]]:
    query = (
        select(tables.posts.c.stage, tables.deliveries.c.status, tables.accounts.c.handle)
        .join(tables.deliveries, tables.deliveries.c.post_id == tables.posts.c.id, isouter=True)
        .join(tables.accounts, tables.accounts.c.id == tables.deliveries.c.account_id, isouter=True)
        .order_by(tables.posts.c.id, tables.accounts.c.handle)
    )
    return workspace.database.read(
        lambda connection: [tuple(row) for row in connection.execute(query)]
    )


def share(workspace: Workspace, first: str, second: str) -> None:
    """Two posts: one of the first account alone, one of both."""
    alone, both = add_deliveries(workspace, [first, first])
    del alone

    def widen(connection: object) -> None:
        from sqlalchemy import Connection, insert

        assert isinstance(connection, Connection)
        row = (
            connection.execute(select(tables.deliveries).where(tables.deliveries.c.id == both))
            .mappings()
            .one()
        )
        values = {**row, "id": "x" * 26, "account_id": second}
        connection.execute(insert(tables.deliveries).values(**values))

    workspace.database.write(widen)


def test_disconnecting_tells_and_does_what_it_told(workspace: Workspace) -> None:
    ann, bob = join(workspace, "ann"), join(workspace, "bob")
    share(workspace, ann, bob)
    told = accounts.disconnect_consequences(workspace, ann)
    assert told == DisconnectConsequences("ann", 2, 1)
    assert told.question == (
        "Disconnect @ann? 2 scheduled posts use it. They keep their other platforms; "
        "1 has none left and becomes a draft."
    )
    accounts.disconnect(workspace, ann)
    assert statuses(workspace) == [
        ("draft", None, None),
        ("committed", DeliveryStatus.CANCELED.value, "ann"),
        ("committed", DeliveryStatus.SCHEDULED.value, "bob"),
    ]
    assert accounts.secrets(workspace, ann).read("refresh") == ""
    assert accounts.secrets(workspace, bob).read("refresh")
    assert [each.id for each in accounts.list_accounts(workspace)] == [bob]
    everyone = accounts.list_accounts(workspace, disconnected=True)
    assert {each.id for each in everyone} == {ann, bob}


def test_a_token_that_arrives_after_disconnecting_is_not_kept(workspace: Workspace) -> None:
    mine = join(workspace)
    secrets = accounts.secrets(workspace, mine)
    accounts.disconnect(workspace, mine)
    with pytest.raises(Refused):
        secrets.replace({"access": "late"}, Grant())
    assert stored(workspace) == []
    with pytest.raises(Refused):
        accounts.refresh(workspace, mine)


def test_nothing_is_disconnected_while_a_post_goes_out(workspace: Workspace) -> None:
    mine = join(workspace)
    add_deliveries(workspace, [mine])
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.deliveries).values(status=DeliveryStatus.PUBLISHING.value)
        )
    )
    with pytest.raises(Refused, match="right now"):
        accounts.disconnect(workspace, mine)
    assert accounts.show(workspace, mine).state is AccountState.CONNECTED


def test_connecting_again_brings_the_old_row_back(workspace: Workspace) -> None:
    mine = join(workspace)
    accounts.disconnect(workspace, mine)
    assert join(workspace) == mine
    assert accounts.show(workspace, mine).state is AccountState.CONNECTED


def test_pausing_and_moving_to_a_brand(workspace: Workspace) -> None:
    mine = join(workspace)
    brand = brands.add(workspace, "Demo Studio")
    assert accounts.pause(workspace, mine, True).paused
    assert accounts.link(workspace, mine, brand.id).brand_id == brand.id
    assert accounts.list_accounts(workspace, brand_id=brand.id)[0].id == mine
    assert accounts.link(workspace, mine, None).brand_id is None
    with pytest.raises(NotFound):
        accounts.link(workspace, mine, "no such brand")
    with pytest.raises(NotFound):
        accounts.pause(workspace, "nobody", True)


@pytest.mark.parametrize(
    ("scheduled", "alone", "words"),
    [
        (0, 0, "No scheduled post uses it."),
        (1, 0, "1 scheduled post uses it. It keeps its other platforms."),
        (1, 1, "1 scheduled post uses it. It has no other account and becomes a draft."),
        (4, 0, "4 scheduled posts use it. They keep their other platforms."),
        (4, 4, "4 scheduled posts use it. They have no other account and become drafts."),
        (
            4,
            2,
            "4 scheduled posts use it. They keep their other platforms; "
            "2 have none left and become drafts.",
        ),
    ],
)
def test_the_question_before_disconnecting(scheduled: int, alone: int, words: str) -> None:
    question = DisconnectConsequences("@ann", scheduled, alone).question
    assert question == f"Disconnect @ann? {words}"


def test_one_client_an_account(workspace: Workspace) -> None:
    first = accounts.http_for(workspace, "a")
    assert accounts.http_for(workspace, "a") is first
    assert accounts.http_for(workspace, "b") is not first


def test_starting_over_asks_for_every_sign_in_again(workspace: Workspace) -> None:
    mine = join(workspace)
    vault.start_over(workspace)
    account = accounts.show(workspace, mine)
    assert account.state is AccountState.NEEDS_RECONNECT
    assert vault.status(workspace).state.value == "empty"
    accounts.connect(workspace, TOWN, answers("ann"), account_id=mine)
    assert vault.status(workspace).key_number == 2
    assert accounts.secrets(workspace, mine).read("access") == "access-1"
