"""YouTube as one platform of the practice world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brandcraft_desktop.practice.exchange import Answer, Request, Service
from brandcraft_desktop.practice.platform import Arrived, PracticeAccount, Shown
from brandcraft_desktop.practice.platforms.youtube import settings as hosts
from brandcraft_desktop.practice.platforms.youtube.service import Api
from brandcraft_desktop.practice.platforms.youtube.signing import Accounts, Tokens
from brandcraft_desktop.practice.platforms.youtube.state import State
from brandcraft_desktop.practice.platforms.youtube.steering import steer
from brandcraft_desktop.practice.platforms.youtube.store import Store
from brandcraft_desktop.practice.platforms.youtube.timeline import arrived, article
from brandcraft_desktop.practice.platforms.youtube.web import Pictures, WebSite
from brandcraft_desktop.practice.times import PracticeClock

_SHOWN = 200  # videos on the page: enough to scroll, quick to make


class YouTube:
    """Its hosts, each behind an origin of its own, over one store."""

    name = "youtube"

    def __init__(self, folder: Path, clock: PracticeClock, accounts: int) -> None:
        store = Store(folder)
        store.ensure_channels(accounts)
        self.state = State(store, clock)

    def services(self) -> Mapping[str, Service]:
        state = self.state
        return {
            hosts.API: Api(state),
            hosts.API_TOO: Api(state),
            hosts.ACCOUNTS: Accounts(state),
            hosts.TOKENS: Tokens(state),
            hosts.WEB: WebSite(state),
            hosts.IMAGES: Pictures(state),
        }

    def accounts(self) -> Sequence[PracticeAccount]:
        return [
            PracticeAccount("youtube", one.handle, "", "", one.id)
            for one in self.state.store.channels()
        ]

    def timeline(self) -> Sequence[Shown]:
        files = "/_practice/youtube/file?name="
        return [
            Shown(one.made_at, article(self.state, one, files))
            for one in self.state.store.videos()[:_SHOWN]
        ]

    def arrived(self) -> Sequence[Arrived]:
        return arrived(self.state)

    def control(self, request: Request, action: str) -> Answer | None:
        return steer(self.state, request, action)

    def forget(self) -> None:
        self.state.store.forget()
        self.state.spent.clear()

    def close(self) -> None:
        self.state.store.database.close()
