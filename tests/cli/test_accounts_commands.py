"""`accounts …` and `brands …` against the practice world."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest

from brandcraft_desktop.cli.output import asked_or_nothing, asked_secret, new_secret
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.paths import Home
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.services import accounts
from brandcraft_desktop.services.workspace import close, open_workspace
from tests.cli.shell import Shell


def test_connect_list_show_refresh_disconnect(shell: Shell, practice: PracticeServer) -> None:
    who = practice.accounts[0]
    connect = ("accounts", "connect", "bluesky", "--identifier", who.handle, "--secret-stdin")
    said = shell.json(*connect, stdin=who.app_password + "\n")
    assert said.code == 0
    account = said.text("id")
    assert (said.text("platform"), said.text("handle")) == ("bluesky", who.handle)
    assert said.text("state") == "connected"
    assert who.app_password not in said.out + said.err
    again = shell.json(*connect, stdin=who.app_password)
    assert again.text("id") == account
    listed = shell.json("accounts", "list").document
    assert isinstance(listed, list)
    assert [one["id"] for one in listed] == [account]
    for name in (account, who.handle, f"@{who.handle}", f"bluesky:{who.handle}", "bluesky"):
        assert shell.json("accounts", "show", name).text("id") == account
    assert shell.json("accounts", "refresh", account).text("state") == "connected"
    assert who.handle in shell("accounts", "list").out
    assert who.handle in shell("accounts", "show", account).out
    gone = shell.json("accounts", "disconnect", account)
    assert gone.fields == {"id": account, "disconnected": True}
    assert shell.json("accounts", "list").document == []
    assert shell("accounts", "list").out == "No accounts.\n"
    assert shell.json("accounts", "show", account).code == 3


def test_a_paused_account_says_so(shell: Shell, account: str) -> None:
    workspace = open_workspace(Home(shell.home))
    accounts.pause(workspace, account, paused=True)
    close(workspace)
    assert "Connected · paused by you" in shell("accounts", "list").out
    assert "Connected · paused by you on" in shell("accounts", "show", account).out
    assert shell.json("accounts", "show", account).fields["paused"] is True


def test_how_an_account_does(shell: Shell, connected: str) -> None:
    told = shell.json("accounts", "show", connected).fields
    assert (told["words"], told["waiting"], told["failed"]) == ("Connected · renews itself", 0, 0)
    assert told["next_renewal"] is not None
    assert (told["missing_scopes"], told["app_client_id"]) == (None, None)
    assert shell.json("post", "Later", "--to", connected, "--at", "+1h").code == 0
    said = shell("accounts", "show", connected).out
    for words in ("Connected · renews itself on", "Next renewal:", "Last success:", "1 delivery w"):
        assert words in said
    listed = shell.json("accounts", "list").document
    assert isinstance(listed, list)
    assert [one["words"] for one in listed] == ["Connected · renews itself"]
    assert "Connected · renews itself" in shell("accounts", "list").out


def test_a_server_that_practice_may_not_reach_needs_no_owner(shell: Shell) -> None:
    """Exit 4 would send a script to reconnect an account that is not the trouble."""
    said = shell.json(
        *("accounts", "connect", "bluesky", "--server", "https://pds.elsewhere.example"),
        *("--identifier", "ann.example", "--secret-stdin"),
        stdin="x-y-z",
    )
    assert said.code == 1
    assert "may not reach" in said.err
    assert "again by itself" not in said.err


@pytest.mark.parametrize("words", [("show", "nobody"), ("refresh", "x"), ("disconnect", "x")])
def test_an_account_that_is_not_there(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell.json("accounts", *words)
    assert said.code == 3
    assert "There is no account" in said.err


def test_a_name_of_several_accounts_disconnects_none(
    shell: Shell, practice: PracticeServer
) -> None:
    for who in [one for one in practice.accounts if one.platform == "bluesky"]:
        said = shell(
            *("accounts", "connect", "bluesky", "--identifier", who.handle, "--secret-stdin"),
            stdin=who.app_password,
        )
        assert said.code == 0
    said = shell.json("accounts", "disconnect", "bluesky")
    assert said.code == 2
    assert "several" in said.err
    listed = shell.json("accounts", "list").document
    assert isinstance(listed, list)
    assert len(listed) == 2
    both = shell.json("post", "To both", "--to", "bluesky", "--draft")
    sent = both.fields["deliveries"]
    assert isinstance(sent, list)
    assert len(sent) == 2


def test_bad_sign_ins(shell: Shell, practice: PracticeServer) -> None:
    who = practice.accounts[0]
    connect = ("accounts", "connect", "bluesky", "--identifier", who.handle)
    cases: list[tuple[tuple[str, ...], str | bytes, int]] = [
        (connect, "", 2),
        ((*connect, "--secret-stdin"), "", 2),
        ((*connect, "--secret-stdin"), "aaaa-bbbb-cccc-dddd", 2),
        ((*connect, "--secret-stdin"), b"\xff\xfe", 2),
        (("accounts", "connect", "bluesky", "--secret-stdin"), who.app_password, 2),
        (("accounts", "connect", "nowhere", "--secret-stdin"), who.app_password, 3),
    ]
    for words, secret, code in cases:
        said = shell.json(*words, stdin=secret)
        assert said.code == code, said
        assert said.error["title"]
        assert shell.json("accounts", "list").document == []


def test_the_main_password_is_warned_about(shell: Shell, practice: PracticeServer) -> None:
    who = practice.accounts[0]
    said = shell.json(
        *("accounts", "connect", "bluesky", "--identifier", who.handle, "--secret-stdin"),
        stdin=who.password,
    )
    assert "app password" in said.err.lower()
    assert who.password not in said.out + said.err


def test_the_server_is_down(
    shell: Shell, practice: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    dead = dict.fromkeys(practice.origins, "http://127.0.0.1:9")
    file = shell.home.parent / "dead.json"
    file.write_text(json.dumps(dead), encoding="utf-8")
    monkeypatch.setenv("BRANDCRAFT_ORIGINS", str(file))
    said = shell.json(
        *("accounts", "connect", "bluesky", "--identifier", practice.accounts[0].handle),
        "--secret-stdin",
        stdin=practice.accounts[0].app_password,
    )
    assert said.code == 1
    assert said.error["title"]
    assert shell.json("accounts", "list").document == []


def test_a_locked_vault(
    shell: Shell, connected: str, practice: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRANDCRAFT_VAULT_PASSPHRASE", "not the right one")
    check = shell.unchanged()
    who = practice.accounts[1]
    said = shell.json(
        *("accounts", "connect", "bluesky", "--identifier", who.handle, "--secret-stdin"),
        stdin=who.app_password,
    )
    assert said.code == 4
    check()
    assert shell.json("accounts", "refresh", connected).code == 4
    assert shell.json("vault", "status").fields["locked"] is True
    assert shell.json("post", "Still written", "--to", connected, "--draft").code == 0
    assert shell.json("vault", "unlock", stdin="wrong").code in (2, 4)


def test_brands(shell: Shell, account: str) -> None:
    brand = shell.json("brands", "add", "Bakery").text("id")
    assert shell.json("brands", "add", "bakery").code == 2
    linked = shell.json("brands", "link", "bakery", account)
    assert (linked.code, linked.text("brand")) == (0, brand)
    assert shell.json("brands", "rename", "Bakery", "Café").text("name") == "Café"
    listed = shell.json("brands", "list").document
    assert isinstance(listed, list)
    assert [one["name"] for one in listed] == ["Café"]
    post = shell.json("post", "x", "--to", account, "--draft", "--brand", "café")
    assert post.text("brand") == "Café"
    assert shell.json("post", "x", "--to", account, "--draft", "--brand", "none").code == 3
    assert shell.json("brands", "link", "none", account).code == 3
    assert shell.json("brands", "link", "café", "nobody").code == 3
    words = shell.json("snippets", "add", "Greeting", "Hello!", "--brand", "café").text("id")
    assert shell.json("brands", "delete", "Café").code == 0
    assert shell.json("brands", "delete", "Café").code == 3
    kept = shell.json("snippets", "list").document
    assert isinstance(kept, list)
    assert [(one["id"], one["brand_id"]) for one in kept] == [(words, None)]
    assert shell("brands", "list").out == "No brands.\n"


class Terminal(io.StringIO):
    """Standard input where a person sits; what is read from it was shown while it was typed."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a person types next at a prompt that shows nothing."""
    lines: list[str] = []
    terminal = Terminal("echoed\n" * 5)
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream: lines.pop(0))
    yield lines
    assert lines == []
    assert terminal.tell() == 0, "nothing was read with an echo"


def test_at_a_terminal_a_secret_is_asked_for_and_not_shown(typed: list[str]) -> None:
    typed += ["aaaa-bbbb-cccc-dddd", ""]
    assert asked_secret("App password") == "aaaa-bbbb-cccc-dddd"
    assert asked_or_nothing("Present passphrase") == ""


def test_a_new_secret_is_typed_twice(typed: list[str]) -> None:
    typed += ["a phrase", "a phrase", "a phrase", "a phrse"]
    assert new_secret("New passphrase") == "a phrase"
    with pytest.raises(BadInput):
        new_secret("New passphrase")
