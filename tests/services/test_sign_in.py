"""Signing in in the browser, from the first click to the kept account."""

from __future__ import annotations

import logging
import socket
import threading
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from brandcraft_desktop.accounts.loopback import PORT_VARIABLE
from brandcraft_desktop.demo.browser import decide
from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.platform import Return
from brandcraft_desktop.errors import (
    AlreadyExists,
    AppKeysRefused,
    BadInput,
    BrandcraftError,
    NotFound,
    NotSent,
    OutOfReach,
    OwnerNeeded,
    PermissionMissing,
    PortInUse,
    Refused,
    SignInExpired,
    VaultLocked,
)
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.services import accounts, apps, brands, sign_in
from brandcraft_desktop.services.sign_in import SignInRun
from brandcraft_desktop.services.workspace import Workspace
from tests.accounts.memory import NONE, MemoryStore
from tests.services.harbour import Harbour
from tests.services.harbour_fixtures import bare, harbour, keyring, port, workspace, world
from tests.services.harbour_world import CLIENT_ID, CLIENT_SECRET, HARBOUR, HarbourWorld

__all__ = ["bare", "harbour", "keyring", "port", "workspace", "world"]


def connect(workspace: Workspace, person: str, account_id: str | None = None) -> str:
    """The id of an account that was connected, or connected again."""
    with sign_in.begin(workspace, HARBOUR, account_id=account_id) as run:
        decide(run.address, person)
        (found,) = run.wait(10)
        return run.keep([found.remote_id])[0].id


def test_an_account_is_connected_in_the_browser(workspace: Workspace, port: int) -> None:
    brand = brands.add(workspace, "Demo Studio")
    with sign_in.begin(workspace, HARBOUR) as run:
        assert run.returns is Return.LOOPBACK
        assert run.redirect == f"http://127.0.0.1:{port}/callback"
        decide(run.address, "2")
        (found,) = run.wait(10)
        assert (found.remote_id, found.handle, found.about) == ("2", "bob", "Person")
        assert found.known is None
        (account,) = run.keep([found.remote_id], brand_id=brand.id)
    assert accounts.list_accounts(workspace) == (account,)
    assert (account.handle, account.scopes) == ("bob", ("read", "post"))
    assert account.brand_id == brand.id
    kept = accounts.secrets(workspace, account.id)
    assert (kept.read("client_id"), kept.read("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
    socket.create_server(("127.0.0.1", port)).close()  # the port is free again


def test_the_address_to_open_leads_to_the_page_and_tells_nothing(
    workspace: Workspace, harbour: Harbour
) -> None:
    with sign_in.begin(workspace, HARBOUR) as run:
        asked = harbour.seen[-1]
        query = dict(parse_qsl(urlsplit(run.address).query))
        assert query["state"] == asked.state
        assert asked.verifier not in run.address
        assert asked.state not in run.opens
        decide(run.opens, "1")
        assert [one.remote_id for one in run.wait(10)] == ["1"]


def test_a_sign_in_is_renewed_by_signing_in_again(workspace: Workspace) -> None:
    first = connect(workspace, "1")
    with sign_in.begin(workspace, HARBOUR) as run:
        decide(run.address, "1")
        (found,) = run.wait(10)
        assert found.known is not None
        assert found.known.id == first
    assert connect(workspace, "1", first) == first
    assert len(accounts.list_accounts(workspace)) == 1


def test_reconnecting_must_be_the_same_account_and_can_add_the_other(workspace: Workspace) -> None:
    first = connect(workspace, "1")
    with sign_in.begin(workspace, HARBOUR, account_id=first) as run:
        decide(run.address, "2")
        with pytest.raises(BadInput) as caught:
            run.wait(10)
        assert caught.value.title == "This is @bob. You were reconnecting @ann."
        assert caught.value.field == "account"
        assert [one.handle for one in accounts.list_accounts(workspace)] == ["ann"]
        (other,) = run.keep([one.remote_id for one in run.found])
    assert other.handle == "bob"
    assert {one.id for one in accounts.list_accounts(workspace)} == {first, other.id}


def test_reconnecting_one_of_several_gives_that_one(
    workspace: Workspace, world: HarbourWorld
) -> None:
    world.channels["1"] = ("Ann", "Ann's Bakery")
    with sign_in.begin(workspace, HARBOUR) as run:
        decide(run.address, "1")
        assert [one.about for one in run.wait(10)] == ["Person", "Company page"]
        _, bakery = run.keep(["1", "1-1", "1"])
    with sign_in.begin(workspace, HARBOUR, account_id=bakery.id) as run:
        decide(run.address, "1")
        assert [one.remote_id for one in run.wait(10)] == ["1-1"]


def test_only_what_was_brought_can_be_kept(workspace: Workspace) -> None:
    with sign_in.begin(workspace, HARBOUR) as run:
        with pytest.raises(BadInput, match="not among"):
            run.keep(["1"])
        decide(run.address, "1")
        run.wait(10)
        for ids in ([], ["2"], ["1", "2"]):
            with pytest.raises(BadInput) as caught:
                run.keep(ids)
            assert caught.value.field == "channel"
        with pytest.raises(NotFound):
            run.keep(["1"], brand_id="nowhere")
    assert accounts.list_accounts(workspace) == ()


def test_five_of_five(workspace: Workspace, world: HarbourWorld) -> None:
    world.channels["1"] = tuple(f"Page {number}" for number in range(6))
    with sign_in.begin(workspace, HARBOUR) as run:
        decide(run.address, "1")
        ids = [one.remote_id for one in run.wait(10)]
        with pytest.raises(AlreadyExists) as caught:
            run.keep(ids)
        assert "room for 5 more" in caught.value.title
        assert accounts.list_accounts(workspace) == ()
        run.keep(ids[:3])
        with pytest.raises(AlreadyExists, match="room for 2 more"):
            run.keep(ids)
        run.keep(ids[:5])  # three of them are there already
    with pytest.raises(AlreadyExists) as caught:
        sign_in.begin(workspace, HARBOUR)
    assert "5 of 5" in caught.value.message
    with sign_in.begin(workspace, HARBOUR, account_id=accounts.list_accounts(workspace)[0].id):
        pass  # one that is there needs no room


def test_no_is_no(workspace: Workspace) -> None:
    with sign_in.begin(workspace, HARBOUR) as run:
        decide(run.address, "1", allow=False)
        for _ in range(2):
            with pytest.raises(Refused) as caught:
                run.wait(10)
            assert caught.value.title == "Harbour did not get your permission."
    assert accounts.list_accounts(workspace) == ()


REFUSALS: tuple[tuple[str, type[BrandcraftError], str], ...] = (
    ("server_error", NotSent, "right now"),
    ("temporarily_unavailable", NotSent, "right now"),
    ("invalid_scope", PermissionMissing, "ask for all"),
    ("unauthorized_client", AppKeysRefused, "keys of your app"),
    ("invalid_request", OwnerNeeded, "refused the sign-in"),
    ("something_new", OwnerNeeded, "“something_new”"),
    ("<b>", OwnerNeeded, "“error”"),
    ("user_cancelled_login", Refused, "permission"),
)


def test_every_refusal_has_its_words(workspace: Workspace, harbour: Harbour) -> None:
    for error, expected, says in REFUSALS:
        with sign_in.begin(workspace, HARBOUR) as run:
            run.paste(f"error={error}&state={harbour.seen[-1].state}")
            with pytest.raises(expected) as caught:
                run.wait(10)
        assert says in caught.value.message
        assert caught.value.action


def test_the_platforms_own_sentence_is_passed_on(workspace: Workspace, harbour: Harbour) -> None:
    with sign_in.begin(workspace, HARBOUR) as run:
        state = harbour.seen[-1].state
        run.paste(f"error=invalid_scope&error_description=Scope%0A%22post%22+is+off&state={state}")
        with pytest.raises(PermissionMissing) as caught:
            run.wait(10)
    assert caught.value.cause == 'Harbour says: “Scope "post" is off”'


def test_a_missing_permission_is_named(workspace: Workspace) -> None:
    with sign_in.begin(workspace, HARBOUR) as run:
        decide(run.address, "1", without="post")
        with pytest.raises(PermissionMissing, match="may not post"):
            run.wait(10)


def test_no_channel(workspace: Workspace, world: HarbourWorld) -> None:
    world.channels["1"] = ()
    with sign_in.begin(workspace, HARBOUR) as run:
        decide(run.address, "1")
        with pytest.raises(OwnerNeeded, match="no channel"):
            run.wait(10)


def test_a_lost_line_while_trading_can_be_tried_again(
    workspace: Workspace, harbour: Harbour
) -> None:
    harbour.next("finish", NotSent("Harbour could not be reached."))
    with sign_in.begin(workspace, HARBOUR) as run:
        decide(run.address, "1")
        with pytest.raises(NotSent):
            run.wait(10)
        assert [one.remote_id for one in run.wait(0)] == ["1"]


def test_time_runs_out_and_the_person_may_still_come(workspace: Workspace) -> None:
    with sign_in.begin(workspace, HARBOUR) as run:
        with pytest.raises(Refused) as caught:
            run.wait(0.01)
        assert "sent no answer" in caught.value.title
        assert run.redirect in caught.value.message
        decide(run.address, "1")
        assert run.wait(10)


def test_time_runs_out_for_pasting(workspace: Workspace) -> None:
    with sign_in.begin(workspace, HARBOUR, returns=Return.PASTE) as run:
        with pytest.raises(Refused, match="was pasted within 0 seconds"):
            run.wait(0.01)
        run.paste(decide(run.address, "1", back=False))
        assert run.wait(0)


def test_canceling_wakes_who_waits(workspace: Workspace) -> None:
    told: list[str] = []

    def wait(run: SignInRun) -> None:
        with pytest.raises(Refused) as caught:
            run.wait(60)
        told.append(caught.value.title)

    with sign_in.begin(workspace, HARBOUR) as run:
        thread = threading.Thread(target=wait, args=(run,))
        thread.start()
        run.cancel()
        thread.join(10)
    assert told == ["The sign-in was canceled."]


def test_a_busy_port_is_told_and_pasting_needs_none(
    workspace: Workspace, port: int, harbour: Harbour
) -> None:
    with sign_in.begin(workspace, HARBOUR):
        with pytest.raises(PortInUse) as caught:
            sign_in.begin(workspace, HARBOUR)
        assert str(port) in caught.value.title
        assert PORT_VARIABLE in caught.value.action
        assert len(harbour.seen) == 1
        with sign_in.begin(workspace, HARBOUR, returns=Return.PASTE) as run:
            assert run.opens == run.address
            run.paste(decide(run.address, "2", back=False))
            assert [one.remote_id for one in run.wait(0)] == ["2"]


def test_pasting_works_while_the_port_is_listened_on(workspace: Workspace) -> None:
    with sign_in.begin(workspace, HARBOUR) as run:
        end = decide(run.address, "1", back=False)
        run.paste(dict(parse_qsl(urlsplit(end).query))["code"])
        assert run.wait(0)
        with pytest.raises(BadInput, match="answer already"):
            run.paste(end)


def test_a_code_that_nobody_gave_is_told_as_that(workspace: Workspace) -> None:
    with sign_in.begin(workspace, HARBOUR, returns=Return.PASTE) as run:
        run.paste("made-up-code")
        with pytest.raises(SignInExpired, match="did not accept this answer") as caught:
            run.wait(20)
    assert "Sign in again." in caught.value.message


def test_the_answer_of_another_sign_in_is_refused(workspace: Workspace, harbour: Harbour) -> None:
    with sign_in.begin(workspace, HARBOUR) as old:
        end = decide(old.address, "2", back=False)
    with sign_in.begin(workspace, HARBOUR) as run:
        with pytest.raises(BadInput) as caught:
            run.paste(end)
        assert caught.value.field == "paste"
        decide(run.address, "1")
        assert [one.remote_id for one in run.wait(10)] == ["1"]
    assert harbour.finished == 1


def test_a_second_callback_does_nothing(workspace: Workspace, harbour: Harbour) -> None:
    with sign_in.begin(workspace, HARBOUR) as run:
        decide(run.address, "1")
        decide(run.address, "2")
        assert [one.remote_id for one in run.wait(10)] == ["1"]
    assert harbour.finished == 1


def test_a_locked_vault_is_told_before_the_browser_opens(
    workspace: Workspace, keyring: MemoryStore, harbour: Harbour
) -> None:
    keyring.trouble = NONE
    workspace.vault.close()
    with pytest.raises(VaultLocked):
        sign_in.begin(workspace, HARBOUR)
    assert harbour.seen == []


def test_keys_are_needed_first(bare: Workspace, harbour: Harbour) -> None:
    with pytest.raises(BadInput) as caught:
        sign_in.begin(bare, HARBOUR)
    assert caught.value.field == "app"
    assert "https://harbour.example/apps" in caught.value.action
    assert harbour.seen == []


def test_wrong_keys_are_told(bare: Workspace) -> None:
    apps.set_app(bare, HARBOUR, CLIENT_ID, "another")
    with sign_in.begin(bare, HARBOUR) as run:
        decide(run.address, "1")
        with pytest.raises(AppKeysRefused, match="does not accept the keys"):
            run.wait(10)


def test_an_account_is_reconnected_with_the_keys_it_has(workspace: Workspace) -> None:
    first = connect(workspace, "1")
    assert apps.forget_app(workspace, HARBOUR)
    assert connect(workspace, "1", first) == first


def test_a_disconnected_account_comes_back(workspace: Workspace) -> None:
    first = connect(workspace, "1")
    accounts.disconnect(workspace, first)
    assert connect(workspace, "1") == first
    assert accounts.show(workspace, first).state is AccountState.CONNECTED


def test_a_relay_page_is_used_where_one_was_given(
    workspace: Workspace, world: HarbourWorld, port: int
) -> None:
    relay = f"http://localhost:{port + 1}/relay/"
    apps.set_app(workspace, HARBOUR, CLIENT_ID, relay=relay)
    with sign_in.begin(workspace, HARBOUR) as run:
        assert (run.returns, run.redirect) == (Return.RELAY, relay)
        end = decide(run.address, "1", back=False)
        assert end.startswith(relay)
        state = dict(parse_qsl(urlsplit(end).query))["state"]
        assert state.partition(".")[0] == str(port)
        run.paste(end)
        assert run.wait(0)
    with sign_in.begin(workspace, HARBOUR, returns=Return.LOOPBACK) as run:
        assert run.returns is Return.LOOPBACK


def test_nothing_of_a_sign_in_is_told_anywhere(
    workspace: Workspace, harbour: Harbour, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with sign_in.begin(workspace, HARBOUR) as run:
        end = decide(run.address, "1")
        found = run.wait(10)
        run.keep(["1"])
        asked = harbour.seen[-1]
        code = dict(parse_qsl(urlsplit(end).query))["code"]
        told = repr((run, found, asked, run.found)) + caplog.text
    for secret in (code, asked.state, asked.verifier, CLIENT_SECRET):
        assert secret not in told
    lying = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    for secret in (code, asked.state, asked.verifier, CLIENT_SECRET):
        assert secret.encode() not in lying


def test_out_of_the_practice_world_nothing_opens(workspace: Workspace, port: int) -> None:
    from dataclasses import replace

    lost = replace(workspace, origins=Origins({}))
    with pytest.raises(OutOfReach):
        sign_in.begin(lost, HARBOUR)
    socket.create_server(("127.0.0.1", port)).close()
