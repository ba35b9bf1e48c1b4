"""One renewal of an account's tokens at a time, across threads and processes.

A rotating refresh token that two processes use at once is lost for both, so the turn is a row in
the database: held for some minutes at most, and free at once when its holder has died.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from brandcraft_desktop.domain.events import AccountChanged, Event
from brandcraft_desktop.errors import NotFound, NotSent
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

LEASE = timedelta(seconds=150)  # two calls of a slow platform, with all that `Http` waits for
PATIENCE = 180.0  # seconds; longer than a lease, so a stuck holder is outlived
LOOK_AGAIN = 2.0  # seconds; only for a wake-up that was lost on its way


@dataclass
class _Place:
    """The turn inside this process; `depth` counts a thread that enters again."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    depth: int = 0


_places: dict[tuple[str, str], _Place] = {}
_guard = threading.Lock()


class RenewalTurn:
    """A context; entering again on the same thread is free.

    `interrupted`: who had the turn before never gave it back, so it may have died with the only
    copy of a new token.
    """

    def __init__(self, workspace: Workspace, account_id: str) -> None:
        self.interrupted = False
        self._workspace = workspace
        self._account_id = account_id
        with _guard:
            self._place = _places.setdefault((workspace.owner, account_id), _Place())

    def __enter__(self) -> None:
        """Wait for the turn. Raises `NotSent` when it does not come, `NotFound`."""
        if not self._place.lock.acquire(timeout=PATIENCE):
            raise _no_turn()
        self._place.depth += 1
        if self._place.depth > 1:
            return
        try:
            if not self._take():
                self._wait()
        except BaseException:
            self._leave()
            raise

    def __exit__(self, *_: object) -> None:
        """Let the next one in."""
        try:
            if self._place.depth == 1:
                change(self._workspace, self._free)
        finally:
            self._leave()

    def _leave(self) -> None:
        self._place.depth -= 1
        self._place.lock.release()

    def _wait(self) -> None:
        freed = threading.Event()

        def hear(event: Event) -> None:
            if event == AccountChanged(self._account_id):
                freed.set()

        end = self._workspace.bus.subscribe(hear)
        try:
            for _ in range(int(PATIENCE / LOOK_AGAIN)):
                freed.clear()
                if self._take():
                    return
                freed.wait(LOOK_AGAIN)
            raise _no_turn()
        finally:
            end()

    def _take(self) -> bool:
        workspace, accounts = self._workspace, tables.accounts

        def act(connection: Connection, emit: Emit) -> bool:
            row = connection.execute(
                select(accounts.c.renewal_owner, accounts.c.renewal_until)
                .where(accounts.c.id == self._account_id)
                .with_for_update()
            ).one_or_none()
            if row is None:
                raise NotFound(
                    "There is no such account.", f"No account has the id {self._account_id}."
                )
            holder, until, now = row.renewal_owner, row.renewal_until, workspace.clock.now()
            held = holder not in (None, workspace.owner) and until is not None and until > now
            if held and workspace.alive(holder):
                return False
            self.interrupted = holder not in (None, workspace.owner)
            connection.execute(
                update(accounts)
                .where(accounts.c.id == self._account_id)
                .values(renewal_owner=workspace.owner, renewal_until=now + LEASE)
            )
            return True

        return change(workspace, act)

    def _free(self, connection: Connection, emit: Emit) -> None:
        accounts = tables.accounts
        connection.execute(
            update(accounts)
            .where(
                accounts.c.id == self._account_id,
                accounts.c.renewal_owner == self._workspace.owner,
            )
            .values(renewal_owner=None, renewal_until=None)
        )
        emit(AccountChanged(self._account_id))


def forget(workspace: Workspace) -> None:
    """Drop what this process keeps for a workspace that closes."""
    with _guard:
        for key in [key for key in _places if key[0] == workspace.owner]:
            del _places[key]


def _no_turn() -> NotSent:
    return NotSent(
        "The sign-in could not be renewed yet.",
        "Another process has been renewing it for too long.",
        "Try again in a moment.",
    )
