"""Pinterest as one platform of the practice world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brandcraft_desktop.practice.exchange import Answer, Request, Service
from brandcraft_desktop.practice.platform import Arrived, PracticeAccount, Shown
from brandcraft_desktop.practice.platforms.pinterest import settings as hosts
from brandcraft_desktop.practice.platforms.pinterest.accounts import ensure_accounts
from brandcraft_desktop.practice.platforms.pinterest.service import Api
from brandcraft_desktop.practice.platforms.pinterest.state import State
from brandcraft_desktop.practice.platforms.pinterest.steering import steer
from brandcraft_desktop.practice.platforms.pinterest.store import Store
from brandcraft_desktop.practice.platforms.pinterest.timeline import arrived, article
from brandcraft_desktop.practice.platforms.pinterest.upload import UploadStore
from brandcraft_desktop.practice.platforms.pinterest.web import PictureServer, WebSite
from brandcraft_desktop.practice.times import PracticeClock

_SHOWN = 200  # Pins on the page: enough to scroll, quick to make


class Pinterest:
    """Its hosts, each behind an origin of its own, over one store."""

    name = "pinterest"

    def __init__(self, folder: Path, clock: PracticeClock, accounts: int) -> None:
        self.state = State(Store(folder), clock)
        ensure_accounts(self.state.store, accounts, clock.seconds())

    def services(self) -> Mapping[str, Service]:
        state = self.state
        return {
            hosts.API: Api(state),
            hosts.SANDBOX: Api(state),
            hosts.WEB: WebSite(state),
            hosts.STORE: UploadStore(state),
            hosts.IMAGES: PictureServer(state),
        }

    def accounts(self) -> Sequence[PracticeAccount]:
        return [
            PracticeAccount("pinterest", one.username, "", "", one.id)
            for one in self.state.store.accounts()
        ]

    def timeline(self) -> Sequence[Shown]:
        files = "/_practice/pinterest/file?name="
        return [
            Shown(one.made_at, article(self.state, one, files))
            for one in self.state.store.pins()[:_SHOWN]
        ]

    def arrived(self) -> Sequence[Arrived]:
        return arrived(self.state)

    def control(self, request: Request, action: str) -> Answer | None:
        return steer(self.state, request, action)

    def forget(self) -> None:
        self.state.store.forget()
        self.state.limits.clear()

    def close(self) -> None:
        self.state.store.database.close()
