"""A platform whose people sign in in the browser, for tests of that; nothing is published to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.platform import (
    AppGuide,
    BrowserSignIn,
    Return,
    SignIn,
    SignInField,
    SignInKind,
)
from brandcraft_desktop.errors import OwnerNeeded, PermissionMissing
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers import oauth
from brandcraft_desktop.publishers.base import (
    AppKeys,
    Asked,
    Begun,
    Connection,
    Grant,
    Publisher,
)
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET, REFRESH
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.accounts.memory import MemoryStore
from tests.models.times import StandingClock
from tests.services.engine_world import Kiosk, KioskStore, OneKiosk
from tests.services.harbour_world import HARBOUR, ORIGIN, SCOPES, HarbourWorld
from tests.services.town import LateVault

if TYPE_CHECKING:
    from brandcraft_desktop.publishers.registry import Registry

GUIDE = AppGuide(
    steps=("Open the harbour's office.", "Ask for an app."),
    address="https://harbour.example/apps",
    allows="Anything.",
)
BROWSER = BrowserSignIn(
    permissions=("Read your name", "Post for you"),
    returns=(Return.LOOPBACK, Return.PASTE, Return.RELAY),
    app=GUIDE,
    several=True,
)
SIGN_IN = SignIn(SignInKind.BROWSER, (), "Sign in on the harbour's page.", browser=BROWSER)
SERVER = SignInField("server", "Server", required=True)
OPEN_SIGN_IN = replace(SIGN_IN, fields=(SERVER,), browser=replace(BROWSER, app=None))
"""Where the program registers itself."""


@dataclass
class Harbour(Kiosk):
    """`finished` counts the codes that were traded."""

    sign_in: SignIn = SIGN_IN
    finished: int = 0
    info = replace(Kiosk.info, id=HARBOUR, name="Harbour")
    seen: list[Asked] = field(default_factory=list)

    def begin(self, asked: Asked, http: Http, clock: Clock) -> Begun:
        self.seen.append(asked)
        app = asked.app or self._register(asked, http)
        if asked.app is not None and self.sign_in.browser and self.sign_in.browser.app is None:
            query = (("client_id", app.client_id),)
            judge = oauth.judged_by("Harbour")
            http.send(Request("GET", f"{ORIGIN}/apps/known", query=query, judge=judge))
        address = oauth.authorize_address(f"{ORIGIN}/oauth/authorize", asked, app, SCOPES)
        return Begun(asked, address, app, ORIGIN)

    def _register(self, asked: Asked, http: Http) -> AppKeys:
        form = (("redirect", asked.redirect),)
        made = http.send(Request("POST", f"{ORIGIN}/apps", form=form)).json
        return AppKeys(made.text("client_id"), made.text("client_secret"))

    def finish(self, begun: Begun, code: str, http: Http, clock: Clock) -> tuple[Connection, ...]:
        self._happens("finish")
        self.finished += 1
        judge = oauth.judged_by("Harbour")
        call = oauth.code_request(
            f"{ORIGIN}/oauth/token", begun.asked, begun.app, code, judge=judge
        )
        token = http.send(call).json
        if set(oauth.scopes_of(token) or ()) != set(SCOPES):
            raise PermissionMissing("The harbour may not post for you.", "", "Allow “post” too.")
        access = token.text("access_token")
        me = http.send(Request("GET", f"{ORIGIN}/me", bearer=access)).json
        if not me.items("channels"):
            raise OwnerNeeded("You have no channel.", "", "Make one first.")
        return tuple(
            Connection(
                remote_id=one.text("id"),
                handle=me.text("handle") if one.text("id").count("-") == 0 else one.text("name"),
                display_name=one.text("name"),
                server=ORIGIN,
                secrets={
                    ACCESS: access,
                    REFRESH: token.text("refresh_token"),
                    CLIENT_ID: begun.app.client_id,
                    CLIENT_SECRET: begun.app.secret,
                },
                grant=Grant(scopes=oauth.scopes_of(token)),
                about="Person" if one.text("id").count("-") == 0 else "Company page",
            )
            for one in me.items("channels")
        )


def make_harbour(folder: Path, sign_in: SignIn = SIGN_IN) -> Harbour:
    """A harbour that keeps its posts in `folder`."""
    return Harbour(KioskStore(folder / "harbour.sqlite"), sign_in=sign_in)


class OneHarbour(OneKiosk):
    """A registry with the harbour alone."""

    def get(self, platform: str) -> Harbour:
        assert platform == HARBOUR
        assert isinstance(self.kiosk, Harbour)
        return self.kiosk

    def publishers(self) -> tuple[Publisher, ...]:
        return self.all()


@contextmanager
def harbour_workspace(
    home: Path,
    harbour: Harbour,
    world: HarbourWorld,
    *,
    clock: StandingClock | None = None,
    store: MemoryStore | None = None,
) -> Iterator[Workspace]:
    """A practice workspace whose only platform is the harbour, with a keyring in memory."""
    clock = clock or StandingClock()
    workspace = open_workspace(
        Home(home),
        clock=clock,
        platforms=cast("Registry", OneHarbour(harbour)),
        vault=LateVault(),
        origins=world.origins,
    )
    assert isinstance(workspace.vault, LateVault)
    workspace.vault.begin(workspace.database, workspace.home, clock, store or MemoryStore())
    try:
        yield workspace
    finally:
        close(workspace)
