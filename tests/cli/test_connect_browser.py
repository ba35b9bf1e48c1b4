"""`accounts connect` in the browser, and `apps …`, on a harbour of tests."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from brandcraft_desktop.accounts.keys import Wrapping
from brandcraft_desktop.accounts.loopback import PORT_VARIABLE
from brandcraft_desktop.cli import run
from brandcraft_desktop.demo.browser import decide
from brandcraft_desktop.domain.platform import SignInField
from tests.cli.shell import FACES, Shell
from tests.services.harbour import Harbour, OneHarbour, make_harbour
from tests.services.harbour_world import (
    CLIENT_ID,
    CLIENT_SECRET,
    HARBOUR,
    ORIGIN,
    HarbourWorld,
)
from tests.services.ports import free_port

CHEAP = Wrapping(memory=64, passes=1, lanes=1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[HarbourWorld]:
    made = HarbourWorld(tmp_path / "world")
    yield made
    made.close()


@pytest.fixture
def origins(world: HarbourWorld, tmp_path: Path) -> Path:
    """The harbour takes the practice world's place."""
    place = tmp_path / "origins.json"
    place.write_text(json.dumps({ORIGIN: world.listener.url}))
    return place


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Harbour:
    made = make_harbour(tmp_path)
    monkeypatch.setattr(
        "brandcraft_desktop.services.workspace._make_registry", lambda: OneHarbour(made)
    )
    monkeypatch.setenv(PORT_VARIABLE, str(free_port()))
    # Each command opens the vault anew: its passphrase costs half a second otherwise.
    monkeypatch.setattr("brandcraft_desktop.accounts.vault.Wrapping", lambda: CHEAP)
    return made


@pytest.fixture
def ready(shell: Shell, harbour: Harbour) -> Shell:
    """A shell with the keys of the practice app."""
    assert harbour.seen == []
    said = shell.json(
        "apps", "set", HARBOUR, "--client-id", CLIENT_ID, "--client-secret-stdin",
        stdin=CLIENT_SECRET + "\n",
    )  # fmt: skip
    assert said.code == 0
    assert CLIENT_SECRET not in said.out + said.err
    return shell


class Listener(io.StringIO):
    """Standard output, which somebody reads line by line and acts upon."""

    def __init__(self, person: str, *, allow: bool = True) -> None:
        super().__init__()
        self._person, self._allow = person, allow
        self.threads: list[threading.Thread] = []

    def flush(self) -> None:
        lines = self.getvalue().splitlines()
        if lines and not self.threads and "authorize_url" in lines[0]:
            address = json.loads(lines[0])["authorize_url"]
            thread = threading.Thread(
                target=decide, args=(address, self._person), kwargs={"allow": self._allow}
            )
            self.threads.append(thread)
            thread.start()


def connect(
    monkeypatch: pytest.MonkeyPatch, *words: str, person: str = "1", allow: bool = True
) -> tuple[int, list[dict[str, object]]]:
    """Connect without a browser of our own; the documents of standard output."""
    out = Listener(person, allow=allow)
    monkeypatch.setattr("sys.stdout", out)
    code = run(["accounts", "connect", HARBOUR, "--no-browser", "--json", *words], FACES)
    for thread in out.threads:
        thread.join()
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_script_connects_an_account(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ready.json("brands", "add", "Demo Studio").code == 0
    code, documents = connect(monkeypatch, "--brand", "Demo Studio", person="2")
    assert code == 0
    first, account = documents
    assert set(first) == {"authorize_url"}
    assert (account["handle"], account["state"]) == ("bob", "connected")
    assert account["brand"]
    code, (_, again) = connect(monkeypatch, "--reconnect", "bob", person="2")
    assert (code, again["id"]) == (0, account["id"])
    code, (_, refused) = connect(monkeypatch, "--reconnect", "bob", person="1")
    assert code == 2
    error = refused["error"]
    assert isinstance(error, dict)
    assert error["title"] == "This is @ann. You were reconnecting @bob."
    code, (_, denied) = connect(monkeypatch, allow=False)
    assert code == 1
    assert "did not get your permission" in str(denied["error"])


@pytest.mark.usefixtures("ready")
def test_several_want_a_choice(world: HarbourWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    world.channels["1"] = ("Ann", "Bakery", "Cinema")
    code, (_, refused) = connect(monkeypatch)
    assert code == 2
    error = refused["error"]
    assert isinstance(error, dict)
    assert [one["id"] for one in error["choices"]] == ["1", "1-1", "1-2"]
    assert error["field"] == "channel"
    code, _ = connect(monkeypatch, "--channel", "nobody")
    assert code == 2
    code, (_, both) = connect(monkeypatch, "--channel", "1", "--channel", "@cinema")
    assert code == 0
    accounts = both["accounts"]
    assert isinstance(accounts, list)
    assert [one["remote_id"] for one in accounts] == ["1", "1-2"]
    code, (_, everything) = connect(monkeypatch, "--all")
    assert code == 0
    assert len(everything["accounts"]) == 3  # type: ignore[arg-type]


class Elsewhere(io.StringIO):
    """Somebody who agrees in a browser elsewhere and types where it ended."""

    def __init__(self, out: io.StringIO) -> None:
        super().__init__()
        self._out = out

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        address = json.loads(self._out.getvalue().splitlines()[0])["authorize_url"]
        return decide(address, "1", back=False) + "\n"


@pytest.mark.usefixtures("ready")
def test_a_pasted_address(harbour: Harbour, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", Elsewhere(out))
    monkeypatch.setattr("sys.stdout", out)
    words = ["accounts", "connect", HARBOUR, "--no-browser", "--redirect-url-stdin", "--json"]
    assert run(words, FACES) == 0
    assert json.loads(out.getvalue().splitlines()[1])["handle"] == "ann"
    assert harbour.finished == 1


@pytest.mark.usefixtures("harbour")
def test_without_keys_it_says_where_to_get_them(shell: Shell) -> None:
    said = shell.json("accounts", "connect", HARBOUR, "--no-browser")
    assert said.code == 2
    assert said.error["field"] == "app"
    assert f"brandcraft apps set {HARBOUR}" in str(said.error["action"])


def test_the_browser_is_opened_with_nothing_of_the_sign_in(
    ready: Shell, harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def browse(address: str) -> bool:
        opened.append(address)
        decide(address, "1")
        return True

    monkeypatch.setattr("brandcraft_desktop.cli.connecting.open_in_browser", browse)
    said = ready.json("accounts", "connect", HARBOUR)
    assert (said.code, said.text("handle")) == (0, "ann")
    asked = harbour.seen[-1]
    assert asked.state not in opened[0] + said.out + said.err


def test_apps(ready: Shell, tmp_path: Path) -> None:
    listed = ready.json("apps", "list").document
    assert listed == [
        {
            "platform": HARBOUR,
            "server": None,
            "client_id": CLIENT_ID,
            "has_secret": True,
            "redirect": None,
            "registered_by_program": False,
        }
    ]
    assert CLIENT_ID in ready("apps", "list").out
    relay = "https://ann.example/relay/"
    said = ready.json("apps", "set", HARBOUR, "--client-id", CLIENT_ID, "--redirect", relay)
    assert (said.code, said.text("redirect")) == (0, relay)
    guide = ready.json("apps", "show", HARBOUR).fields
    assert guide["steps"] == ["Open the harbour's office.", "Ask for an app."]
    assert {"way": "relay", "redirect": relay} in guide["returns"]  # type: ignore[operator]
    text = ready("apps", "show", HARBOUR).out
    for words in ("1. Open the harbour's office.", "What it allows: Anything.", relay):
        assert words in text
    assert ready.json("apps", "set", HARBOUR, "--client-id", "").code == 2
    assert ready.json("apps", "set", HARBOUR, "--client-id", "other").error["field"] == "secret"
    assert ready.json("apps", "forget", HARBOUR).fields == {"platform": HARBOUR, "forgotten": True}
    assert ready.json("apps", "forget", HARBOUR).code == 3
    assert ready("apps", "list").out == "No apps.\n"
    page = ready.json("apps", "relay-page", tmp_path / "relay")
    assert page.code == 0
    assert "127.0.0.1" in Path(page.text("page")).read_text()
    assert ready.json("apps", "relay-page", tmp_path / "relay").code == 2
    listed = ready.json("platforms", "list").document
    assert isinstance(listed, list)
    assert [(one["id"], one["connects"]) for one in listed] == [(HARBOUR, "browser")]
    shown = ready.json("platforms", "show", HARBOUR).fields
    assert shown["settings"] == []
    assert ready.json("platforms", "set", HARBOUR, "nothing", "1").code == 3


def test_other_lines_of_a_form(ready: Shell, harbour: Harbour) -> None:
    said = ready.json("accounts", "connect", HARBOUR, "--no-browser", "--answer", "nothing=1")
    assert (said.code, said.error["field"]) == (2, "answer")
    said = ready.json("accounts", "connect", HARBOUR, "--no-browser", "--identifier", "ann")
    assert (said.code, said.error["field"]) == (2, "identifier")
    flag = SignInField("pages", "Pages too", required=False, flag=True)
    harbour.sign_in = replace(harbour.sign_in, fields=(flag,))
    words = ("accounts", "connect", HARBOUR, "--no-browser", "--redirect-url-stdin")
    nonsense = "https://evil.example/?code=SECRET"
    said = ready(*words, "--answer", "pages=true", stdin=nonsense)
    assert said.code == 2
    assert "SECRET" not in said.out + said.err
    assert "another page" in said.err
    assert harbour.seen[-1].answers == {"pages": "true"}


def test_a_closed_standard_input_is_told_in_words(ready: Shell) -> None:
    for words in (
        ("apps", "set", HARBOUR, "--client-id", "other", "--client-secret-stdin"),
        ("accounts", "connect", HARBOUR, "--no-browser", "--redirect-url-stdin"),
    ):
        said = ready(*words, stdin=None)
        assert (said.code, "Standard input is closed." in said.err) == (2, True), words


def test_without_a_terminal_an_address_to_paste_is_asked_for_by_its_option(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BRANDCRAFT_ORIGINS")  # nothing is sent: it is refused before
    keys = ("apps", "set", "facebook", "--client-id", "1234567890", "--client-secret-stdin")
    assert shell.json(*keys, stdin="a-secret-of-an-app\n").code == 0
    said = shell.json("accounts", "connect", "facebook", "--no-browser")
    assert (said.code, said.error["field"]) == (2, "redirect_url_stdin")
    assert "--redirect-url-stdin" in str(said.error["action"])
