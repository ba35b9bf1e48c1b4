"""X as one platform of the practice world."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from brandcraft_desktop.practice.exchange import Answer, Request, Service
from brandcraft_desktop.practice.platform import Arrived, PracticeAccount, Shown
from brandcraft_desktop.practice.platforms.x import settings as hosts
from brandcraft_desktop.practice.platforms.x.posts import POST_OPERATIONS
from brandcraft_desktop.practice.platforms.x.service import Api
from brandcraft_desktop.practice.platforms.x.state import State
from brandcraft_desktop.practice.platforms.x.steering import steer
from brandcraft_desktop.practice.platforms.x.store import Store, number_for
from brandcraft_desktop.practice.platforms.x.timeline import arrived, threads
from brandcraft_desktop.practice.platforms.x.uploads import UPLOAD_OPERATIONS
from brandcraft_desktop.practice.platforms.x.views import VIEW_OPERATIONS
from brandcraft_desktop.practice.platforms.x.web import Pictures, Web
from brandcraft_desktop.practice.times import PracticeClock

_SHOWN = 200  # threads on the page: enough to scroll, quick to make


class X:
    """Its hosts, each behind an origin of its own, over one store."""

    name = "x"

    def __init__(self, folder: Path, clock: PracticeClock, accounts: int) -> None:
        store = Store(folder)
        for position in range(len(store.people()), accounts):
            _add_person(store, position)
        self.state = State(store, clock)

    def services(self) -> Mapping[str, Service]:
        # The more particular paths first: /2/media/upload/initialize is no upload's name.
        operations = (*UPLOAD_OPERATIONS, *VIEW_OPERATIONS, *POST_OPERATIONS)
        return {
            hosts.API: Api(self.state, operations),
            hosts.WEB: Web(self.state),
            hosts.PICTURES: Pictures(self.state),
        }

    def accounts(self) -> Sequence[PracticeAccount]:
        return [
            PracticeAccount("x", one.handle, one.password, "", one.id)
            for one in self.state.store.people()
        ]

    def timeline(self) -> Sequence[Shown]:
        found = threads(self.state, "/_practice/x/file?id=", _SHOWN)
        return [Shown(thread.at, thread.html) for thread in found]

    def arrived(self) -> Sequence[Arrived]:
        return arrived(self.state)

    def control(self, request: Request, action: str) -> Answer | None:
        return steer(self.state, request, action)

    def forget(self) -> None:
        self.state.store.forget()
        self.state.limits.clear()
        self.state.spent = 0

    def close(self) -> None:
        self.state.store.database.close()


def _add_person(store: Store, position: int) -> None:
    handle = "practice_x" if position == 0 else f"practice_x_{position + 1}"
    store.database.run(
        "INSERT INTO people VALUES (?, ?, ?, ?, ?)",
        number_for(handle),
        handle,
        "Practice account" if position == 0 else f"Practice account {position + 1}",
        secrets.token_urlsafe(12),
        position,
    )
