"""A home that lives through everything in which a secret could slip out."""

from __future__ import annotations

import io
import json
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from brandcraft_desktop.accounts.keys import unwrap
from brandcraft_desktop.cli import Faces, run
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.paths import Home
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.scheduler.worker import ONCE_PATIENCE
from brandcraft_desktop.services import accounts
from brandcraft_desktop.services.backup import backup, daily
from brandcraft_desktop.services.vault_book import DatabaseBook
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.secrecy.hunting import Hunted, hunt, hunt_files, hunted, open_to_others

# Each spelling of it differs from the others.
PASSPHRASE = "Plûm & kettle/41?~zig"
WRONG = "q7w2-wr4n-gx3a-pp5z"
NAMES = ("access", "refresh", "app_password")
WRITE = "com.atproto.repo.putRecord"


@dataclass
class Life:
    """`said` is all that went to stdout and stderr, `shown` every repr and error.

    `loose` are files that were open to others at some moment, `caught` secrets that lay open.
    """

    home: Home
    server: PracticeServer
    said: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    caught: list[str] = field(default_factory=list)
    secrets: dict[str, str | bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.secrets["passphrase"] = PASSPHRASE
        self.secrets["mistyped password"] = WRONG
        for number, one in enumerate(self.server.accounts, 1):
            self.secrets[f"app password {number}"] = one.app_password
            self.secrets[f"main password {number}"] = one.password

    @contextmanager
    def opened(self) -> Iterator[Workspace]:
        """The workspace in this process; the files are looked at while it is in use."""
        origins = Origins(self.server.origins)
        workspace = open_workspace(self.home, passphrase=PASSPHRASE, origins=origins)
        try:
            yield workspace
            self.learn(workspace)
            self.loose += open_to_others(self.home.root)
        finally:
            close(workspace)

    def learn(self, workspace: Workspace) -> None:
        """Add the tokens and the key, as they are now, to what is hunted."""
        for one in accounts.list_accounts(workspace):
            sealed = accounts.secrets(workspace, one.id)
            for name in NAMES:
                # The signature alone would be what is secret about a token.
                for value in (sealed.read(name), sealed.read(name).rpartition(".")[2]):
                    if value and value not in self.secrets.values():
                        self.secrets[f"{name} {len(self.secrets)}"] = value
        record = DatabaseBook(workspace.database, workspace.clock).read()
        if record is not None and "vault key" not in self.secrets:
            key = unwrap(record.wrapped, PASSPHRASE)
            assert key is not None
            self.secrets["vault key"] = key.material

    def say(self, *words: str, stdin: str = "") -> tuple[int, object]:
        """One `brandcraft` command; gives its exit code and, with --json, its document."""
        out, errors = io.StringIO(), io.StringIO()
        before, sys.stdin = sys.stdin, io.StringIO(stdin)
        try:
            with redirect_stdout(out), redirect_stderr(errors):
                code = run(list(words), Faces(_nothing, self._work, _nothing, _nothing))
        finally:
            sys.stdin = before
        self.said += [out.getvalue(), errors.getvalue()]
        self.loose += open_to_others(self.home.root)
        return code, json.loads(out.getvalue()) if "--json" in words else None

    def fails(self, action: Callable[[], object]) -> None:
        """Something that goes wrong; all that its error shows anywhere is kept."""
        try:
            action()
        except BrandcraftError as error:
            self.shown += [repr(error), str(error), repr(vars(error)), error.message]
            self.shown += traceback.format_exception(error)
            return
        raise AssertionError("it should have failed")

    def found(self) -> list[str]:
        """Every place where a secret stands that nobody sealed."""
        wanted: list[Hunted] = [hunted(name, secret) for name, secret in self.secrets.items()]
        places = hunt_files(self.home.root, wanted)
        for what, texts in (("outputs", self.said), ("reprs and errors", self.shown)):
            places += hunt(what, "\n".join(texts).encode(), wanted)
        return places

    def _work(self, once: bool, name: str) -> int:
        assert once
        with self.opened() as workspace:
            Engine(workspace).run_until_idle(ONCE_PATIENCE)
            self.learn(workspace)
            # Now, while it is full: closing empties the journal.
            assert self.home.database.with_name("brandcraft.sqlite-wal").stat().st_size
            self.caught += self.found()
        return 0


def _nothing(*_: object) -> int:
    raise AssertionError("no other face was asked for")


def connect(life: Life, number: int) -> str:
    """Connect one practice account by command; gives its id."""
    who = life.server.accounts[number]
    code, document = life.say(
        *("accounts", "connect", "bluesky", "--identifier", who.handle, "--secret-stdin", "--json"),
        stdin=who.app_password + "\n",
    )
    assert code == 0, life.said
    assert isinstance(document, Mapping)
    return str(document["id"])


def publish(life: Life, account: str, text: str, *files: Path) -> Mapping[str, object]:
    """Write a post by command and let the worker take it; gives its document."""
    media = [word for file in files for word in ("--media", str(file))]
    code, document = life.say("post", text, "--to", account, *media, "--at", "now", "--json")
    assert code == 0, life.said
    assert isinstance(document, Mapping)
    assert life.say("worker", "--once", "--json")[0] == 0
    _, shown = life.say("posts", "show", str(document["id"]), "--json")
    assert isinstance(shown, Mapping)
    return shown


def be_refused_with_an_echo(life: Life, account: str) -> Mapping[str, object]:
    """The platform repeats the token that it was sent, in words, encoded and in a header's name."""
    with life.opened() as workspace:
        token = accounts.secrets(workspace, account).read("access")
    (encoded,) = (spelling for kind, spelling in hunted("", token).spellings[4:5])
    life.server.tell(
        "faults",
        endpoint=WRITE,
        kind="status",
        status=400,
        error="InvalidRequest",
        message=f"Nothing begins with {token[:-1]}{token[-1:]} or {encoded.decode()}",
    )
    return publish(life, account, "Refused with an echo")


def fail_in_every_way(life: Life, account: str) -> None:
    """Wrong passwords, an echo, a broken line, an end of the sign-in, a wrong passphrase."""
    who = life.server.accounts[0]
    for answers in (
        {"identifier": who.handle, "app_password": WRONG},
        {"identifier": who.handle, "app_password": who.password},
        {"identifier": who.app_password, "app_password": who.app_password},
    ):
        with life.opened() as workspace:
            life.fails(lambda: accounts.connect(workspace, "bluesky", answers))  # noqa: B023
    words = ("accounts", "connect", "bluesky", "--identifier", who.handle, "--secret-stdin")
    assert life.say(*words, "--json", stdin=WRONG + "\n")[0] != 0
    assert life.say(*words, stdin=WRONG + "\n")[0] != 0
    assert life.say("vault", "unlock", "--json", stdin=WRONG + "\n")[0] == 2
    be_refused_with_an_echo(life, account)
    for kind in ("reset", "garbage", "expired_token"):
        life.server.tell("faults", endpoint=WRITE, kind=kind)
        publish(life, account, f"Trouble of the kind {kind}")
    _unforeseen(life, who.app_password)


def _unforeseen(life: Life, secret: str) -> None:
    """An error that nobody expected has a secret in it: its trace is kept, its words are not."""

    def worker(once: bool, name: str) -> int:
        raise RuntimeError(f"the password is {secret}")

    out, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(errors):
        assert run(["worker", "--once", "--json"], Faces(_nothing, worker, _nothing, _nothing)) == 1
    life.said += [out.getvalue(), errors.getvalue()]
    assert list(life.home.logs.iterdir())


def look_at_everything(life: Life) -> None:
    """Every command that tells how things stand."""
    for words in (("accounts", "list"), ("posts", "list"), ("vault", "status"), ("doctor",)):
        life.say(*words)
        life.say(*words, "--json")


def copy_everything(life: Life) -> None:
    """Backups, with and without the key, kept in the home so that they are hunted too."""
    with life.opened() as workspace:
        daily(workspace)
        backup(workspace, life.home.backups / "with the key.zip", passphrase=PASSPHRASE)
    life.say("backup", str(life.home.backups / "without.zip"), "--json")


def lose_the_sign_in(life: Life, account: str) -> None:
    """The owner withdraws the app password; then the account is disconnected."""
    answer = life.server.tell("bluesky/revoke", did=life.server.accounts[0].did)
    life.secrets["new app password"] = str(answer["app_password"])
    publish(life, account, "Nobody lets us in any more")
    assert life.say("accounts", "refresh", account, "--json")[0] != 0
    assert life.say("accounts", "disconnect", account, "--json")[0] == 0


def keep_reprs(life: Life, workspace: Workspace, account: str) -> None:
    """What a debugger, a log line or a crash report would show of everything with a secret."""
    from brandcraft_desktop.accounts.secret import Secret
    from brandcraft_desktop.publishers.base import Connection, Grant
    from brandcraft_desktop.publishers.exchange import Request
    from brandcraft_desktop.services.account_session import account_session

    sealed = accounts.secrets(workspace, account)
    token, password = sealed.read("access"), sealed.read("app_password")
    one = accounts.show(workspace, account)
    http = accounts.http_for(workspace, account)
    call = Request(
        "POST",
        "https://bsky.social/xrpc/com.atproto.server.createSession",
        bearer=token,
        json={"password": password},
        secrets=(password,),
    )
    made = Connection("did:plc:x", "a", "A", "s", {"access": token}, Grant())
    raw = workspace.database.read(lambda c: c.exec_driver_sql("SELECT * FROM secrets").all())
    things = (
        workspace,
        workspace.vault,
        Secret(token),
        [Secret(password)],
        sealed,
        sealed.renewing(),
        account_session(workspace, one),
        http,
        call,
        made,
        workspace.vault.seal(account, "x", Secret(token)),
        DatabaseBook(workspace.database, workspace.clock).read(),
        raw,
        one,
    )
    for thing in things:
        life.shown += [repr(thing), str(thing), f"{thing}"]
    life.shown += [
        f"{Secret(token)!s} {Secret(token)!r} {Secret(token)}",
        call.describe("200", token),
    ]
