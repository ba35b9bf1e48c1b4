"""Servers on which the program registers itself, and finds that it was forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandcraft_desktop.accounts.loopback import PORT_VARIABLE
from brandcraft_desktop.demo.browser import decide
from brandcraft_desktop.errors import AppKeysRefused, BadInput
from brandcraft_desktop.services import accounts, apps, sign_in
from brandcraft_desktop.services.workspace import Workspace
from tests.services.harbour import OPEN_SIGN_IN, Harbour, make_harbour
from tests.services.harbour_fixtures import bare, keyring, port, world
from tests.services.harbour_world import HARBOUR, HarbourWorld
from tests.services.ports import free_port

__all__ = ["bare", "keyring", "port", "world"]
ANSWERS = {"server": "https://Harbour.example/"}


@pytest.fixture
def harbour(tmp_path: Path) -> Harbour:
    return make_harbour(tmp_path, OPEN_SIGN_IN)


def connect(workspace: Workspace, account_id: str | None = None) -> str:
    answers = ANSWERS if account_id is None else {}
    with sign_in.begin(workspace, HARBOUR, answers, account_id=account_id) as run:
        decide(run.address, "1")
        run.wait(10)
        return run.keep(["1"])[0].id


def test_the_server_is_asked_for(bare: Workspace) -> None:
    with pytest.raises(BadInput) as caught:
        sign_in.begin(bare, HARBOUR, {"server": " "})
    assert caught.value.field == "server"


def test_a_server_is_told_of_the_program_once(bare: Workspace, world: HarbourWorld) -> None:
    account = connect(bare)
    assert world.registered == 1
    (app,) = apps.list_apps(bare)
    assert (app.server, app.has_secret, app.registered) == ("harbour.example", True, True)
    assert connect(bare, account) == account  # its server is known
    assert world.registered == 1
    assert accounts.secrets(bare, account).read("client_id") == app.client_id


def test_another_address_needs_another_registration(
    bare: Workspace, world: HarbourWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(bare)
    monkeypatch.setenv(PORT_VARIABLE, str(free_port()))
    connect(bare)
    assert world.registered == 2
    assert len(apps.list_apps(bare)) == 1


def test_a_forgotten_program_registers_anew_by_itself(bare: Workspace, world: HarbourWorld) -> None:
    account = connect(bare)
    world.oauth.forget_apps()
    assert connect(bare, account) == account
    assert world.registered == 2


def test_forgotten_while_somebody_signs_in(bare: Workspace, world: HarbourWorld) -> None:
    with sign_in.begin(bare, HARBOUR, ANSWERS) as run:
        decide(run.address, "1")
        world.oauth.forget_apps()
        with pytest.raises(AppKeysRefused) as caught:
            run.wait(10)
        assert "anew by itself" in caught.value.action
    assert apps.list_apps(bare) == ()
    connect(bare)


def test_a_registration_that_asked_for_less_is_made_anew(
    bare: Workspace, world: HarbourWorld, harbour: Harbour
) -> None:
    connect(bare)
    with sign_in.begin(bare, HARBOUR, ANSWERS) as run:
        run.paste(f"error=invalid_scope&state={harbour.seen[-1].state}")
        with pytest.raises(Exception, match="ask for all"):
            run.wait(0)
    connect(bare)
    assert world.registered == 2


def test_keys_of_ones_own_for_a_server_stay_ones_own(bare: Workspace, world: HarbourWorld) -> None:
    with pytest.raises(BadInput) as caught:
        apps.set_app(bare, HARBOUR, "mine", "secret")
    assert caught.value.field == "server"
    mine = apps.set_app(bare, HARBOUR, "mine", "secret", server="@ann@harbour.example")
    with pytest.raises(AppKeysRefused):
        sign_in.begin(bare, HARBOUR, ANSWERS)
    assert apps.list_apps(bare) == (mine,)
    assert world.registered == 0
    world.oauth.add_app("mine", "secret")
    connect(bare)
    assert apps.list_apps(bare) == (mine,)


@pytest.mark.parametrize("server", ["https://[::1", "a\x07.example", "a.example\nb.example"])
def test_an_app_belongs_to_a_server(bare: Workspace, server: str) -> None:
    with pytest.raises(BadInput) as caught:
        apps.set_app(bare, HARBOUR, "mine", "secret", server=server)
    assert (caught.value.field, caught.value.exit_code) == ("server", 2)
