"""Signing in on every platform of the registry that has a page for it, against its stand-in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from brandcraft_desktop.accounts.loopback import PORT_VARIABLE
from brandcraft_desktop.demo.browser import decide
from brandcraft_desktop.demo.connecting import connect_in_browser
from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.platform import Return
from brandcraft_desktop.errors import BadInput, Refused
from brandcraft_desktop.paths import Home
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer, start
from brandcraft_desktop.publishers.base import BrowserPublisher
from brandcraft_desktop.publishers.bearer import ACCESS
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import accounts, sign_in
from brandcraft_desktop.services.sign_in import SignInRun
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.services.ports import free_port

PLATFORMS = [one.info.id for one in Registry().publishers() if isinstance(one, BrowserPublisher)]


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=PLATFORMS)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def workspace(
    practice: PracticeServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    opened = open_workspace(
        Home(tmp_path_factory.mktemp("home")),
        passphrase="correct horse battery",
        origins=Origins(practice.origins),
    )
    yield opened
    close(opened)


def _decide(run: SignInRun, person: PracticeAccount, *, allow: bool = True) -> None:
    """At the browser; where its answer can't come by itself, its address is pasted."""
    comes = run.returns is not Return.PASTE
    end = decide(run.opens, person.did, allow=allow, back=comes)
    if not comes:
        run.paste(end)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_in_again_not_at_all_and_as_somebody_else(
    workspace: Workspace, practice: PracticeServer, platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PORT_VARIABLE, str(free_port()))
    first, second = [one for one in practice.accounts if one.platform == platform][:2]
    (account, *_) = connect_in_browser(workspace, first)
    assert account.state is AccountState.CONNECTED
    assert account.succeeded_at is not None
    before = accounts.secrets(workspace, account.id).read(ACCESS)
    assert before

    with sign_in.begin(workspace, platform, first.answers, account_id=account.id) as run:
        _decide(run, first)
        (found,) = run.wait(20)
        assert found.known is not None
        assert found.known.id == account.id
        run.keep([found.remote_id])
    assert accounts.secrets(workspace, account.id).read(ACCESS) not in ("", before)

    with sign_in.begin(workspace, platform, first.answers) as run:
        _decide(run, first, allow=False)
        with pytest.raises(Refused, match="permission"):
            run.wait(20)

    with sign_in.begin(workspace, platform, second.answers, account_id=account.id) as run:
        _decide(run, second)
        with pytest.raises(BadInput) as caught:
            run.wait(20)
        assert caught.value.field == "account"
        assert account.handle.lstrip("@") in caught.value.title
    assert accounts.refresh(workspace, account.id).state is AccountState.CONNECTED
