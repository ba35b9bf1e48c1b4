"""A platform whose refresh tokens are good once, and a process that renews on it.

Run as `python -m tests.faults.rotating HOME ADDRESS HOW`: it opens the workspace, says "ready",
waits for a line, looks `LOOKS` times what is due, and says how the account stands. HOW is "",
"bug" (nobody waits for a turn) or "die" (killed between the platform's answer and our commit).
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, select, update

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.practice.calls import Calls
from brandcraft_desktop.practice.database import Database
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.faults import Faults
from brandcraft_desktop.practice.listener import Listener, World
from brandcraft_desktop.practice.oauth import SCHEMA, OAuth, Person, Ways
from brandcraft_desktop.practice.times import PracticeClock
from brandcraft_desktop.practice.values import text_of
from brandcraft_desktop.publishers import bearer, oauth
from brandcraft_desktop.publishers.base import AccountSession, AppKeys, Grant
from brandcraft_desktop.publishers.base import Connection as Connected
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import accounts, renewal, renewal_once
from brandcraft_desktop.services.account_secrets import AccountSecrets
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.services.engine_world import Kiosk, KioskStore, OneKiosk

ORIGIN = "https://rotating.example"
PASSPHRASE = "correct horse battery"
LOOKS = 4
TOGETHER = 0.4  # seconds that the first call of a kind waits for a second one
APP = AppKeys("practice-rotating", "practice-secret-rotating")
WAYS = Ways(
    "Rotating",
    frozenset({"write"}),
    access_seconds=300,  # less than ten minutes: each look finds it due
    refresh_seconds=86_400,
    single=True,
)


class Stand:
    """The platform's own process: its authorization server, and its store that tests count."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        clock = PracticeClock()
        self._database = Database(folder / "rotating.sqlite", SCHEMA)
        people = (Person("p1", "ann", "Ann"),)
        self._oauth = OAuth(self._database, clock, WAYS, lambda: people)
        self._oauth.add_app(APP.client_id, APP.secret)
        self._meeting = threading.Barrier(2)
        self.calls = 0
        self._listener = Listener(0, ORIGIN, self, World(clock, Faults(), Calls()))
        self.url = self._listener.url

    def endpoint(self, method: str, path: str) -> str:
        return path

    def answer(self, request: Request) -> Answer:
        self.calls += 1
        try:
            self._meeting.wait(TOGETHER)  # two that come without a turn come together
        except threading.BrokenBarrierError:
            self._meeting.reset()
        return self._oauth.token(request)

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return json_answer({"error": error}, status)

    def give(self) -> Mapping[str, str]:
        """The tokens of a new sign-in, as an account keeps them."""
        given = self._oauth.give("p1", APP.client_id, ["write"])
        return {
            bearer.ACCESS: text_of(given, "access_token"),
            bearer.REFRESH: text_of(given, "refresh_token"),
        }

    def state_of(self, token: str) -> str:
        """What became of a token."""
        return self._oauth.state_of(token)

    def refresh_tokens(self) -> dict[str, int]:
        """How many refresh tokens there are in each state."""
        rows = self._database.rows(
            "SELECT state, count(*) FROM oauth_tokens WHERE kind = 'refresh' GROUP BY state"
        )
        return {str(state): int(str(count)) for state, count in rows}

    def close(self) -> None:
        self._listener.down()
        self._database.close()


class Rotating(Kiosk):
    """Its publisher."""

    def connect(self, answers: Mapping[str, str], http: object, clock: object) -> Connected:
        now = cast(Clock, clock)
        return Connected(
            "p1",
            "ann",
            "Ann",
            ORIGIN,
            dict(answers),
            Grant(expires_at=oauth.after(300, now)),
        )

    def renew(self, session: AccountSession) -> None:
        with session.secrets.renewing():
            answer = session.http.send(
                oauth.refresh_request(
                    f"{ORIGIN}/token",
                    APP,
                    session.secrets.read(bearer.REFRESH),
                    judge=oauth.judged_by("Rotating"),
                )
            ).json
            session.secrets.replace(
                {
                    bearer.ACCESS: answer.text("access_token"),
                    bearer.REFRESH: answer.text("refresh_token"),
                },
                Grant(expires_at=oauth.after(answer.number("expires_in"), session.clock)),
            )


def opened(home: Path, address: str) -> Workspace:
    """The workspace, with this platform alone."""
    store = KioskStore(home.parent / "rotating-posts.sqlite")
    return open_workspace(
        Home(home),
        passphrase=PASSPHRASE,
        platforms=cast(Registry, OneKiosk(Rotating(store))),
        origins=Origins({ORIGIN: address}),
    )


def age(workspace: Workspace) -> None:
    """An hour passes for the tokens: fresh ones are left alone for a while."""
    secrets = tables.secrets

    def act(connection: Connection) -> None:
        for row in connection.execute(
            select(secrets.c.account_id, secrets.c.name, secrets.c.updated_at)
        ):
            connection.execute(
                update(secrets)
                .where(secrets.c.account_id == row.account_id, secrets.c.name == row.name)
                .values(updated_at=row.updated_at - timedelta(hours=1))
            )

    workspace.database.write(act)


def _plant(how: str) -> None:
    """What is wrong with this process."""
    if how == "bug":

        def nobody_waits(*_: object) -> AbstractContextManager[None]:
            return nullcontext()

        vars(renewal_once)["RenewalTurn"] = nobody_waits
        vars(AccountSecrets)  # its own `renewing` takes no turn either
        AccountSecrets.renewing = nobody_waits  # type: ignore[method-assign, assignment]
    elif how == "die":

        def die(*_: object) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        AccountSecrets.replace = die  # type: ignore[method-assign, assignment]


def main() -> None:
    """See the module."""
    home, address, how = sys.argv[1:4]
    workspace = opened(Path(home), address)
    _plant(how)
    (account,) = accounts.list_accounts(workspace)
    print("ready", flush=True)
    sys.stdin.readline()  # all begin together
    for _ in range(LOOKS):
        age(workspace)
        renewal.renew_due(workspace)
    print(accounts.show(workspace, account.id).state.value, flush=True)
    close(workspace)


if __name__ == "__main__":
    main()
