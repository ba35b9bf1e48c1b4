"""Instagram as one platform of the practice world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brandcraft_desktop.practice.exchange import Answer, Request, Service
from brandcraft_desktop.practice.platform import Arrived, PracticeAccount, Shown
from brandcraft_desktop.practice.platforms.instagram import settings as hosts
from brandcraft_desktop.practice.platforms.instagram.accounts import ensure_accounts
from brandcraft_desktop.practice.platforms.instagram.service import Graph
from brandcraft_desktop.practice.platforms.instagram.state import State
from brandcraft_desktop.practice.platforms.instagram.steering import steer
from brandcraft_desktop.practice.platforms.instagram.store import Store
from brandcraft_desktop.practice.platforms.instagram.timeline import arrived, article
from brandcraft_desktop.practice.platforms.instagram.uploading import Uploads
from brandcraft_desktop.practice.platforms.instagram.web import Pictures, Web
from brandcraft_desktop.practice.times import PracticeClock

_SHOWN = 200  # posts on the page: enough to scroll, quick to make


class Instagram:
    """Its hosts, each behind an origin of its own, over one store."""

    name = "instagram"

    def __init__(self, folder: Path, clock: PracticeClock, accounts: int) -> None:
        self.state = State(Store(folder), clock)
        ensure_accounts(self.state.store, accounts)

    def services(self) -> Mapping[str, Service]:
        state = self.state
        return {
            hosts.GRAPH: Graph(state, facebook=False),
            hosts.GRAPH_FACEBOOK: Graph(state, facebook=True),
            hosts.UPLOADS: Uploads(state),
            hosts.API: Web(state),
            hosts.WEB: Web(state),
            hosts.WEB_FACEBOOK: Web(state),
            hosts.PICTURES: Pictures(state),
        }

    def accounts(self) -> Sequence[PracticeAccount]:
        return [
            PracticeAccount("instagram", one.username, "", "", one.id)
            for one in self.state.store.accounts()
            if one.id == one.owner
        ]

    def timeline(self) -> Sequence[Shown]:
        files = "/_practice/instagram/file?name="
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
