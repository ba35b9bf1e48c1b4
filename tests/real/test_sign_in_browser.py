"""Signing in with a real browser, on every platform that has a page for it, by every way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from brandcraft_desktop.accounts.callback_page import BACK
from brandcraft_desktop.accounts.loopback import PORT_VARIABLE
from brandcraft_desktop.demo.connecting import keep_practice_app
from brandcraft_desktop.domain.platform import Return
from brandcraft_desktop.errors import BadInput, Refused
from brandcraft_desktop.paths import Home
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import start
from brandcraft_desktop.publishers.base import BrowserPublisher
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import accounts, apps, sign_in
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.real.chromium import Browser, chromium
from tests.real.relay_site import relay_site
from tests.services.harbour import harbour_workspace, make_harbour
from tests.services.harbour_world import HARBOUR, PEOPLE, HarbourWorld
from tests.services.ports import free_port

IN_THE_BROWSER = [
    one.info.id for one in Registry().publishers() if isinstance(one, BrowserPublisher)
]
PASSPHRASE = "correct horse battery"


@dataclass(frozen=True)
class Place:
    """A workspace, and two people of one platform who may sign in."""

    workspace: Workspace
    platform: str
    people: tuple[PracticeAccount, ...]

    def begin(self, person: int = 0, **more: object) -> sign_in.SignInRun:
        return sign_in.begin(
            self.workspace,
            self.platform,
            self.people[person].answers,
            **more,  # type: ignore[arg-type]
        )

    def agree(self, browser: Browser, person: int = 0, *, allow: bool = True) -> None:
        """Do on the platform's page what a person does there."""
        who = self.people[person]
        browser.evaluate(f"document.querySelector('input[value=\"{who.did}\"]').checked = true")
        browser.click("#allow" if allow else "#deny")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with relay_site(tmp_path_factory.mktemp("site")) as address:
        yield address


@contextmanager
def _harbour(folder: Path) -> Iterator[Place]:
    world = HarbourWorld(folder / "world")
    try:
        with harbour_workspace(folder / "home", make_harbour(folder), world) as workspace:
            people = tuple(PracticeAccount(HARBOUR, one.handle, "", "", one.id) for one in PEOPLE)
            yield Place(workspace, HARBOUR, people)
    finally:
        world.close()


@contextmanager
def _registered(folder: Path, platform: str) -> Iterator[Place]:
    server = start(folder / "world", accounts=2, platforms=[platform])
    try:
        workspace = open_workspace(
            Home(folder / "home"), passphrase=PASSPHRASE, origins=Origins(server.origins)
        )
        try:
            yield Place(workspace, platform, tuple(server.accounts))
        finally:
            close(workspace)
    finally:
        server.stop()


@pytest.fixture(params=[HARBOUR, *IN_THE_BROWSER])
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    (tmp_path / "home").mkdir(mode=0o700)
    monkeypatch.setenv(PORT_VARIABLE, str(free_port()))
    platform = str(request.param)
    opened = _harbour(tmp_path) if platform == HARBOUR else _registered(tmp_path, platform)
    with opened as found:
        if apps.browser_sign_in(found.workspace, platform).app is not None:
            keep_practice_app(found.workspace, platform)
        yield found


def test_every_way_of_a_platform(place: Place, browser: Browser) -> None:
    """Allowed, denied, somebody else, pasted: in one go, for a platform's servers start slowly."""
    with place.begin() as run:
        comes_back = run.returns is Return.LOOPBACK
    if comes_back:
        _at_this_computer(place, browser)
    else:  # it takes https addresses alone: without a page of one's own, what is left is pasting
        _pasted(place, browser)


def _pasted(place: Place, browser: Browser) -> None:
    with place.begin() as run:
        assert run.returns is Return.PASTE
        browser.open(run.opens)
        place.agree(browser)
        browser.loaded(run.redirect)  # a page that can't be had here
        run.paste(browser.ended_at)
        found = run.wait(20)
        (account,) = run.keep([found[0].remote_id])
    with place.begin(1, account_id=account.id) as run:
        browser.open(run.opens)
        place.agree(browser, 1)
        browser.loaded(run.redirect)
        run.paste(browser.ended_at)
        with pytest.raises(BadInput) as caught:
            run.wait(20)
        assert caught.value.field == "account"
        assert account.handle.lstrip("@") in caught.value.title


def _at_this_computer(place: Place, browser: Browser) -> None:
    with place.begin() as run:
        assert run.returns is Return.LOOPBACK
        browser.open(run.opens)
        place.agree(browser)
        browser.loaded(run.redirect)
        assert BACK in browser.text
        found = run.wait(20)
        (account,) = run.keep([found[0].remote_id])
    assert account.handle == found[0].handle

    with place.begin() as run:
        browser.open(run.opens)
        place.agree(browser, allow=False)
        browser.loaded(run.redirect)
        assert "Nothing was connected" in browser.text
        assert BACK in browser.text
        with pytest.raises(Refused, match="permission"):
            run.wait(20)

    with place.begin(1, account_id=account.id) as run:
        browser.open(run.opens)
        place.agree(browser, 1)
        browser.loaded(run.redirect)
        with pytest.raises(BadInput) as caught:
            run.wait(20)
        assert caught.value.field == "account"
        assert account.handle.lstrip("@") in caught.value.title
        (other,) = run.keep([run.found[0].remote_id])

    with place.begin(returns=Return.PASTE, account_id=account.id) as run:
        browser.open(run.opens)
        place.agree(browser)
        browser.loaded(run.redirect)  # nobody listens there: an error page
        ended = browser.ended_at
        assert ended.startswith(run.redirect)
        run.paste(ended)
        assert [one.remote_id for one in run.wait(20)] == [account.remote_id]
        run.keep([account.remote_id])
    assert {one.id for one in accounts.list_accounts(place.workspace)} == {account.id, other.id}


def test_the_relay_page(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home").mkdir(mode=0o700)
    port = free_port()
    monkeypatch.setenv(PORT_VARIABLE, str(port))
    with _harbour(tmp_path) as place, relay_site(tmp_path / "site") as relay:
        keep_practice_app(place.workspace, HARBOUR)
        apps.set_app(place.workspace, HARBOUR, f"practice-{HARBOUR}", relay=relay)
        with place.begin() as run:
            assert (run.returns, run.redirect) == (Return.RELAY, relay)
            browser.open(run.opens)
            place.agree(browser)
            browser.loaded(f"http://127.0.0.1:{port}/callback")
            assert BACK in browser.text
            (found,) = run.wait(20)
            run.keep([found.remote_id])
        with place.begin() as run:
            browser.open(run.opens)
            place.agree(browser, allow=False)
            browser.loaded(f"http://127.0.0.1:{port}/callback")
            assert "Nothing was connected" in browser.text
            with pytest.raises(Refused, match="permission"):
                run.wait(20)
        with place.begin(returns=Return.PASTE) as run:  # as on another computer
            assert run.redirect == relay
            browser.open(run.opens)
            place.agree(browser)
            browser.loaded(f"http://127.0.0.1:{port}/callback")
            elsewhere = browser.ended_at
            browser.go_back(relay)
            shown = str(browser.evaluate("document.getElementById('answer').value"))
            assert shown == elsewhere.partition("?")[2]
            run.paste(shown)
            assert run.wait(20)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "code=abc",
        "code=abc&state=80.aaaaaaaaaaaaaaaaaaaaaaaaa",
        "code=abc&state=70000.aaaaaaaaaaaaaaaaaaaaaaaaa",
        "code=abc&state=5000@evil.example.aaaaaaaaaaaaaaaaaaaaaa",
        "code=abc&state=5000.aaaaaaaaaaaaaaaaaaaaaaaaa&state=5001.aaaaaaaaaaaaaaaaaaaaaaaaa",
        "code=%20&state=5000.aaaaaaaaaaaaaaaaaaaaaaaaa",
        "state=5000.aaaaaaaaaaaaaaaaaaaaaaaaa",
        "error=%3Cb%3E&state=5000.aaaaaaaaaaaaaaaaaaaaaaaaa",
    ],
)
def test_the_relay_page_passes_on_nothing_else(browser: Browser, relay: str, query: str) -> None:
    browser.open(f"{relay}?{query}")
    assert "Nothing to pass on" in browser.text
    assert browser.address == f"{relay}?{query}"
