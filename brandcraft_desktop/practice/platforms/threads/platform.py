"""Threads as one platform of the practice world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brandcraft_desktop.practice.exchange import Answer, Request, Service
from brandcraft_desktop.practice.platform import Arrived, PracticeAccount, Shown
from brandcraft_desktop.practice.platforms.threads import settings as hosts
from brandcraft_desktop.practice.platforms.threads.service import Api
from brandcraft_desktop.practice.platforms.threads.state import State
from brandcraft_desktop.practice.platforms.threads.steering import steer
from brandcraft_desktop.practice.platforms.threads.store import Store, ensure_accounts
from brandcraft_desktop.practice.platforms.threads.timeline import arrived, article
from brandcraft_desktop.practice.platforms.threads.web import PictureServer, SignIn, WebSite
from brandcraft_desktop.practice.times import PracticeClock

_SHOWN = 200  # posts on the page: enough to scroll, quick to make


class Threads:
    """Its hosts, each behind an origin of its own, over one store."""

    name = "threads"

    def __init__(self, folder: Path, clock: PracticeClock, accounts: int) -> None:
        self.state = State(Store(folder), clock)
        ensure_accounts(self.state.store, accounts)

    def services(self) -> Mapping[str, Service]:
        state = self.state
        return {
            hosts.API: Api(state),
            hosts.SIGN_IN: SignIn(state),
            hosts.WEB: WebSite(state),
            hosts.PICTURES: PictureServer(state),
        }

    def accounts(self) -> Sequence[PracticeAccount]:
        return [
            PracticeAccount("threads", one.username, "", "", one.id)
            for one in self.state.store.accounts()
        ]

    def timeline(self) -> Sequence[Shown]:
        files = "/_practice/threads/file?name="
        return [
            Shown(one.made_at, article(self.state, one, files))
            for one in self.state.store.posts()[:_SHOWN]
        ]

    def arrived(self) -> Sequence[Arrived]:
        return arrived(self.state)

    def control(self, request: Request, action: str) -> Answer | None:
        return steer(self.state, request, action)

    def forget(self) -> None:
        self.state.store.forget()

    def close(self) -> None:
        self.state.store.database.close()
