"""A platform with people, passwords and rotating tokens, for tests of accounts."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from brandcraft_desktop.accounts.keys import Wrapping
from brandcraft_desktop.accounts.secret import Secret
from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import BadInput, SignInExpired
from brandcraft_desktop.models import identity
from brandcraft_desktop.models.engine import Database
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.base import AccountSession, Grant, Profile
from brandcraft_desktop.publishers.base import Connection as Connected
from brandcraft_desktop.services.vault_book import DatabaseBook
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.accounts.memory import MemoryStore
from tests.models.times import StandingClock
from tests.services.engine_world import Kiosk, KioskStore, OneKiosk

if TYPE_CHECKING:
    from brandcraft_desktop.publishers.registry import Registry

TOWN = "kiosk"


def picture(colour: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    """A small portrait."""
    from PIL import Image

    target = BytesIO()
    Image.new("RGB", (200, 200), colour).save(target, "PNG")
    return target.getvalue()


def two_hours(now: datetime) -> Grant:
    """What the town grants as long as nobody says otherwise."""
    return Grant(expires_at=now + timedelta(hours=2))


@dataclass
class Town(Kiosk):
    """`names` maps a login to its present handle; `valid` are the refresh tokens that still work.

    A refresh token works once, as on real platforms: a second use is the end of the session.
    """

    names: dict[str, str] = field(default_factory=dict)
    valid: dict[str, str] = field(default_factory=dict)
    renewals: int = 0
    grant: Callable[[datetime], Grant] = two_hours
    portrait: bytes | None = None

    def connect(self, answers: Mapping[str, str], http: object, clock: object) -> Connected:
        login = answers.get("login", "")
        if answers.get("password") != "open sesame":
            raise BadInput("This password is wrong.", field="password")
        self._happens("connect")
        token = secrets.token_hex(8)
        self.valid[login] = token
        return Connected(
            remote_id=f"did:{login}",
            handle=self.names.get(login, login),
            display_name=login.title(),
            server="https://town.example",
            secrets={"access": "access-1", "refresh": token, "nothing": ""},
            grant=self.grant(cast(Clock, clock).now()),
            avatar=self.portrait,
        )

    def renew(self, session: AccountSession) -> None:
        login = session.identity.remote_id.removeprefix("did:")
        with session.secrets.renewing():
            self._happens("renew")
            if session.secrets.read("refresh") != self.valid.get(login):
                self.valid.pop(login, None)
                raise SignInExpired("The sign-in has expired.", "", "Reconnect the account.")
            self.renewals += 1
            token = secrets.token_hex(8)
            self.valid[login] = token
            session.secrets.replace(
                {"access": f"access-{self.renewals + 1}", "refresh": token},
                self.grant(session.clock.now()),
            )

    def profile(self, session: AccountSession) -> Profile:
        self._happens("profile")
        login = session.identity.remote_id.removeprefix("did:")
        return Profile(self.names.get(login, login), login.title(), self.portrait)


@contextmanager
def town_workspace(
    home: Path, town: Town, *, clock: StandingClock | None = None, store: MemoryStore | None = None
) -> Iterator[Workspace]:
    """A workspace whose only platform is the town, with a keyring in memory."""
    clock = clock or StandingClock()
    workspace = open_workspace(
        Home(home), clock=clock, platforms=cast("Registry", OneKiosk(town)), vault=LateVault()
    )
    assert isinstance(workspace.vault, LateVault)
    workspace.vault.begin(workspace.database, workspace.home, clock, store or MemoryStore())
    try:
        yield workspace
    finally:
        close(workspace)


class LateVault(Vault):
    """A vault that gets its database once the workspace is open."""

    def __init__(self) -> None:
        """Nothing yet."""

    def begin(self, database: Database, home: Home, clock: Clock, store: MemoryStore) -> None:
        """Become a real vault."""
        super().__init__(
            DatabaseBook(database, clock),
            store,
            workspace_id=database.read(identity.read).id,
            lock_file=home.run / "vault.lock",
            wrapping=Wrapping(memory=64, passes=1, lanes=1),
        )


def make_town(folder: Path) -> Town:
    """A town with its own store."""
    return Town(KioskStore(folder / "town.sqlite"))


PASSPHRASE = Secret("correct horse battery")
