"""A workspace: everything a use case needs, opened together and closed together."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.errors import BadInput, WorkspaceUnsafe
from brandcraft_desktop.models import identity
from brandcraft_desktop.models.engine import Database
from brandcraft_desktop.models.identity import Identity
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.models.migrate import opening
from brandcraft_desktop.models.places import check_not_emptied
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.origins import ORIGINS_VARIABLE, Origins, read_origins
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.events import Bus, reader
from brandcraft_desktop.services.machine import home_machine, publishing_mark
from brandcraft_desktop.services.presence import Presence
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.wires import make_wire

if TYPE_CHECKING:
    from brandcraft_desktop.accounts.vault import Vault
    from brandcraft_desktop.media.store import Store
    from brandcraft_desktop.publishers.registry import Registry

DATABASE_VARIABLE = "BRANDCRAFT_DATABASE_URL"
_SCHEMES = ("postgres", "postgresql", "postgresql+psycopg")  # the last is what the driver is called
MACHINE_SETTING = "publishing.machine"  # told as changed when a computer takes over publishing


@dataclass(frozen=True)
class Workspace:
    """An open workspace. `id` names it for ever; `owner` is this process's token in leases.

    `practice`: made with BRANDCRAFT_ORIGINS set, so it never talks to the real platforms.
    """

    id: str
    practice: bool
    home: Home
    database: Database
    clock: Clock
    vault: Vault
    platforms: Registry
    store: Store
    bus: Bus
    origins: Origins | None
    owner: str
    presence: Presence

    def alive(self, owner: str) -> bool:
        """Whether the process with that token may still live; False only where it surely died."""
        return self.presence.alive(owner) is not False


def open_workspace(
    home: Home,
    *,
    clock: Clock | None = None,
    database_url: str | None = None,
    passphrase: str | None = None,
    origins: Origins | None = None,
    vault: Vault | None = None,
    platforms: Registry | None = None,
    store: Store | None = None,
) -> Workspace:
    """Open the workspace of a home; makes it, or brings it up to date, where needed.

    `database_url` None takes BRANDCRAFT_DATABASE_URL, else the SQLite file in the home; `origins`
    None reads BRANDCRAFT_ORIGINS. The rest replaces the usual parts. Raises
    `errors.StorageTrouble` (too new, unsafe, busy, disk) and `errors.BadInput` (origins, URL).
    """
    clock = clock or SystemClock()
    origins = origins or read_origins()
    named = database_url or os.environ.get(DATABASE_VARIABLE)
    url = server_url(named) if named else home.database
    if not named:
        check_not_emptied(home.database, (home.media, home.backups))
    with opening(home, url, clock=clock) as database:
        who = _identity(database, clock, practice=origins is not None)
        presence = Presence(home.run, home_machine(home.root))
        presence.tidy()
    try:
        return Workspace(
            id=who.id,
            practice=who.practice,
            home=home,
            database=database,
            clock=clock,
            vault=vault or _make_vault(database, home, clock, who, passphrase),
            platforms=platforms or _make_registry(),
            store=store or _make_store(home),
            bus=Bus(make_wire(database, home.run, presence), reader(database, presence.owner)),
            # A practice workspace without a map reaches nothing, least of all the real platforms.
            origins=origins or (Origins({}) if who.practice else None),
            owner=presence.owner,
            presence=presence,
        )
    except BaseException:
        database.close()
        presence.close()
        raise


def server_url(named: str) -> str:
    """The URL of a shared workspace with the driver that is here.

    Its words are never repeated: a password may stand in them. Raises `errors.BadInput`.
    """
    scheme, colon, rest = named.partition("://")
    if not colon or scheme not in _SCHEMES or not rest:
        raise _no_server(f"{DATABASE_VARIABLE} holds something else.")
    url = f"{_SCHEMES[-1]}://{rest}"
    try:
        make_url(url)
    except (ArgumentError, ValueError):
        raise _no_server(f"What {DATABASE_VARIABLE} holds can't be read.") from None
    return url


def _no_server(why: str) -> BadInput:
    return BadInput(
        "A shared workspace needs the address of a PostgreSQL database.",
        why,
        f"Write it as postgresql://NAME:PASSWORD@HOST:PORT/DATABASE, or unset {DATABASE_VARIABLE}.",
    )


def close(workspace: Workspace) -> None:
    """Let everything go; all threads have ended when this returns."""
    from brandcraft_desktop.services import (
        account_endings,
        account_http,
        account_profiles,
        bucket,
        conversions,
        renewal_pauses,
        renewal_turn,
        spelling,
        unsplash_network,
    )

    conversions.close(workspace)
    workspace.bus.close()
    account_http.close_http(workspace)
    bucket.close(workspace)
    renewal_turn.forget(workspace)
    renewal_pauses.forget(workspace)
    account_endings.forget(workspace)
    account_profiles.forget(workspace)
    spelling.close(workspace)
    unsplash_network.close(workspace)
    workspace.vault.close()
    workspace.database.close()
    workspace.presence.close()


def who(workspace: Workspace) -> Identity:
    """The workspace's row as it is now: epoch, when it was restored."""
    return workspace.database.read(identity.read)


def publishing_allowed(workspace: Workspace) -> bool:
    """Whether this computer may publish: not from a home that was copied or brought here."""
    return workspace.database.read(lambda connection: publishes(connection, workspace))


def publishes(connection: Connection, workspace: Workspace) -> bool:
    """`publishing_allowed`, as it is in this transaction."""
    mark = publishing_mark(workspace.id, workspace.database.path)
    return identity.read(connection).machine == mark


def claim_machine(workspace: Workspace) -> int:
    """This computer publishes from now on; gives the new epoch.

    What was due before and is unfinished is looked for on the platforms, never sent by itself: the
    other computer may have done it.
    """
    mark = publishing_mark(workspace.id, workspace.database.path)

    def act(connection: Connection, emit: Emit) -> int:
        emit(SettingChanged(MACHINE_SETTING))
        return identity.raise_epoch(connection, at=workspace.clock.now(), machine=mark)

    return change(workspace, act, person=True)


def _identity(database: Database, clock: Clock, *, practice: bool) -> Identity:
    """The workspace's row, made for a new one. Raises `errors.WorkspaceUnsafe`."""
    found = database.read(identity.find)
    if found is None:

        def create(connection: Connection) -> Identity:
            there = identity.find(connection)
            if there is not None:
                return there
            now = clock.now()
            number = new_id(clock)
            mark = publishing_mark(number, database.path)
            new = Identity(number, 1, mark, practice, now, None)
            identity.create(connection, new)
            return new

        found = database.write(create, person=True)
    if practice and not found.practice:
        raise WorkspaceUnsafe(
            "This workspace publishes for real.",
            f"{ORIGINS_VARIABLE} is set, and it works only for a workspace made for practice.",
            f"Unset {ORIGINS_VARIABLE}, or choose another data folder (BRANDCRAFT_HOME).",
        )
    return found


def _make_vault(
    database: Database, home: Home, clock: Clock, who: Identity, passphrase: str | None
) -> Vault:
    from brandcraft_desktop.services.vault import make_vault

    return make_vault(
        database,
        home,
        clock,
        workspace_id=who.id,
        passphrase=passphrase,
        practice=who.practice,
    )


def _make_registry() -> Registry:
    from brandcraft_desktop.publishers.registry import Registry

    return Registry()


def _make_store(home: Home) -> Store:
    from brandcraft_desktop.media.store import Store

    return Store(home.media)
