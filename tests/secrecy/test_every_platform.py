"""No secret of any platform slips out, not even where the platform itself repeats it in an error.

Hunted is what really went over the wire: the app's secret, codes and verifiers, every token and
password. Looked through are the home with its journals, backups and events, the log of every
library, errors with their traces, reprs, and the arguments of all child processes.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.publishers import exchange
from brandcraft_desktop.publishers.base import BrowserPublisher
from brandcraft_desktop.services import account_http, accounts, posts
from brandcraft_desktop.services.account_session import account_session
from brandcraft_desktop.services.backup import backup
from brandcraft_desktop.services.renewal import renew
from tests.publishers import agreeing
from tests.publishers.every_platform import PUBLISHERS, flows_of, sheet_of, tells
from tests.publishers.stand import PASSPHRASE, Stand, stand
from tests.secrecy.hunting import hunt, hunt_files, hunted
from tests.secrecy.wire import kept_of, secrets_of

pytestmark = pytest.mark.contract
TOLD = [platform for platform in PUBLISHERS if tells(platform)]
SECRET = re.compile(r"access|refresh$|secret|password|token|webhook")
"""Some names of what is sealed; an app's id and dates lie beside them."""
STATUSES = (400, 401, 500)


class Processes:
    """Hears of every process that is started; an audit hook can't be taken away again."""

    def __init__(self) -> None:
        self.listening = False
        self.arguments: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.listening and event in ("subprocess.Popen", "os.exec", "os.posix_spawn"):
            self.arguments.append(repr(arguments))

    @contextmanager
    def heard(self) -> Iterator[list[str]]:
        """The arguments and environments of all that are started meanwhile."""
        self.arguments = []
        self.listening = True
        try:
            yield self.arguments
        finally:
            self.listening = False


PROCESSES = Processes()


class Hunt:
    """One platform's life: `shown` is every repr and error, `secrets` what went over the wire."""

    def __init__(self, here: Stand) -> None:
        self.here = here
        self.shown: list[str] = []
        self.secrets: dict[str, str] = {}
        self.kept: dict[str, str] = {}  # what the database alone may hold
        self.scenes: dict[str, Callable[[], object]] = {}
        self.called: dict[str, list[str]] = {}
        self.browsed: set[str] = set()  # what the browser called, and not the program

    def live(self) -> None:
        """Everything once in peace, then every call with a platform that repeats what it heard."""
        here = self.here
        self._look(here.connect())
        account = here.accounts[0]
        self.scenes = {
            "connect": lambda: here.connect(again=account.id),
            "renew": lambda: renew(here.workspace, account),
            "profile": lambda: accounts.refresh(here.workspace, account.id),
            **{flow.name: partial(here.publish, flow) for flow in flows_of(here.sheet.platform)},
        }
        for name, act in self.scenes.items():
            here.server.tell("calls/clear")
            act()
            self.called[name] = here.calls()
            self.learn()
        self._sessions()
        for name in self.scenes:
            called = [one for one in self.called[name] if one not in self.browsed]
            for number, endpoint in enumerate(dict.fromkeys(called)):
                self._repeated(name, endpoint, STATUSES[number % len(STATUSES)])
        for post in posts.everything(here.workspace, start=None, end=None):
            view = posts.show(here.workspace, post.id)
            self.shown.append(repr(view))

    def learn(self) -> None:
        """Add what went over the wire to what is hunted."""
        exchanges = self.here.exchanges()
        self.browsed |= {
            one.endpoint for one in exchanges if one.headers.get("user-agent") == agreeing.BROWSER
        }
        for all_of, known in ((secrets_of, self.secrets), (kept_of, self.kept)):
            for name, value in all_of(exchanges).items():
                if value not in known.values():
                    known[f"{name} {len(known)}"] = value

    def _repeated(self, name: str, endpoint: str, status: int) -> None:
        here = self.here
        here.server.tell("recorder/serve", endpoint=endpoint, status=status, echo=True)
        try:
            self._look(self.scenes[name]())
        except BrandcraftError as error:
            self.shown += [repr(error), str(error), repr(vars(error)), error.message]
            self.shown += [repr(error.__cause__), repr(error.__context__)]
            self.shown += traceback.format_exception(error)
        finally:
            here.server.tell("recorder/stop")
        self.learn()
        account = here.accounts[0]
        if accounts.show(here.workspace, account.id).state is not AccountState.CONNECTED:
            here.connect(again=account.id)
            self.learn()

    def _sessions(self) -> None:
        """What a debugger or a crash report would show of everything that holds a secret."""
        here = self.here
        account = accounts.show(here.workspace, here.accounts[0].id)
        session = account_session(here.workspace, account)
        self._look(session, session.secrets, session.http, account, here.workspace)
        answers = here.sheet.answers(here.person)
        with account_http.passing_http(here.workspace) as http:
            if isinstance(here.publisher, BrowserPublisher):
                asked = agreeing.asked_by(here.publisher, answers)
                begun = here.publisher.begin(asked, http, here.workspace.clock)
                self._look(asked, asked.app, begun, begun.app)
                self.secrets["state"], self.secrets["verifier"] = asked.state, asked.verifier
            made = agreeing.connections(
                here.publisher, here.person, answers, http, here.workspace, here.server.origins
            )
        self._look(*made)
        self.learn()

    def _look(self, *things: object) -> None:
        for thing in things:
            self.shown += [repr(thing), str(thing)]

    def found(self, log: str, processes: list[str]) -> list[str]:
        """Every place where a secret stands, with the name of the secret."""
        here = self.here
        home = here.workspace.home
        wanted = [hunted(name, secret) for name, secret in self.secrets.items()]
        backup(here.workspace, home.backups / "with the key.zip", passphrase=PASSPHRASE)
        backup(here.workspace, home.backups / "without.zip")
        assert home.database.with_name("brandcraft.sqlite-wal").stat().st_size
        places = hunt_files(home.root, wanted)
        # What an upload's steps keep may be there, and is told nobody all the same.
        wanted += [hunted(name, one) for name, one in self.kept.items()]
        places += hunt("reprs and errors", "\n".join(self.shown).encode(), wanted)
        places += hunt("the log", log.encode(), wanted)
        places += hunt("arguments of processes", "\n".join(processes).encode(), wanted)
        return places


@pytest.mark.parametrize("platform", TOLD)
def test_no_secret_of_a_platform_slips_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, platform: str
) -> None:
    sheet = sheet_of(platform)
    # The traces of the network library below hold every header; nobody turns them on.
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.DEBUG, "brandcraft_desktop")
    with stand(tmp_path, sheet) as here, PROCESSES.heard() as processes:
        life = Hunt(here)
        life.live()
        kept = accounts.secrets(here.workspace, here.accounts[0].id)
        planted = {name: kept.read(name) for name in sheet.secrets}
        assert all(planted.values()), f"not kept: {[n for n, v in planted.items() if not v]}"
        missing = [
            name
            for name, one in planted.items()
            if SECRET.search(name) and one not in life.secrets.values()
        ]
        assert not missing, f"never seen at the wire: {missing}"
        assert life.found(caplog.text, processes) == []


def test_a_planted_leak_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Answers are kept as they came: every platform's secrets would stand in the database."""
    monkeypatch.setattr(exchange, "without_secrets", lambda text, known=(): text)
    with stand(tmp_path, sheet_of("bluesky")) as here:
        life = Hunt(here)
        life.live()
        found = "\n".join(life.found(caplog.text, []))
    assert "brandcraft.sqlite" in found
    assert "reprs and errors" in found
