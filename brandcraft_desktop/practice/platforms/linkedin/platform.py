"""LinkedIn as one platform of the practice world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brandcraft_desktop.practice.exchange import Answer, Request, Service
from brandcraft_desktop.practice.platform import Arrived, PracticeAccount, Shown
from brandcraft_desktop.practice.platforms.linkedin import settings as hosts
from brandcraft_desktop.practice.platforms.linkedin.assets import ASSET_CALLS
from brandcraft_desktop.practice.platforms.linkedin.organizations import PAGE_CALLS
from brandcraft_desktop.practice.platforms.linkedin.people import ensure_people
from brandcraft_desktop.practice.platforms.linkedin.posts import POST_CALLS
from brandcraft_desktop.practice.platforms.linkedin.service import Api
from brandcraft_desktop.practice.platforms.linkedin.state import State
from brandcraft_desktop.practice.platforms.linkedin.steering import steer
from brandcraft_desktop.practice.platforms.linkedin.store import Store
from brandcraft_desktop.practice.platforms.linkedin.timeline import arrived, timeline
from brandcraft_desktop.practice.platforms.linkedin.web import PictureServer, Web
from brandcraft_desktop.practice.times import PracticeClock


class LinkedIn:
    """Its hosts, each behind an origin of its own, over one store."""

    name = "linkedin"

    def __init__(self, folder: Path, clock: PracticeClock, accounts: int) -> None:
        store = Store(folder)
        ensure_people(store, accounts)
        self.state = State(store, clock)

    def services(self) -> Mapping[str, Service]:
        return {
            hosts.WEB: Web(self.state),
            hosts.API: Api(self.state, (*POST_CALLS, *ASSET_CALLS, *PAGE_CALLS)),
            hosts.CDN: PictureServer(self.state),
        }

    def accounts(self) -> Sequence[PracticeAccount]:
        return [
            PracticeAccount("linkedin", one.name, one.password, "", one.sub)
            for one in self.state.store.members()
        ]

    def timeline(self) -> Sequence[Shown]:
        return timeline(self.state, "/_practice/linkedin/file?urn=")

    def arrived(self) -> Sequence[Arrived]:
        return arrived(self.state)

    def control(self, request: Request, action: str) -> Answer | None:
        return steer(self.state, request, action)

    def forget(self) -> None:
        self.state.store.forget()

    def close(self) -> None:
        self.state.store.database.close()
