"""Facebook as one platform of the practice world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brandcraft_desktop.practice.exchange import Answer, Request, Service
from brandcraft_desktop.practice.platform import Arrived, PracticeAccount, Shown
from brandcraft_desktop.practice.platforms.facebook import settings as hosts
from brandcraft_desktop.practice.platforms.facebook.accounts import ensure_accounts
from brandcraft_desktop.practice.platforms.facebook.service import GraphApi, UploadServer
from brandcraft_desktop.practice.platforms.facebook.state import State
from brandcraft_desktop.practice.platforms.facebook.steering import steer
from brandcraft_desktop.practice.platforms.facebook.store import Store
from brandcraft_desktop.practice.platforms.facebook.timeline import arrived, article
from brandcraft_desktop.practice.platforms.facebook.web import Pictures, WebSite
from brandcraft_desktop.practice.times import PracticeClock

_SHOWN = 200  # posts on the page: enough to scroll, quick to make


class Facebook:
    """Its hosts, each behind an origin of its own, over one store."""

    name = "facebook"

    def __init__(self, folder: Path, clock: PracticeClock, accounts: int) -> None:
        self.state = State(Store(folder), clock)
        ensure_accounts(self.state.store, accounts)

    def services(self) -> Mapping[str, Service]:
        state = self.state
        return {
            hosts.GRAPH: GraphApi(state),
            hosts.VIDEO_GRAPH: GraphApi(state),
            hosts.UPLOADS: UploadServer(state),
            hosts.WEB: WebSite(state),
            hosts.FILES: Pictures(state),
        }

    def accounts(self) -> Sequence[PracticeAccount]:
        return [
            PracticeAccount("facebook", name, "", "", person)
            for person, name in self.state.store.people()
        ]

    def timeline(self) -> Sequence[Shown]:
        files = "/_practice/facebook/file?name="
        found = [*self.state.store.things("post"), *self.state.store.things("story")]
        newest = sorted(found, key=lambda one: one.made_at, reverse=True)[:_SHOWN]
        return [Shown(one.made_at, article(self.state, one, files)) for one in newest]

    def arrived(self) -> Sequence[Arrived]:
        return arrived(self.state)

    def control(self, request: Request, action: str) -> Answer | None:
        return steer(self.state, request, action)

    def forget(self) -> None:
        self.state.store.forget()

    def close(self) -> None:
        self.state.store.database.close()
