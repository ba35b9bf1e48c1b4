"""TikTok as one platform of the practice world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brandcraft_desktop.practice.exchange import Answer, Request, Service
from brandcraft_desktop.practice.platform import Arrived, PracticeAccount, Shown
from brandcraft_desktop.practice.platforms.tiktok import settings as hosts
from brandcraft_desktop.practice.platforms.tiktok.service import Api
from brandcraft_desktop.practice.platforms.tiktok.state import State
from brandcraft_desktop.practice.platforms.tiktok.steering import steer
from brandcraft_desktop.practice.platforms.tiktok.store import Store
from brandcraft_desktop.practice.platforms.tiktok.timeline import arrived, article
from brandcraft_desktop.practice.platforms.tiktok.upload import UploadHost
from brandcraft_desktop.practice.platforms.tiktok.web import PictureServer, WebSite
from brandcraft_desktop.practice.times import PracticeClock

_SHOWN = 200  # posts on the page: enough to scroll, quick to make


class TikTok:
    """Its hosts, each behind an origin of its own, over one store."""

    name = "tiktok"

    def __init__(self, folder: Path, clock: PracticeClock, accounts: int) -> None:
        self.state = State(Store(folder), clock)
        self.state.store.ensure_accounts(accounts)

    def services(self) -> Mapping[str, Service]:
        state = self.state
        return {
            hosts.API: Api(state),
            hosts.UPLOAD: UploadHost(state),
            hosts.WEB: WebSite(state),
            hosts.IMAGES: PictureServer(state),
        }

    def accounts(self) -> Sequence[PracticeAccount]:
        return [
            PracticeAccount("tiktok", one.username, "", "", one.id)
            for one in self.state.store.accounts()
        ]

    def timeline(self) -> Sequence[Shown]:
        files = "/_practice/tiktok/file?name="
        taken = [one for one in self.state.store.posts() if one.taken_at][:_SHOWN]
        return [Shown(one.taken_at, article(self.state, one, files)) for one in taken]

    def arrived(self) -> Sequence[Arrived]:
        return arrived(self.state)

    def control(self, request: Request, action: str) -> Answer | None:
        return steer(self.state, request, action)

    def forget(self) -> None:
        self.state.store.forget()
        self.state.limits.clear()

    def close(self) -> None:
        self.state.store.database.close()
