"""Keys of apps of a person's own: checked, sealed, renewed where they are used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from brandcraft_desktop.demo.browser import decide
from brandcraft_desktop.domain.platform import SecretNeed
from brandcraft_desktop.errors import BadInput, NotFound, VaultLocked
from brandcraft_desktop.services import accounts, apps, sign_in, sign_in_choice
from brandcraft_desktop.services.workspace import Workspace
from tests.accounts.memory import NONE, MemoryStore
from tests.services.harbour import BROWSER, GUIDE, SIGN_IN, Harbour
from tests.services.harbour_fixtures import bare, harbour, keyring, port, workspace, world
from tests.services.harbour_world import CLIENT_ID, CLIENT_SECRET, HARBOUR

__all__ = ["bare", "harbour", "keyring", "port", "workspace", "world"]


def need(harbour: Harbour, secret: SecretNeed) -> None:
    """Say whether apps of the harbour have a secret."""
    browser = replace(BROWSER, app=replace(GUIDE, secret=secret))
    harbour.sign_in = replace(SIGN_IN, browser=browser)


def test_keys_are_kept_and_the_secret_is_sealed(bare: Workspace, home: Path) -> None:
    kept = apps.set_app(bare, HARBOUR, f" {CLIENT_ID}\n", CLIENT_SECRET + "\n")
    assert (kept.client_id, kept.has_secret, kept.registered) == (CLIENT_ID, True, False)
    assert apps.list_apps(bare) == (kept,)
    assert apps.app_of(bare, HARBOUR) == kept
    assert CLIENT_SECRET not in repr(kept)
    assert apps.keys_of(bare, kept).secret == CLIENT_SECRET
    lying = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert CLIENT_SECRET.encode() not in lying


def test_an_empty_secret_keeps_that_of_the_same_app(workspace: Workspace) -> None:
    kept = apps.set_app(workspace, HARBOUR, CLIENT_ID, relay="https://ann.example/relay/")
    assert (kept.has_secret, kept.relay) == (True, "https://ann.example/relay/")
    assert apps.keys_of(workspace, kept).secret == CLIENT_SECRET
    with pytest.raises(BadInput) as caught:
        apps.set_app(workspace, HARBOUR, "another-id")
    assert caught.value.field == "secret"
    assert apps.app_of(workspace, HARBOUR) == kept


def test_an_app_without_a_secret_never_gets_that_of_another(
    workspace: Workspace, harbour: Harbour
) -> None:
    need(harbour, SecretNeed.OPTIONAL)
    kept = apps.set_app(workspace, HARBOUR, "another-id")
    assert not kept.has_secret
    assert apps.keys_of(workspace, kept).secret == ""


REFUSED = (
    ("", "s", "", "client_id"),
    ("two words", "s", "", "client_id"),
    ("é", "s", "", "client_id"),
    ("x" * 513, "s", "", "client_id"),
    ("id", "", "", "secret"),
    ("id", "SECRET word", "", "secret"),
    ("id", "SECRET\x00", "", "secret"),
    ("id", "s", "http://ann.example/relay/", "relay"),
    ("id", "s", "ann.example/relay", "relay"),
    ("id", "s", "https://ann.example/?a=b", "relay"),
    ("id", "s", "https://ann.example/#a", "relay"),
    ("id", "s", "https://ann:pw@ann.example/", "relay"),
    ("id", "s", "https://ann.example:0/", "relay"),
    ("id", "s", "https://[", "relay"),
    ("id", "s", "javascript:alert(1)", "relay"),
)


def test_what_is_refused(bare: Workspace) -> None:
    for client_id, secret, relay, field in REFUSED:
        with pytest.raises(BadInput) as caught:
            apps.set_app(bare, HARBOUR, client_id, secret, relay=relay)
        assert caught.value.field == field, (client_id, relay)
        assert "SECRET" not in caught.value.message
    assert apps.list_apps(bare) == ()


def test_an_app_that_has_no_secret_takes_none(bare: Workspace, harbour: Harbour) -> None:
    need(harbour, SecretNeed.NEVER)
    with pytest.raises(BadInput) as caught:
        apps.set_app(bare, HARBOUR, "id", "secret")
    assert caught.value.field == "secret"
    assert not apps.set_app(bare, HARBOUR, "id").has_secret


def test_one_server_only(bare: Workspace) -> None:
    with pytest.raises(BadInput) as caught:
        apps.set_app(bare, HARBOUR, "id", "secret", server="https://other.example")
    assert caught.value.field == "server"


def test_a_new_secret_reaches_the_accounts_that_use_the_app(workspace: Workspace) -> None:
    with sign_in.begin(workspace, HARBOUR) as run:
        decide(run.address, "1")
        run.wait(10)
        (account,) = run.keep(["1"])
    apps.set_app(workspace, HARBOUR, CLIENT_ID, "the-new-one")
    assert accounts.secrets(workspace, account.id).read("client_secret") == "the-new-one"
    apps.set_app(workspace, HARBOUR, "another-id", "of-another")
    assert accounts.secrets(workspace, account.id).read("client_secret") == "the-new-one"


def test_forgetting(workspace: Workspace) -> None:
    assert apps.forget_app(workspace, HARBOUR)
    assert not apps.forget_app(workspace, HARBOUR)
    assert apps.list_apps(workspace) == ()


def test_a_locked_vault_keeps_no_keys_and_still_lists_them(
    workspace: Workspace, keyring: MemoryStore
) -> None:
    keyring.trouble = NONE
    workspace.vault.close()
    before = apps.list_apps(workspace)
    assert before[0].has_secret
    with pytest.raises(VaultLocked):
        apps.set_app(workspace, HARBOUR, "other", "secret")
    assert apps.list_apps(workspace) == before


def test_only_platforms_in_the_browser_have_apps(workspace: Workspace, harbour: Harbour) -> None:
    harbour.sign_in = replace(SIGN_IN, browser=None)
    for act in (apps.browser_sign_in, sign_in.begin, sign_in_choice.ways):
        with pytest.raises((BadInput, NotFound)) as caught:
            act(workspace, HARBOUR)
        assert getattr(caught.value, "field", "") == "platform"


def test_the_ways_back_and_the_address_to_register(workspace: Workspace, port: int) -> None:
    here = f"http://127.0.0.1:{port}/callback"
    found = [(one.returns.value, one.redirect) for one in sign_in_choice.ways(workspace, HARBOUR)]
    assert found == [("loopback", here), ("paste", here), ("relay", "")]
    relay = "https://ann.example/relay/"
    apps.set_app(workspace, HARBOUR, CLIENT_ID, relay=relay)
    found = [(one.returns.value, one.redirect) for one in sign_in_choice.ways(workspace, HARBOUR)]
    assert found == [("relay", relay), ("loopback", here), ("paste", relay)]
